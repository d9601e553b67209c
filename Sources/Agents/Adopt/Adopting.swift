public import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import SystemPackage

extension Centre {
  /// Takes over a running centre.
  ///
  /// - Parameters:
  ///   - directory: Asterisk's configuration directory; for `.store` it may be a copy.
  ///   - request: What is asked for; `.finish` needs none.
  ///   - step: How far it goes.
  ///   - consent: What may be given up.
  ///   - pins: Where PINs go that are made.
  /// - Throws: `AgentsError.refused` with every problem; `.asterisk` when the running Asterisk does not answer. Nothing is
  ///   changed then, or all is as it was before.
  public func adopt(
    _ directory: String, _ request: @autoclosure () throws -> AdoptionRequest, _ step: AdoptionStep,
    _ consent: AdoptionConsent = AdoptionConsent(), keeping pins: NewPINs? = nil
  ) async throws -> AdoptionReport {
    try await perform(OperatorTask("adopt", needs: .admin, .apply)) { session in
      let store = try session.writing()
      let place = try session.configurationDirectory(directory)
      // Nothing is locked while people work in another program.
      if case .finish(let wait?) = step { try await session.waitForRemoval(place, wait, store) }
      let lock = try FileLock.acquire(at: session.sibling("adopt"), timeout: waiting)
      try await session.undoInterruptedAdoption(store)
      let report = try await session.adopt(place, request(), step, consent, pins, store)
      lock.release()
      return report
    }
  }

  /// Puts the centre's files back as they were before a cut-over, and holds what was taken over.
  ///
  /// - Parameters:
  ///   - directory: Asterisk's configuration directory.
  ///   - name: Which adoption; nil = the last one.
  ///   - forget: The agents that were taken over go to the bin, too, and the telephones and queues are deleted.
  public func rollBackAdoption(
    of directory: String, named name: String? = nil, forget: Bool = false
  ) async throws -> AdoptionReport {
    try await perform(OperatorTask("adopt", needs: .admin, .apply)) { session in
      let store = try session.changing()
      let place = try session.configurationDirectory(directory)
      let lock = try FileLock.acquire(at: session.sibling("adopt"), timeout: waiting)
      let report = try await session.rollBack(place, name, forget: forget, store)
      lock.release()
      return report
    }
  }
}

extension Session {
  fileprivate func adopt(
    _ directory: FilePath, _ request: AdoptionRequest, _ step: AdoptionStep,
    _ consent: AdoptionConsent, _ pins: NewPINs?, _ store: Store
  ) async throws -> AdoptionReport {
    var (report, own) = try look(at: directory, request, store)
    switch step {
    case .store:
      try report.check(consent, cutsOver: false)
      guard report.plan.hasAnything else { return report }
      _ = try keep(report, of: directory, pins, store)
      report.outcome = .stored(
        agents: report.plan.agents.count, telephones: report.plan.telephones.count,
        queues: report.plan.queues.count)
    case .cutOver:
      try report.check(consent, cutsOver: true)
      let cutOver = try CutOver(self, store, directory, own)
      try await cutOver.checkPlace()
      try await self.cutOver(&report, cutOver, pins, store)
    case .finish:
      let cutOver = try CutOver(self, store, directory, own)
      try await cutOver.checkPlace()
      try await finish(&report, cutOver, store)
    }
    return report
  }

  /// Stores what was found, held; the PINs that were made are kept before it counts.
  private func keep(
    _ report: AdoptionReport, of directory: FilePath, _ pins: NewPINs?, _ store: Store
  ) throws -> Adoption {
    var isKept = false
    do {
      return try store.write {
        let (adoption, made) = try AdoptionStoring(self, $0, report).store(directory.string)
        if let pins, !made.isEmpty {
          try pins.keep(made)
          isKept = true
        }
        return adoption
      }
    } catch {
      if isKept { pins?.discard() }
      throw error
    }
  }

  private func cutOver(
    _ report: inout AdoptionReport, _ cutOver: CutOver, _ pins: NewPINs?, _ store: Store
  ) async throws {
    let plan = report.plan
    guard plan.hasAnything, let driver = plan.driver else {
      let held = try store.read { try $0.heldPhones() }
      guard held == 0 else {
        throw AgentsError.refused([
          Finding(
            .error, "adopt.held",
            "\(count(held, "phone")) of an earlier run \(held == 1 ? "is" : "are") held",
            hint: .forgetHeld)
        ])
      }
      return
    }
    let kinds = plan.kinds(driver)
    let centre = try cutOver.centre(plan.cutOver, kinds)
    report.changes = centre.differences
    let planned = report
    try cutOver.prove(centre, plan.cutOver, kinds: kinds) { transaction in
      let (adoption, _) = try AdoptionStoring(self, transaction, planned)
        .store(cutOver.directory.string)
      try transaction.hold(adoption, false, transaction.settings())
      return (
        (plan.agents + plan.telephones).map(\.sipName), try transaction.mailboxes(of: adoption)
      )
    }
    let adoption = try keep(planned, of: cutOver.directory, pins, store)
    do {
      (report.files, report.warnings) = try await cutOver.carryOut(adoption, centre, driver)
      report.outcome = .live(name: adoption.name)
      report.copies = try copies(of: adoption, cutOver, store)
    } catch {
      // Where the files are as they were, nothing stays stored either.
      let state = try store.read { try $0.adoption(named: adoption.name)?.state }
      if state == .held {
        try store.write { try discard(adoption, $0) }
        if plan.makesPINs { pins?.discard() }
      }
      throw error
    }
  }

