internal import AgentsCore
internal import AgentsStore
internal import AgentsSystem
internal import SystemPackage

/// The generated files of one directory: rendering what is stale, replacing it, recording it.
struct AsteriskFiles {
  let session: Session
  let store: Store
  private(set) var settings: Settings
  /// Tells our files from those of another database.
  let owner: String
  /// Another directory than the setting's was named: Asterisk does not read it.
  private let isElsewhere: Bool
  let directory: String
  /// What the files are written for.
  private(set) var dialect: Dialect
  private let seen: AsteriskVersion?

  init(_ session: Session, _ store: Store, directory: String?) throws {
    self.session = session
    let store = store.whole
    self.store = store
    (settings, owner, seen) = try store.read {
      (try $0.settings(), try $0.installation(), try $0.asteriskSeen())
    }
    dialect = Dialect(settings, seen: seen)
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
    /// Those, and every file that is not as it was written.
    case damaged
    /// All.
    case all
  }

  /// Brings files up to date and tells Asterisk; whatever stands in the way is in the report's
  /// `failure`.
  ///
  /// - Parameter asks: The running Asterisk is asked for its version, whatever was seen before.
  func apply(
    _ scope: Scope = .pending, force: Bool = false, asks: Bool = false
  ) async throws -> FileReport {
    var report = FileReport(directory: directory, isElsewhere: isElsewhere)
    do {
      guard try asks || isAnythingToDo(scope) else { return report }
      try await seeAsterisk(always: asks || scope != .pending)
      let decided = try session.locked {
        try makeDirectory(FilePath(directory))
        // Decided once, when Asterisk was asked: dialect, directories, files and revisions of one snapshot.
        let (decided, wanted, owed) = try store.read { reader in
          let files = try asOf(reader)
          return (
            files, try files.files(in: scope, reader), try reader.filesToReload(in: directory)
          )
        }
        report.owed = Set(owed.keys)
        try decided.replace(wanted, force: force, &report)
        return decided
      }
      try await decided.reload(&report)
    } catch {
      report.failure = .notApplied(
        files: (try? pendingNames()) ?? [],
        cause: AgentsError(any: error) ?? .unexpected(String(describing: error)))
      return report
    }
    if report.failure == nil, !report.drifted.isEmpty {
      report.failure = .drifted(files: report.drifted.map(\.name))
    }
    return report
  }

  /// The same files with the settings and the dialect of a snapshot.
  ///
  /// Another process may have changed a setting since this one began, and this one may have asked
  /// Asterisk since.
  private func asOf(_ reader: StoreReader) throws -> AsteriskFiles {
    var files = self
    files.settings = try reader.settings()
    files.dialect = try reader.dialect(files.settings)
    return files
  }

  /// Remembers which Asterisk runs here; another one than before makes files stale.
  ///
  /// It is asked by `apply`, by a change of the driver, and by the first change; every other one trusts
  /// what was seen, because a question costs as much as the rest of the run.
  private func seeAsterisk(always: Bool) async throws {
    guard !isElsewhere, settings.asteriskDriver != .sip, settings.asteriskVersion.text.isEmpty,
      always || seen == nil, let version = try await reloading.version(), version != seen
    else { return }
    try store.write { transaction in
      let settings = try transaction.settings()
      let before = try transaction.dialect(settings)
      try transaction.setAsteriskSeen(version)
      try transaction.touchFiles(from: before, to: transaction.dialect(settings))
    }
  }

  private var reloading: Reload {
    Reload(settings, dialect, isElsewhere: isElsewhere, directory: directory)
  }

  /// Tells Asterisk of everything that was written since it was told last, also by a run that was
  /// killed before it could.
  private func reload(_ report: inout FileReport) async throws {
    let owed = try store.read { try $0.filesToReload(in: directory) }
    guard !owed.isEmpty else { return }
    let files = owed.keys.sorted().compactMap(GeneratedFile.init(name:))
    // What this run wrote is known; of the others Asterisk is asked by what they hold.
    var earlier: [GeneratedFile: [UInt8]] = [:]
    for file in files where file.block != nil && file.kind == dialect.driver.files {
      guard report.owed.contains(file.name), report.contents[file] == nil else { continue }
      earlier[file] = try FileContents.read(at: path(file.name))
    }
    await reloading.run(files, &report, earlier: earlier)
    guard report.asterisk != .failed || !report.disagreeing.isEmpty else { return }
    let wrong = Set(report.disagreeing.map(\.name))
    let settled = owed.filter { !wrong.contains($0.key) }
    try store.write { try $0.record(reloaded: settled, in: directory) }
  }

