internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import SystemPackage

extension Session {
  /// Runs `body` in one transaction, which a dry run does not keep.
  func transact<Result>(
    _ store: Store, _ body: (StoreTransaction, Settings) throws -> Result
  ) throws -> Result {
    try store.write(keeping: !task.isDryRun) { try body($0, try $0.settings()) }
  }

  /// Carries out a change in one transaction, then writes the files that are stale.
  func carryOut<Outcome>(
    _ mode: Mode, in store: Store,
    _ body: (StoreTransaction, Settings) throws -> Report<Outcome>
  ) async throws -> Report<Outcome> {
    try mode.check()
    var report = try transact(store, body)
    report.files = await bringFilesUpToDate(mode, store)
    return report
  }

  /// Plans and carries out changes one after the other in one transaction, then writes the files that are
  /// stale.
  ///
  /// A dry run does the same and rolls back, so it finds the same problems.
  ///
  /// - Parameters:
  ///   - verb: As the audit trail names it.
  ///   - steps: What is to be planned, one agent each.
  ///   - plan: Plans a step; sees the changes of earlier steps. The guard knows the centre's own files.
  func change<Step>(
    _ verb: String, _ mode: Mode, in store: Store,
    steps: (StoreTransaction, Settings) throws -> [Step],
    plan: (Step, StoreTransaction, Settings, NameGuard) throws -> (
      AgentChange, password: Secret?
    )
  ) async throws -> Report<AgentOutcome> {
    try mode.check()
    let (done, remains) = try transact(store) { transaction, settings in
      var planning = try Planning(self, verb, mode, transaction, settings)
      let batch = try ChangeBatch(transaction, settings)
      for step in try steps(transaction, settings) {
        let (change, password) = try plan(step, transaction, settings, planning.nameGuard)
        // After an error the others are only planned, to collect all problems.
        let prepared = try planning.add(change, transaction, password: password)
        try prepared.map { try batch.write([$0], at: now, pictures: pictures(mode)) }
      }
      try planning.requireNoErrors()
      batch.stale.note(planning.stale.files)
      try batch.finish()
      return (planning, Remains(batch))
    }
    return await finish(done, remains, mode, store)
  }

  /// Changes each of the agents that `choose` gives, then writes the files that are stale.
  ///
  /// What is to be done is planned on a snapshot, so that the write lock is held for the writing alone. If
  /// anything was stored in between, agents that are no longer as they were are planned again under the lock.
  ///
  /// - Parameters:
  ///   - verb: As the audit trail names it.
  ///   - who: The agents as the request says it, for the question that many of them need.
  ///   - choose: Gives the ids, in the order of the report.
  ///   - agreed: Is told whether somebody was asked, before anything is done; it throws to refuse.
  ///   - plan: Plans the change of one agent.
  func changeEach(
    _ verb: String, _ mode: Mode, in store: Store, _ who: Selection,
    choose: (StoreReader) throws -> [Int], agreed: (_ isAsked: Bool) throws -> Void = { _ in },
    plan: (Agent, StoreReader, Planning) throws -> AgentChange
  ) async throws -> Report<AgentOutcome> {
    try mode.check()
    func planned(_ reader: StoreReader, after earlier: Planning? = nil) throws -> Planning {
      var planning = try Planning(self, verb, mode, reader, try reader.settings(), after: earlier)
      try reader.forEachAgent(choose(reader)) { id, fingerprint, agent in
        guard !planning.takeOver(id, fingerprint) else { return }
        _ = try planning.add(
          plan(agent(), reader, planning), reader, fingerprint: fingerprint)
      }
      try planning.requireNoErrors()
      return planning
    }
    let (found, question) = try store.read { reader -> (Planning, ChangeExcess?) in
      let done = try planned(reader)
      return (done, try excess(done.changing, who, mode, reader))
    }
    if !mode.isDryRun {
      try question.map(centre.confirm)
      try agreed(question != nil)
    }
    var (done, remains) = (found, Remains())
    // A change of nothing need not wait for the lock.
    if !done.prepared.isEmpty {
      (done, remains) = try transact(store) { transaction, settings in
        if try transaction.version() != done.version {
          done = try planned(transaction, after: done)
        }
        let batch = try ChangeBatch(transaction, settings)
        batch.stale.note(done.stale.files)
        try batch.write(done.prepared, at: now, pictures: pictures(mode))
        try batch.finish()
        return (done, Remains(batch))
      }
    }
    var report = await finish(done, remains, mode, store)
    if mode.isDryRun { report.excess = question }
    return report
  }

  /// The directory for pictures; nil in a dry run.
  private func pictures(_ mode: Mode) -> FilePath? { mode.isDryRun ? nil : avatarDirectory }

  /// What is left to do after the transaction.
  private func finish(
    _ done: Planning, _ remains: Remains, _ mode: Mode, _ store: Store
  ) async -> Report<AgentOutcome> {
    if !mode.isDryRun { removePictures(remains.pictures) }
    var report = done.report
    report.mailboxes = remains.mailboxes.map(MailboxOutcome.init)
    report.files = await bringFilesUpToDate(mode, store)
    return report
  }

  /// Removes pictures after the commit: a picture left by a crash does no harm, a missing one would.
  private func removePictures(_ names: [StoredFileName]) {
    for name in names { _ = try? AtomicFile.remove(at: avatarDirectory.appending(name.text)) }
  }

  /// Plans one change for each agent of a selection, and carries all out together.
  func edit(
    _ who: Selection, _ mode: Mode, _ plan: (Agent, Planning) throws -> AgentChange
  ) async throws -> Report<AgentOutcome> {
    let meant = try who.understood()
    return try await changeEach(
      task.name, mode, in: try changing(), who, choose: { try $0.identities(meant).map(\.id) },
      plan: { old, reader, planning in
        var change = try plan(old, planning)
        change.plan.findings += try reader.remarks(on: change.plan, planning.claims)
        if meant.isSeveral { change.plan.name(subject: old.account.name.text) }
        return change
      })
  }
}

/// What is left to do when the changes are stored.
private struct Remains {
  /// Pictures that nobody needs any more.
  var pictures: [StoredFileName] = []
  /// Mailboxes that move or go.
  var mailboxes: [OwedMailbox] = []

  init() {}

  init(_ batch: ChangeBatch) {
    (pictures, mailboxes) = (batch.obsoletePictures, batch.mailboxes)
  }
}

extension AgentPlan {
  /// Names the agent in every finding.
  mutating func name(subject: String) {
    for index in findings.indices { findings[index].subject = subject }
  }
}
