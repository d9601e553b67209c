internal import AgentsCore
internal import AgentsStore
internal import AgentsSystem
internal import AsteriskConfig
internal import SystemPackage

/// The generated files of one directory: rendering what is stale, replacing it, recording it.
struct AsteriskFiles {
  let session: Session
  let store: Store
  let settings: Settings
  /// Another directory than the setting's was named: Asterisk does not read it.
  private let isElsewhere: Bool
  let directory: String

  init(_ session: Session, _ store: Store, directory: String?) throws {
    self.session = session
    self.store = store
    settings = try store.read { try $0.settings() }
    do throws(Refusal) {
      self.directory =
        if let directory { try AsteriskDirectory(parsing: directory).text } else {
          settings.asteriskDir.text
        }
    } catch {
      throw AgentsError.refused([Finding("asteriskDir", error)])
    }
    isElsewhere = self.directory != settings.asteriskDir.text
  }

  /// Which files a run looks at.
  enum Scope {
    /// Those that a stored change made stale.
    case pending
    /// Those, and every file that is missing or edited.
    case damaged
    /// All.
    case all
  }

  /// Brings files up to date; whatever stands in the way is in the report's `failure`.
  func apply(_ scope: Scope = .pending, force: Bool = false) async throws -> FileReport {
    var report = FileReport(directory: directory)
    do {
      guard try isAnythingToDo(scope) else { return report }
      try session.locked { try replace(scope, force: force, &report) }
    } catch {
      // Of what was planned nothing is sure to be on disk.
      (report.written, report.removed, report.newRoots, report.changes) = ([], [], [], [:])
      report.failure = .notApplied(
        files: try pendingNames(),
        cause: AgentsError(any: error) ?? .unexpected(String(describing: error)))
      return report
    }
    await Reload(settings, isElsewhere: isElsewhere, directory: directory).run(&report)
    if report.failure == nil, !report.drifted.isEmpty {
      report.failure = .drifted(files: report.drifted.map(\.name))
    }
    return report
  }

  /// Every file, and whether it is as it should be.
  func states() throws -> [(name: String, state: FileState)] {
    try store.read { try revisions($0) }.map { ($0.name, try state(of: $0)) }
  }

  private func isAnythingToDo(_ scope: Scope) throws -> Bool {
    try scope != .pending || !pendingNames().isEmpty
  }

  private func pendingNames() throws -> [String] {
    try store.read { try revisions($0) }.filter(\.isPending).map(\.name)
  }

  /// The files of a scope.
  func files(in scope: Scope, _ reader: StoreReader) throws -> [FileRevision] {
    try revisions(reader).filter { file in
      switch scope {
      case .pending: file.isPending
      case .damaged: try state(of: file) != .current
      case .all: true
      }
    }
  }

  /// All files, by name; the roots exist from the beginning, whatever the store has seen.
  private func revisions(_ reader: StoreReader) throws -> [FileRevision] {
    let known = try reader.fileRevisions(in: directory)
    let roots = GeneratedFile.roots.map(\.name).filter { name in
      !known.contains { $0.name == name }
    }
    let untouched = roots.map { FileRevision(name: $0, revision: 0, written: nil, checksum: nil) }
    return (known + untouched).sorted { $0.name < $1.name }
  }

  private func state(of file: FileRevision) throws -> FileState {
    guard let bytes = try FileContents.read(at: path(file.name)) else {
      return file.isPending ? .pending : .missing
    }
    guard Seal.isIntact(bytes) else { return .edited }
    // Ours, but another one than was written last, as a restored backup is.
    return Seal.checksum(of: bytes) == file.checksum && !file.isPending ? .current : .pending
  }

  func path(_ name: String) -> FilePath { FilePath("\(directory)/\(name)") }
}

/// Whether a generated file is as it should be.
enum FileState: String, CaseIterable {
  case current, pending, missing
  /// Somebody changed it by hand.
  case edited
}
