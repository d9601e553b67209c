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

  /// Plans and carries out changes of agents in one transaction, then writes the files that are stale.
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
    var report = try perform(verb, mode, store, steps, plan)
    report.files = await bringFilesUpToDate(mode, store)
    return report
  }

  private func perform<Step>(
    _ verb: String, _ mode: Mode, _ store: Store,
    _ steps: (StoreTransaction, Settings) throws -> [Step],
    _ plan: (Step, StoreTransaction, Settings, NameGuard) throws -> (
      AgentChange, password: Secret?
    )
  ) throws -> Report<AgentOutcome> {
    var obsoletePictures: [StoredFileName] = []
    let report = try transact(store) { transaction, settings in
      var report = Report<AgentOutcome>(isDryRun: mode.isDryRun)
      var findings: [Finding] = []
      var logsMore = false
      var isRefused = false
      let nameGuard = try NameGuard(settings, mode, transaction)
      let batch = try ChangeBatch(transaction, settings)
      for step in try steps(transaction, settings) {
        var (change, password) = try plan(step, transaction, settings, nameGuard)
        if change.plan.findings.errors.isEmpty {
          change.plan.findings += try change.findings(nameGuard, transaction, at: now)
            .map { $0.about(change.name) }
        }
        findings += change.plan.findings
        logsMore = logsMore || change.plan.turnsClientLogsOn
        isRefused = isRefused || !change.plan.findings.errors.isEmpty
        // Go on planning to collect all problems; the transaction is rolled back.
        guard !isRefused else { continue }
        var agent = change.plan.new
        let changes = change.isNothing ? [] : change.plan.changes
        if !change.isNothing {
          agent = try change.commit(
            verb, changes, in: batch, self, pictures: mode.isDryRun ? nil : avatarDirectory)
          obsoletePictures += change.obsoletePicture(agent)
        }
        report.outcomes.append(AgentOutcome(change, changes, agent, password: password))
      }
      guard !isRefused else { throw AgentsError.refused(findings) }
      try batch.finish()
      if logsMore { findings.append(.clientLogTraffic) }
      report.warnings = findings.warnings
      report.selected = report.outcomes.count
      return report
    }
    if !mode.isDryRun { removePictures(obsoletePictures) }
    return report
  }

  /// Removes pictures after the commit: a picture left by a crash does no harm, a missing one would.
  private func removePictures(_ names: [StoredFileName]) {
    for name in names { _ = try? AtomicFile.remove(at: avatarDirectory.appending(name.text)) }
  }

  /// Plans one change for each agent of a selection, and carries all out together.
  func edit(
    _ who: Selection, _ mode: Mode, _ plan: (Agent, Settings) throws -> AgentChange
  ) async throws -> Report<AgentOutcome> {
    try await change(
      task.name, mode, in: try changing(),
      steps: { transaction, _ in try transaction.agents(who) },
      plan: { old, transaction, settings, _ in
        var change = try plan(old, settings)
        change.plan.findings += try transaction.remarks(on: change.plan)
        if who.isSeveral { change.plan.name(subject: old.account.name.text) }
        return (change, password: nil)
      })
  }
}

extension AgentChange {
  /// The old picture, if no agent uses it after the change.
  fileprivate func obsoletePicture(_ agent: Agent) -> [StoredFileName] {
    guard let old = plan.old?.account.avatar, !old.text.isEmpty else { return [] }
    return action == .remove || agent.account.avatar != old ? [old] : []
  }
}

extension AgentPlan {
  /// Names the agent in every finding.
  mutating func name(subject: String) {
    for index in findings.indices { findings[index].subject = subject }
  }
}
