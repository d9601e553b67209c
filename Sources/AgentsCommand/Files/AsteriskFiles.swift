internal import AgentsCore
internal import AgentsStore
internal import AgentsSystem
internal import AsteriskConfig
internal import SystemPackage

/// The generated files of one directory: rendering what is stale, replacing it, recording it.
struct AsteriskFiles {
  private let session: Session
  private let store: Store
  private let settings: Settings
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
    let (all, pending) = try store.read { (try revisions(.all, $0), try revisions(.pending, $0)) }
    return try all.keys.sorted().map { name in
      let bytes = try FileContents.read(at: path(name))
      return (name, FileState(bytes, isPending: pending[name] != nil))
    }
  }

  private func isAnythingToDo(_ scope: Scope) throws -> Bool {
    try scope != .pending || !pendingNames().isEmpty
  }

  private func pendingNames() throws -> [String] {
    try store.read { try revisions(.pending, $0) }.keys.sorted()
  }

  /// The files in a scope, with the revisions that they should have.
  private func revisions(_ scope: Scope, _ reader: StoreReader) throws -> [String: Int] {
    var revisions: [String: Int] = [:]
    var known: Set<String> = []
    for (name, revision, written) in try reader.fileRevisions(in: directory) {
      known.insert(name)
      let isStale = try written != revision || scope == .damaged && isDamaged(name)
      if scope == .all || isStale { revisions[name] = revision }
    }
    // The roots exist from the beginning, whatever the store has seen.
    for root in GeneratedFile.roots where !known.contains(root.name) {
      revisions[root.name] = 0
    }
    return revisions
  }

  private func isDamaged(_ name: String) throws -> Bool {
    try FileState(FileContents.read(at: path(name)), isPending: false) != .current
  }

  // MARK: - Replacing

  private func replace(_ scope: Scope, force: Bool, _ report: inout FileReport) throws {
    try makeDirectories()
    let snapshot = try render(scope)
    var replacements: [(path: FilePath, bytes: [UInt8])] = []
    var removals: [FilePath] = []
    var done: [String: Int] = [:]
    for file in snapshot {
      let current = try FileContents.read(at: path(file.name))
      if current == file.bytes {
        report.unchanged.append(file.name)
      } else if let current, !Seal.isIntact(current), !force {
        report.drifted.append(
          FileReport.Drift(
            name: file.name, lines: LineDifference.lines(from: current, to: file.bytes ?? [])))
        continue
      } else {
        if let current, !Seal.isIntact(current) {
          report.copies.append(try keepCopy(of: file.name, current))
        }
        report.changes[file.file] = Self.difference(current, file.bytes)
        if let bytes = file.bytes {
          replacements.append((path(file.name), bytes))
          report.written.append(file.name)
          if current == nil, GeneratedFile.roots.contains(file.file) {
            report.newRoots.append(file.file)
          }
        } else {
          removals.append(path(file.name))
          report.removed.append(file.name)
        }
      }
      done[file.name] = file.revision
    }
    try AtomicFile.replace(replacements, defaults: attributes)
    for path in removals { try AtomicFile.remove(at: path) }
    try record(snapshot.filter { done[$0.name] != nil })
  }

  private func record(_ files: [Rendered]) throws {
    try store.write { transaction in
      // A root that no change has touched yet gets its first revision now.
      try transaction.touch(files: files.filter { $0.revision == 0 }.map(\.name))
      for file in files {
        let revision = max(1, file.revision)
        if file.bytes == nil {
          try transaction.forget(file: file.name, revision: revision, in: directory)
        } else {
          try transaction.record(written: [file.name: revision], in: directory)
        }
      }
    }
  }

  /// A file as it should be on disk; no bytes = it should not be there.
  private struct Rendered {
    let file: GeneratedFile
    let revision: Int
    let bytes: [UInt8]?

    var name: String { file.name }
  }

  /// Revisions and contents out of one snapshot, so that what is recorded is what was written.
  private func render(_ scope: Scope) throws -> [Rendered] {
    let rendering = Rendering(directory: directory, settings)
    return try store.read { reader in
      var endpoints: [NumberBlock: [Endpoint]] = [:]
      return try revisions(scope, reader).sorted { $0.key < $1.key }.compactMap { name, revision in
        guard let file = GeneratedFile(name: name) else { return nil }
        if let block = file.block, endpoints[block] == nil {
          endpoints[block] = try reader.endpoints(in: block)
        }
        let bytes = try rendering.bytes(of: file, file.block.flatMap { endpoints[$0] } ?? [])
        return Rendered(file: file, revision: revision, bytes: bytes)
      }
    }
  }

  private func keepCopy(of name: String, _ bytes: [UInt8]) throws -> String {
    var copy = "\(name).edited"
    var number = 1
    // Not `.conf` at the end: Asterisk must not include the copy.
    while try FileContents.read(at: path(copy)) != nil {
      number += 1
      copy = "\(name).edited.\(number)"
    }
    try AtomicFile.replace(at: path(copy), with: bytes, defaults: attributes)
    return copy
  }

  private func makeDirectories() throws {
    for file in GeneratedFile.roots + [
      .peerBlock(NumberBlock(first: 0)), .mailboxBlock(NumberBlock(first: 0)),
    ] {
      let parent = path(file.name).removingLastComponent()
      try Directories.create(at: parent, mode: directoryMode, group: group)
      try AtomicFile.removeAbandonedTemporaries(in: parent)
    }
  }

  private static func difference(_ old: [UInt8]?, _ new: [UInt8]?) -> ConfigChange {
    let documents = [new, old].map { bytes in
      bytes.flatMap { try? ConfigDocument(parsing: $0) } ?? ConfigDocument()
    }
    return documents[0].difference(from: documents[1])
  }

  private func path(_ name: String) -> FilePath { FilePath("\(directory)/\(name)") }

  private var group: GroupID? { GroupID(named: settings.asteriskFileGroup.text) }

  private var attributes: FileAttributes {
    FileAttributes(
      mode: FilePermissions(rawValue: CModeT(settings.asteriskFileMode.bits)), group: group)
  }

  /// Search where the files' mode has read.
  private var directoryMode: FilePermissions {
    let bits = CModeT(settings.asteriskFileMode.bits)
    return FilePermissions(rawValue: bits | (bits & 0o444) >> 2)
  }
}

/// Whether a generated file is as it should be.
enum FileState: String, CaseIterable {
  case current, pending, missing
  /// Somebody changed it by hand.
  case edited

  init(_ bytes: [UInt8]?, isPending: Bool) {
    if let bytes, !Seal.isIntact(bytes) {
      self = .edited
    } else {
      self = isPending ? .pending : bytes == nil ? .missing : .current
    }
  }
}