  /// Every file, and whether it is as it should be.
  func states() throws -> [(name: String, state: FileState)] {
    try store.read { reader in
      let owed = try reader.filesToReload(in: directory)
      return try revisions(reader, withOrphans: true).map { file in
        let state = try state(of: file)
        return (file.name, state == .current && owed[file.name] != nil ? .unread : state)
      }
    }
  }

  private func isAnythingToDo(_ scope: Scope) throws -> Bool {
    guard scope == .pending else { return true }
    return try store.read { reader in
      try !files(in: .pending, reader).isEmpty || !reader.filesToReload(in: directory).isEmpty
    }
  }

  private func pendingNames() throws -> [String] {
    try store.read { try asOf($0).files(in: .pending, $0) }.map(\.name)
  }

  /// The files of a scope.
  private func files(in scope: Scope, _ reader: StoreReader) throws -> [FileRevision] {
    var files = try revisions(reader, withOrphans: scope != .pending)
    // Whatever was forgotten to be made stale is mended by rendering all.
    if scope == .all { files += try unknownFiles(reader, beside: files) }
    return try files.filter { file in
      switch scope {
      case .pending: file.isPending
      case .damaged: try state(of: file) != .current
      case .all: true
      }
    }
  }

  /// Files that there should be and that no change ever touched.
  private func unknownFiles(
    _ reader: StoreReader, beside known: [FileRevision]
  ) throws -> [FileRevision] {
    let names = try reader.fileNames().union(known.map(\.name))
    return try reader.files(of: kinds).map(\.name).filter { !names.contains($0) }
      .map { FileRevision(name: $0, revision: 0, written: nil, checksum: nil) }
  }

  /// All files, by name; the roots exist from the beginning, whatever the store has seen, and files
  /// that the store has never seen may lie there, as after a restored backup.
  private func revisions(
    _ reader: StoreReader, withOrphans: Bool
  ) throws -> [FileRevision] {
    let known = try reader.fileRevisions(in: directory)
    var names = kinds.map(\.root)
    if withOrphans { names += try namesOnDisk() }
    let unknown = Set(names).subtracting(known.map(\.name))
    let untouched = unknown.map {
      FileRevision(name: $0, revision: 0, written: nil, checksum: nil)
    }
    return (known + untouched).sorted { $0.name < $1.name }
  }

  /// What lies there under a name that this program writes.
  private func namesOnDisk() throws -> [String] {
    let roots = try Directories.names(in: path(""))
    let others = try FileKind.allCases.map(\.directory).flatMap { directory in
      try Directories.names(in: path(directory)).map { "\(directory)/\($0)" }
    }
    return (roots + others).filter { GeneratedFile(name: $0) != nil }
  }

  /// The kinds of files that belong there.
  var kinds: [FileKind] { FileKind.written(for: dialect.driver) }

  private func state(of file: FileRevision) throws -> FileState {
    guard let bytes = try FileContents.read(at: path(file.name)) else {
      return file.isPending ? .pending : .missing
    }
    guard let seal = Seal(intact: bytes) else { return .edited }
    guard seal.owner == owner else { return .foreign }
    // Ours, but another one than was written last, as a restored backup is.
    return seal.checksum == file.checksum && !file.isPending ? .current : .pending
  }

  /// A file that may be overwritten without asking: what stands in it is in the store.
  func isOurs(_ bytes: [UInt8]) -> Bool { Seal(intact: bytes)?.owner == owner }

  func path(_ name: String) -> FilePath { FilePath("\(directory)/\(name)") }
}

/// Whether a generated file is as it should be.
enum FileState: String, CaseIterable {
  case current, pending, missing
  /// Somebody changed it by hand.
  case edited
  /// Another database writes to the same directory.
  case foreign = "of another database"
  /// Asterisk could not be told of it yet.
  case unread = "not reloaded"
}

extension Session {
  /// What comes behind every change: the stale files are written, and Asterisk is told.
  ///
  /// Whatever goes wrong is in the report: the change is stored, and must be told.
  ///
  /// - Returns: nil when the options say that nothing is to be written.
  func bringFilesUpToDate(_ options: ChangeOptions, _ store: Store) async -> FileReport? {
    guard !options.dryRun, !options.noApply else { return nil }
    do {
      return try await AsteriskFiles(self, store, directory: options.asteriskDir?.text).apply()
    } catch {
      var report = FileReport(directory: options.asteriskDir?.text ?? "", isElsewhere: true)
      report.failure = .notApplied(
        files: [], cause: AgentsError(any: error) ?? .unexpected(String(describing: error)))
      return report
    }
  }
}
