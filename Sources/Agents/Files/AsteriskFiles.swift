internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import SystemPackage

/// The generated files of one directory: finds those out of date, replaces and records them.
struct AsteriskFiles {
  let session: Session
  let store: Store
  private(set) var settings: Settings
  /// Tells our files from those of another database.
  let owner: String
  /// Another directory than the setting's was named: Asterisk does not read it.
  let isElsewhere: Bool
  let directory: String
  /// The directory was named or set, or this database has written to it.
  ///
  /// Otherwise it may belong to another centre, and nothing is written.
  let isDirectoryChosen: Bool
  /// What the files are written for.
  private(set) var dialect: Dialect
  let seen: AsteriskVersion?
  private let asterisk: RunningAsterisk
  /// Asterisk is told of all files, whatever it was told before.
  private var reloadsAll = false

  init(_ session: Session, _ store: Store, directory: String?) throws {
    self.session = session
    let store = store.whole
    self.store = store
    (settings, owner, seen, dialect) = try store.read { reader in
      let settings = try reader.settings()
      return (
        settings, try reader.installation(), try reader.asteriskSeen(),
        try reader.dialect(settings)
      )
    }
    do throws(Refusal) {
      self.directory =
        if let directory { try AsteriskDirectory(parsing: directory).text } else {
          settings.asteriskDir.text
        }
    } catch {
      throw AgentsError.refused([Finding("asteriskDir", error)])
    }
    isElsewhere = self.directory != settings.asteriskDir.text
    asterisk = RunningAsterisk(reading: self.directory)
    let place = self.directory
    isDirectoryChosen =
      try session.isStandard || directory != nil
      || store.read { try $0.settingTexts()["asteriskDir"] != nil || $0.hasFile(in: place) }
  }

  /// Brings files up to date and tells Asterisk; whatever stands in the way is in the report's
  /// `failure`.
  ///
  /// - Parameters:
  ///   - asks: The running Asterisk is asked for its version, whatever was seen before.
  ///   - retires: A switch of the driver is finished, whatever Asterisk's own files include.
  ///   - reloads: Asterisk is told of all files, whether it was told before or not, and whatever the setting says.
  func apply(
    _ scope: FileScope = .pending, force: Bool = false, asks: Bool = false, retires: Bool = false,
    reloads: Bool = false
  ) async throws -> FileReport {
    var files = self
    files.reloadsAll = reloads
    var report = try await files.write(scope, force: force, asks: asks, retires: retires)
    report.advise()
    return report
  }

  /// What ``apply(_:force:asks:retires:reloads:)`` would change in the files; writes nothing, and asks no Asterisk.
  func preview(_ scope: FileScope, force: Bool) async throws -> FileReport {
    var report = FileReport(directory: directory, isElsewhere: isElsewhere)
    report.isDryRun = true
    try await replace(store.read { try files(in: scope, $0) }, force: force, &report)
    if !report.drifted.isEmpty {
      report.failure = .asterisk(.drifted(files: report.drifted.map(\.name)))
    }
    return report
  }

  private func write(
    _ scope: FileScope, force: Bool, asks: Bool, retires: Bool
  ) async throws -> FileReport {
    var report = FileReport(directory: directory, isElsewhere: isElsewhere)
    do {
      try await bringUpToDate(scope, force: force, asks: asks, retires: retires, &report)
    } catch {
      report.failure = .asterisk(
        .notApplied(
          files: (try? pendingNames()) ?? [],
          cause: AgentsError(any: error) ?? .unexpected(String(describing: error))))
      return report
    }
    if report.failure == nil, !report.drifted.isEmpty {
      report.failure = .asterisk(.drifted(files: report.drifted.map(\.name)))
    }
    if let (agents, cause) = report.mailboxFailure, report.failure == nil {
      report.failure = .asterisk(.mailboxes(of: agents, cause: cause))
    }
    // What was asked and not answered is not known, so the run has not done all it should.
    if let silence = asterisk.silence, !silence.isAbsence {
      report.fail(.asterisk(.unasked(silence)))
    }
    return report
  }

