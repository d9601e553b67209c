internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import AsteriskConfig
internal import SystemPackage

/// Lets phones that are stored and held run from our files in place of the centre's own: all of them, or none.
struct CutOver {
  let session: Session
  let store: Store
  let directory: FilePath
  let own: OwnFiles
  let files: AsteriskFiles
  let asterisk: RunningAsterisk
  /// How long to wait until Asterisk runs what was written.
  static let patience = Duration.seconds(15)

  init(_ session: Session, _ store: Store, _ directory: FilePath, _ own: OwnFiles) throws {
    (self.session, self.store, self.directory, self.own) = (session, store, directory, own)
    files = try AsteriskFiles(session, store, directory: nil)
    asterisk = RunningAsterisk(reading: files.directory)
  }

  /// The copies of an adoption.
  func backups(of adoption: Adoption) -> FilePath {
    FilePath(files.directory).appending("adopt").appending(adoption.name)
  }

  // MARK: - Before anything changes

  /// - Throws: `AgentsError.refused` when this is not the centre that runs, or something else is still to be done there;
  ///   `.asterisk` when it does not answer.
  func checkPlace() async throws {
    guard files.isDirectoryChosen else {
      throw AgentsError.asterisk(
        .directoryNotSet(database: session.path.string, directory: files.directory))
    }
    let expected = FilePath(files.directory).removingLastComponent()
    guard ((try? expected.resolved()) ?? expected) == directory else {
      throw problem(
        "adopt.copy",
        "\(directory.string) is not the directory above asteriskDir, which is \(files.directory)",
        .storeAndHold)
    }
    let settings = KeyedListing(try await asterisk.ask("core show settings"))
    let named = settings["Configuration directory"] ?? ""
    guard isDirectory(named) else {
      throw problem(
        "adopt.not-running", "the Asterisk that runs here reads \(named), not \(directory.string)",
        "name the directory that it reads")
    }
    let owed = try store.read { try $0.filesToReload(in: files.directory).keys.sorted() }
    guard owed.isEmpty else {
      throw problem(
        "adopt.owed", "Asterisk has not read \(owed.joined(separator: ", ")) yet",
        .applyFirst)
    }
  }

  /// Whether the running Asterisk means this directory: links are followed, in its own root where it has one.
  private func isDirectory(_ named: String) -> Bool {
    guard named.hasPrefix("/") else { return false }
    if let number = asterisk.greeting?.process,
      let process = ProcessIdentity(number: number, program: "asterisk"),
      let isSame = process.reaches(directory, as: FilePath(named))
    {
      return isSame
    }
    return (try? FilePath(named).resolved()) == directory
  }

  /// Comments out mailboxes that still stand in a file of the centre.
  func plan(withoutBoxes boxes: [String]) -> CutOverPlan {
    var plan = CutOverPlan()
    let wanted = Set(boxes)
    for section in own.tree(FileKind.voicemail.includedBy).sections
    where section.name == "default" && !section.isTemplate {
      for entry in section.settings where wanted.contains(entry.setting.name) {
        plan.commented[entry.place.file, default: []].append(entry.place.line...entry.place.line)
      }
    }
    return plan
  }

  /// The centre's files as the cut-over leaves them.
  ///
  /// - Throws: `AgentsError.refused` for a file into which the line that includes ours cannot be written.
  func centre(_ plan: CutOverPlan, _ kinds: [FileKind]) throws -> CentreFiles {
    let inclusion = Inclusion(directory: files.directory, own)
    let centre = try CentreFiles(directory, plan, including: kinds, inclusion, own)
    let findings = centre.unpatched.map { kind in
      Finding(
        .error, "adopt.include", "another program writes \(kind.includedBy)",
        hint: .words("have it include ours: \(inclusion.line(for: kind))"))
    }
    _ = try findings.orRefused()
    return centre
  }

  private func problem(_ code: String, _ message: String, _ hint: Hint) -> AgentsError {
    .refused([Finding(.error, code, message, hint: hint)])
  }

  // MARK: - The change

