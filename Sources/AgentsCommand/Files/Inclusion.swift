internal import AgentsCore
internal import AgentsSystem
internal import AsteriskConfig
internal import SystemPackage

/// The lines by which Asterisk's own files include ours.
struct Inclusion {
  /// Far more than any of Asterisk's own files has.
  private static let largest = 64 << 20
  private let directory: FilePath
  private let path: IncludePath

  init(directory: String) {
    self.directory = FilePath(directory)
    path = IncludePath(directory: directory)
  }

  /// What must stand in Asterisk's file.
  func line(for kind: FileKind) -> String { path.line(for: kind) }

  /// Where Asterisk's own file is expected: in the directory above ours.
  func includer(of kind: FileKind) -> FilePath {
    directory.removingLastComponent().appending(kind.includedBy)
  }

  /// Whether Asterisk's file, in the directory above ours, has the line.
  func isMade(for kind: FileKind) -> Bool {
    guard let document = reading(including: kind)?.document else { return false }
    let names = ["\(path.text)/\(kind.root)", "\(directory.string)/\(kind.root)"]
    return document.items.contains { item in
      if case .include(let include) = item { names.contains(include.path) } else { false }
    }
  }

  /// The voice queues of `names` that the centre's own `queues.conf` has too, as sections of their
  /// own; one that only adds to ours, by `(+)`, is none.
  func queuesOfTheCentre(among names: [String]) -> [String] {
    guard let reading = reading(including: .queues) else { return [] }
    // What is continued here and begun elsewhere is begun by us.
    let continued = reading.warnings.compactMap { warning in
      if case .unknownSection(let name) = warning.remark { name.lowercased() } else { nil }
    }
    let own = Set(reading.document.sections.map { $0.name.lowercased() }).subtracting(continued)
    return names.filter { own.contains($0.lowercased()) }
  }

  private func reading(including kind: FileKind) -> ConfigReading? {
    (try? ForeignFiles.read(at: includer(of: kind), limit: Self.largest))
      .flatMap { try? ConfigReading($0) }
  }
}