  private func bringUpToDate(
    _ scope: FileScope, force: Bool, asks: Bool, retires: Bool, _ report: inout FileReport
  ) async throws {
    guard try asks || isAnythingToDo(scope) else { return }
    guard isDirectoryChosen else {
      // Files that no change has touched need not be written.
      if scope == .pending, try pendingNames().isEmpty { return }
      throw AgentsError.asterisk(
        .directoryNotSet(database: session.path.string, directory: directory))
    }
    try await seeAsterisk(always: asks || scope != .pending)
    if scope != .pending { try await finishSwitch(retires: retires) }
    let decided = try await session.locked {
      try makeDirectory(FilePath(directory))
      if !isElsewhere { try settleMailboxes(scope, &report) }
      // Dialect, directories, files and revisions must come from one snapshot.
      var seen: [String: String] = [:]
      let (decided, wanted, owed) = try store.read { reader in
        let files = try asOf(reader)
        return (
          files, try files.files(in: scope, reader, seen: &seen),
          try reader.filesToReload(in: directory)
        )
      }
      if !seen.isEmpty { try store.note { try $0.record(stamps: seen, in: directory) } }
      report.owed = Set(owed.keys)
      try await decided.replace(wanted, force: force, &report)
      try decided.touchMailboxFiles(report)
      return decided
    }
    if asks || scope != .pending { report.unfinished = decided.dialect }
    if scope != .pending { report.phones = decided.dialect.driver.files }
    try await decided.reload(&report)
  }

  /// The same files with the settings and the dialect of a snapshot.
  ///
  /// Another process may have changed a setting since, and Asterisk's version may be known now.
  func asOf(_ reader: StoreReader) throws -> AsteriskFiles {
    var files = self
    files.settings = try reader.settings()
    files.dialect = try reader.dialect(files.settings)
    return files
  }

  /// How the files are written.
  var rendering: Rendering { Rendering(directory: directory, owner: owner, dialect, settings) }

  var reloading: Reload {
    Reload(
      settings, dialect, rendering, asterisk, isElsewhere: isElsewhere, directory: directory,
      always: reloadsAll)
  }

  /// Reloads all files that were written since the last reload, also by a run that was killed.
  private func reload(_ report: inout FileReport) async throws {
    let owed = try store.read { reader in
      // A file that is gone is not among those on disk, and still has to be told of.
      let owed = try reader.filesToReload(in: directory)
      return try reloadsAll ? owed.merging(filesWritten(reader)) { first, _ in first } : owed
    }
    guard !owed.isEmpty else { return }
    let files = owed.keys.sorted().compactMap(GeneratedFile.init(name:))
    // Files of earlier runs are checked by their contents on disk.
    var earlier: [GeneratedFile: [UInt8]] = [:]
    for file in files where file.block != nil && file.kind == dialect.driver.files {
      guard reloadsAll || report.owed.contains(file.name), report.contents[file] == nil else {
        continue
      }
      earlier[file] = try contents(of: file)
    }
    await reloading.run(files, &report, earlier: earlier)
    // Who is not to be asked need not be told either.
    let isTold = [.notAsked, .notRunning, .reloaded].contains(report.asterisk)
    guard isTold || !report.disagreeing.isEmpty else { return }
    let wrong = Set(report.disagreeing.map(\.name))
    let settled = owed.filter { !wrong.contains($0.key) }
    try store.note { try $0.record(reloaded: settled, in: directory) }
  }

  /// All files on disk, each at the revision at which it was written.
  private func filesWritten(_ reader: StoreReader) throws -> [String: Int] {
    let files = try reader.fileRevisions(in: directory)
    return Dictionary(
      uniqueKeysWithValues: files.compactMap { file in
        file.written.map { (file.name, $0) }
      })
  }