  /// Changes the files of the centre and ours, has Asterisk read them, and looks whether it runs what it should.
  ///
  /// - Returns: what became of our files, and what phones did in between that is no reason to undo it.
  /// - Throws: what went wrong, after everything was put back.
  func carryOut(
    _ adoption: Adoption, _ centre: CentreFiles, _ driver: Dialect.Driver
  ) async throws -> (files: FileReport, moves: [Finding]) {
    let before = try await RunningCentre(driver, asterisk)
    // Roots are there before anything includes them.
    try await writeFiles()
    try Directories.create(
      at: FilePath(files.directory).appending("adopt"), mode: [.ownerReadWriteExecute])
    let changed = try centre.backUp(to: backups(of: adoption))
    try store.write { transaction in
      try transaction.record(changed, of: adoption)
      try transaction.set(.cutting, of: adoption)
    }
    do {
      // Theirs first, ours last: what is missing after a crash is less than what is there twice, with which PJSIP
      // has nothing at all.
      try await session.locked {
        try centre.checkUnchanged()
        try await centre.write()
      }
      try store.write { transaction in
        try transaction.hold(adoption, false, transaction.settings())
      }
      let report = try await AsteriskFiles(session, store, directory: nil).apply(reloads: true)
      if let failure = report.failure { throw failure }
      let moves = try await settle(driver, since: before, adoption)
      try store.write { transaction in
        try transaction.set(.live, of: adoption)
        try session.audit(
          "adopt cut-over", adoption, [("files", .array(changed.map { .string($0.path) }))],
          isHeld: false, transaction)
      }
      return (report, moves)
    } catch {
      try await undo(adoption)
      throw error
    }
  }

  /// The kinds of ours that Asterisk's files include just now.
  private func includedKinds() -> [FileKind] {
    let own = OwnFiles(beside: files.directory)
    return files.kinds.filter { own.includes($0) }
  }

  /// Others than those of the adoption may have come since: their files stay included.
  private func includeOthers(_ kinds: [FileKind]) async throws {
    let hasOthers = try store.read { reader in
      try !reader.blocks().isEmpty || !reader.runningQueues().isEmpty
    }
    guard hasOthers else { return }
    let own = OwnFiles(beside: files.directory)
    let inclusion = Inclusion(directory: files.directory, own)
    try await CentreFiles(directory, CutOverPlan(), including: kinds, inclusion, own).write()
  }

  /// Writes our files that are not up to date, and does not tell Asterisk.
  ///
  /// - Parameter force: Also those that somebody edited; a copy is kept.
  private func writeFiles(force: Bool = false) async throws {
    var report = FileReport(directory: files.directory)
    let files = try AsteriskFiles(session, store, directory: nil)
    try await session.locked {
      try files.makeDirectory(FilePath(files.directory))
      let wanted = try store.read { try files.asOf($0).pendingFiles($0) }
      try await store.read { try files.asOf($0) }.replace(wanted, force: force, &report)
    }
    guard report.drifted.isEmpty else {
      throw AgentsError.asterisk(.drifted(files: report.drifted.map(\.name)))
    }
  }

  // MARK: - Undoing

  /// Puts the centre's files back as they were, and takes the phones out of ours.
  ///
  /// - Throws: `AgentsError.refused` when a file was changed by somebody since: nothing is done then.
  @discardableResult
  func undo(_ adoption: Adoption) async throws -> FileReport {
    let changed = try store.read { try $0.files(of: adoption) }
    let restoration = try CentreFiles.restoration(of: changed, from: backups(of: adoption))
    let included = includedKinds()
    try store.write { transaction in
      try transaction.hold(adoption, true, transaction.settings())
      try transaction.set(.cutting, of: adoption)
    }
    // Ours go first: nothing may be there twice, should Asterisk be started again in between.
    try await writeFiles(force: true)
    try await session.locked {
      try await restoration.carryOut()
      try await includeOthers(included)
    }
    let report = try await AsteriskFiles(session, store, directory: nil).apply(reloads: true)
    try store.write { transaction in
      try transaction.set(.held, of: adoption)
      try session.audit("adopt roll-back", adoption, isHeld: true, transaction)
    }
    return report
  }
}