  private func finish(
    _ report: inout AdoptionReport, _ cutOver: CutOver, _ store: Store
  ) async throws {
    let held = try store.read { try $0.adoptions().filter { $0.state == .held } }
    guard !held.isEmpty else {
      throw AgentsError.refused([
        Finding(.error, "adopt.nothing-held", "nothing is held", hint: .storeAndHold)
      ])
    }
    try requireGone(held, &report, cutOver, store)
    for adoption in held { try await finish(adoption, &report, cutOver, store) }
  }

  /// - Throws: `AgentsError.refused` with what the centre's own files still have.
  private func requireGone(
    _ adoptions: [Adoption], _ report: inout AdoptionReport, _ cutOver: CutOver, _ store: Store
  ) throws {
    let held = try store.read { reader in
      try adoptions.map {
        try HeldAdoption($0, reader, cutOver.own, at: centre.clock.now().moment)
      }
    }
    let remaining = held.flatMap(\.remaining)
    _ = try remaining.prefix(20).map { name, place in
      var finding = Finding(
        .error, "adopt.still-there", "\(report.text(place)): \(name) still stands there",
        hint: .removeThere)
      finding.place = place
      return finding
    }.orRefused()
    report.outMinutes = held.compactMap(\.outMinutes).max()
  }

  private func finish(
    _ adoption: Adoption, _ report: inout AdoptionReport, _ cutOver: CutOver, _ store: Store
  ) async throws {
    let (driver, boxes, queues) = try store.read { reader in
      (
        try reader.dialect(reader.settings()).driver, try reader.mailboxes(of: adoption),
        try reader.queues(of: adoption)
      )
    }
    // The phones are gone from the files, or the proof says so; a mailbox may still stand in one that no program writes.
    let plan = cutOver.plan(withoutBoxes: boxes)
    let kinds =
      [driver.files] + (boxes.isEmpty ? [] : [.voicemail]) + (queues.isEmpty ? [] : [.queues])
    let centre = try cutOver.centre(plan, kinds)
    try cutOver.prove(centre, plan, kinds: kinds) { transaction in
      try transaction.hold(adoption, false, transaction.settings())
      return (
        try transaction.endpoints(of: transaction.names(of: adoption)).map(\.name.text),
        try transaction.mailboxes(of: adoption)
      )
    }
    let done = try await cutOver.carryOut(adoption, centre, driver)
    report.files = done.files
    report.warnings += done.moves
    report.outcome = .live(name: adoption.name)
    report.copies = try copies(of: adoption, cutOver, store)
  }

  /// The directory with the centre's files as they were; nil where none changed.
  private func copies(of adoption: Adoption, _ cutOver: CutOver, _ store: Store) throws -> String? {
    let hasCopy = try store.read { try $0.files(of: adoption).contains { !$0.backup.isEmpty } }
    return hasCopy ? cutOver.backups(of: adoption).string : nil
  }

  fileprivate func rollBack(
    _ directory: FilePath, _ name: String?, forget: Bool, _ store: Store
  ) async throws -> AdoptionReport {
    let adoption = try adoptionToUndo(name, forget: forget, store)
    guard adoption.directory == directory.string else {
      throw AgentsError.refused([
        Finding(
          .error, "adopt.directory",
          "\(directory.string) was not taken over then, but \(adoption.directory)")
      ])
    }
    var (report, own) = try look(at: directory, AdoptionRequest(), store)
    let cutOver = try CutOver(self, store, directory, own)
    if adoption.state != .held {
      let driver = try store.read { try $0.dialect($0.settings()).driver }
      // An Asterisk that does not run reads the old files when it starts.
      let before = try? await RunningCentre(driver, cutOver.asterisk)
      report.files = try await cutOver.undo(adoption)
      if let before { report.warnings = try await cutOver.settle(driver, since: before) }
    }
    if forget {
      report.warnings += try store.write { try self.forget(adoption, $0) }
      // A setting that has its old value again may show in files.
      if adoption.state != .held { report.files = await bringFilesUpToDate(.apply, store) }
    }
    report.outcome = .rolledBack(name: adoption.name, isForgotten: forget)
    return report
  }

  /// The adoption of that name, else the last one that is live; one that is held only where it is to be deleted.
  private func adoptionToUndo(
    _ name: String?, forget: Bool, _ store: Store
  ) throws -> Adoption {
    let all = try store.read { try $0.adoptions().filter { $0.state != .undone } }
    let found =
      name.map { name in all.last { $0.name == name } }
      ?? all.last { $0.state != .held } ?? all.last
    guard let found else {
      throw AgentsError.refused([
        Finding(
          .error, "adopt.unknown",
          name.map { "there is no adoption \(quoted($0))" } ?? "nothing was taken over")
      ])
    }
    guard found.state != .held || forget else {
      throw AgentsError.refused([
        Finding(
          .error, "adopt.not-live", "what was taken over is held already", hint: .forgetHeld)
      ])
    }
    return found
  }

  /// Undoes a cut-over whose process ended in the middle of it; one that another process does now is left alone.
  func recoverAdoption(_ store: Store) async throws {
    guard try store.read({ try $0.interruptedAdoption() }) != nil,
      let lock = try? FileLock.acquire(at: sibling("adopt"), timeout: 0)
    else { return }
    do { try await undoInterruptedAdoption(store) } catch AgentsError.refused {
      // Somebody changed a file since: only a person can say which contents are right.
      centre.tell(.adoptionOpen)
    }
    lock.release()
  }

  /// The same for who has the lock.
  fileprivate func undoInterruptedAdoption(_ store: Store) async throws {
    guard let adoption = try store.read({ try $0.interruptedAdoption() }) else { return }
    let directory = FilePath(adoption.directory)
    let cutOver = try CutOver(
      self, store.whole, directory, OwnFiles(in: directory, ours: directory))
    try await cutOver.undo(adoption)
    centre.tell(.adoptionUndone)
  }
}