  private func isAnythingToDo(_ scope: FileScope) throws -> Bool {
    guard scope == .pending else { return true }
    return try store.read { reader in
      try !files(in: .pending, reader).isEmpty || !reader.filesToReload(in: directory).isEmpty
        || !isElsewhere && reader.owesMailboxes()
    }
  }

  private func pendingNames() throws -> [String] {
    try store.read { reader in
      isDirectoryChosen
        ? try asOf(reader).files(in: .pending, reader).map(\.name)
        : try reader.pendingFiles(in: directory).keys.sorted()
    }
  }

  /// Those that a stored change made stale.
  func pendingFiles(_ reader: StoreReader) throws -> [FileRevision] {
    try files(in: .pending, reader)
  }

  private func files(in scope: FileScope, _ reader: StoreReader) throws -> [FileRevision] {
    var seen: [String: String] = [:]
    return try files(in: scope, reader, seen: &seen)
  }

  /// The files of a scope.
  ///
  /// - Parameter seen: Gets the stamps of files that were found right.
  private func files(
    in scope: FileScope, _ reader: StoreReader, seen: inout [String: String]
  ) throws -> [FileRevision] {
    var files = try revisions(reader, onDisk: scope == .pending ? [] : namesOnDisk())
    // With `all`, files are written even if a change failed to mark them.
    if scope == .all { files += try unknownFiles(reader, beside: files) }
    return switch scope {
    case .pending: files.filter(\.isPending)
    case .damaged: try damaged(among: files, seen: &seen)
    case .all: files
    }
  }

  /// Files that should exist and that no change has touched.
  private func unknownFiles(
    _ reader: StoreReader, beside known: [FileRevision]
  ) throws -> [FileRevision] {
    let names = try reader.fileNames().union(known.map(\.name))
    return try reader.files(of: kinds).map(\.name).filter { !names.contains($0) }
      .map { FileRevision(name: $0, revision: 0, written: nil, checksum: nil) }
  }

  /// All files, by name.
  ///
  /// Root files always belong there.
  ///
  /// - Parameter onDisk: With files that the store does not know: a restored backup may have left them.
  func revisions(
    _ reader: StoreReader, onDisk: [String]
  ) throws -> [FileRevision] {
    let known = try reader.fileRevisions(in: directory)
    let unknown = Set(kinds.map(\.root) + onDisk).subtracting(known.map(\.name))
    let untouched = unknown.map {
      FileRevision(name: $0, revision: 0, written: nil, checksum: nil)
    }
    return (known + untouched).sorted { $0.name < $1.name }
  }

  /// Files on disk whose names this program uses.
  ///
  /// - Parameter failed: Gets a directory that cannot be listed.
  func namesOnDisk(
    _ failed: (String, SystemError) throws -> Void = { throw $1 }
  ) throws -> [String] {
    func names(in directory: String) throws -> [String] {
      do throws(SystemError) { return try Directories.names(in: path(directory)) } catch {
        try failed(directory, error)
        return []
      }
    }
    let roots = try names(in: ".")
    let others = try FileKind.allCases.map(\.directory).flatMap { directory in
      try names(in: directory).map { "\(directory)/\($0)" }
    }
    return (roots + others).filter { GeneratedFile(name: $0) != nil }
  }

  /// The kinds of files that belong there.
  var kinds: [FileKind] { dialect.kinds }

  /// What is on disk; nil for nothing.
  func contents(of file: GeneratedFile) throws -> [UInt8]? {
    try FileContents.read(at: path(file.name), limit: file.largestSize)
  }

  /// Whether this database wrote the file and nobody edited it, so that it may be overwritten.
  func isOurs(_ bytes: [UInt8]) -> Bool { seal(of: bytes)?.owner == owner }

  /// The seal of a file that nobody edited, though Asterisk may have saved it again.
  func seal(of bytes: [UInt8]) -> Seal? { Seal(intact: bytes) ?? Seal(savedByAsterisk: bytes) }

  func path(_ name: String) -> FilePath { FilePath("\(directory)/\(name)") }
}
