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
    let done = try transact(store) { transaction, settings in
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
      return planning
    }
    return await finish(done, mode, store)
  }

  /// Changes each of the agents that `choose` gives, then writes the files that are stale.
  ///
  /// What is to be done is planned on a snapshot, so that the write lock is held for the writing alone. If
  /// anything was stored in between, agents that are no longer as they were are planned again under the lock.
  ///
  /// - Parameters:
  ///   - verb: As the audit trail names it.
  ///   - choose: Gives the ids, in the order of the report.
  ///   - plan: Plans the change of one agent.
  func changeEach(
    _ verb: String, _ mode: Mode, in store: Store, choose: (StoreReader) throws -> [Int],
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
    var done = try store.read { try planned($0) }
    // A change of nothing need not wait for the lock.
    if !done.prepared.isEmpty {
      done = try transact(store) { transaction, settings in
        if try transaction.version() != done.version {
          done = try planned(transaction, after: done)
        }
        let batch = try ChangeBatch(transaction, settings)
        batch.stale.note(done.stale.files)
        try batch.write(done.prepared, at: now, pictures: pictures(mode))
        try batch.finish()
        return done
      }
    }
    return await finish(done, mode, store)
  }

  /// The directory for pictures; nil in a dry run.
  private func pictures(_ mode: Mode) -> FilePath? { mode.isDryRun ? nil : avatarDirectory }

  /// What is left to do after the transaction.
  private func finish(
    _ done: Planning, _ mode: Mode, _ store: Store
  ) async -> Report<AgentOutcome> {
    if !mode.isDryRun { removePictures(done.prepared.compactMap(\.obsoletePicture)) }
    var report = done.report
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
    let who = try who.understood()
    return try await changeEach(
      task.name, mode, in: try changing(), choose: { try $0.identities(who).map(\.id) },
      plan: { old, reader, planning in
        var change = try plan(old, planning)
        change.plan.findings += try reader.remarks(on: change.plan, planning.claims)
        if who.isSeveral { change.plan.name(subject: old.account.name.text) }
        return change
      })
  }
}

extension AgentPlan {
  /// Names the agent in every finding.
  mutating func name(subject: String) {
    for index in findings.indices { findings[index].subject = subject }
  }
}
