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
    guard !named.isEmpty, directory.string.hasSuffix(named) else {
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

  /// Reads the files as they will be, before anything is renamed.
  ///
  /// - Parameter release: Stores what is to be live, in a transaction that is not kept, and gives the SIP names.
  /// - Throws: `AgentsError.refused` with everything that would be wrong.
  func prove(
    _ centre: CentreFiles, _ plan: CutOverPlan, kinds: [FileKind],
    _ release: (StoreTransaction) throws -> [String]
  ) throws {
    let (names, ours) = try store.write(keeping: false) { transaction in
      let names = try release(transaction)
      return (names, try files.asOf(transaction).contents(of: kinds, transaction))
    }
    var proof = CutOverProof()
    let read = [
      "sip.conf", "users.conf", "pjsip.conf", "pjsip_wizard.conf", "voicemail.conf", "queues.conf",
    ]
    for file in read {
      proof.compare(own.tree(file), centre.tree(file, own), plan) { shortened($0) }
    }
    let driver = kinds.contains(.pjsip) ? Dialect.Driver.pjsip : .sip
    let main = driver == .sip ? ["sip.conf", "users.conf"] : ["pjsip.conf", "pjsip_wizard.conf"]
    proof.count(
      main.map { centre.tree($0, own, with: ours) }, driver, names, isOurs: { own.isOurs($0) })
    guard proof.objections.isEmpty else {
      throw AgentsError.refused(
        proof.objections.prefix(20).map { Finding(.error, "adopt.unproved", $0) })
    }
  }

  private func shortened(_ path: String) -> String {
    path.hasPrefix(directory.string + "/")
      ? String(path.dropFirst(directory.string.utf8.count + 1)) : path
  }

  // MARK: - The change

  /// Changes the files of the centre and ours, has Asterisk read them, and looks whether it runs what it should.
  ///
  /// - Throws: what went wrong, after everything was put back.
  func carryOut(
    _ adoption: Adoption, _ centre: CentreFiles, _ driver: Dialect.Driver
  ) async throws -> FileReport {
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
      try await verify(adoption, driver, since: before)
      try store.write { transaction in
        try transaction.set(.live, of: adoption)
        try session.audit(
          "adopt cut-over", adoption, [("files", .array(changed.map { .string($0.path) }))],
          isHeld: false, transaction)
      }
      return report
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

  // MARK: - Looking whether it worked

  /// - Throws: `AgentsError.asterisk(.disagrees)` or `.refused` with what is not as it should be.
  private func verify(
    _ adoption: Adoption, _ driver: Dialect.Driver, since before: RunningCentre
  ) async throws {
    let deadline = ContinuousClock.now + Self.patience
    while true {
      let wrong = try await differences(adoption, driver, since: before)
      if wrong.isEmpty { return }
      guard ContinuousClock.now < deadline else {
        throw AgentsError.refused(
          wrong.prefix(20).map { Finding(.error, "adopt.unverified", $0) })
      }
      try await Task.sleep(for: .milliseconds(100))
    }
  }

  /// Waits until all phones are known and registered as they were.
  func waitForPhones(_ driver: Dialect.Driver, since before: RunningCentre) async throws {
    let deadline = ContinuousClock.now + Self.patience
    while true {
      let wrong = try await RunningCentre(driver, asterisk).losses(since: before)
      if wrong.isEmpty { return }
      guard ContinuousClock.now < deadline else {
        throw AgentsError.refused(
          wrong.prefix(20).map { Finding(.error, "adopt.unverified", $0) })
      }
      try await Task.sleep(for: .milliseconds(100))
    }
  }

  private func differences(
    _ adoption: Adoption, _ driver: Dialect.Driver, since before: RunningCentre
  ) async throws -> [String] {
    let now = try await RunningCentre(driver, asterisk)
    var wrong = now.losses(since: before)
    let (endpoints, queues) = try store.read { reader in
      (
        try reader.endpoints(of: reader.names(of: adoption)),
        try reader.queues(of: adoption).compactMap { try reader.voiceQueue(named: $0) }
      )
    }
    let rendering = try AsteriskFiles(session, store, directory: nil).rendering
    for endpoint in endpoints where wrong.count < 20 {
      for object in rendering.objects(of: endpoint)
      where ["peer", "endpoint", "auth"].contains(object.type) {
        wrong += try await differences(object).map { "\(object.name): \($0)" }
      }
    }
    guard !queues.isEmpty else { return wrong }
    let shown = Dictionary(
      QueueListing(try await asterisk.ask("queue show")).queues.map { ($0.name, $0) },
      uniquingKeysWith: { first, _ in first })
    for queue in queues {
      guard let actual = shown[queue.name] else {
        wrong.append("voice:\(queue.name) is not known")
        continue
      }
      let there = Set(actual.members.map(\.interface))
      for member in queue.members where !there.contains("\(driver.technology)/\(member.peer)") {
        wrong.append("voice:\(queue.name) does not have \(member.name)")
      }
    }
    return wrong
  }

  private func differences(_ object: WrittenObject) async throws -> [String] {
    for question in ShownObject.questions(about: object.name, type: object.type) {
      guard let shown = ShownObject(try await asterisk.ask(question), type: object.type) else {
        continue
      }
      return shown.differences(from: object, in: ShownObject.vital)
        .map { $0 == .missing ? "\(object.type) is not there" : "\($0.words) is another" }
    }
    return ["\(object.type) is not known"]
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
