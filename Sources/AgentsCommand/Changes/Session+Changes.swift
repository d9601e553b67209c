internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import SystemPackage

/// Ends a transaction without keeping it.
private struct RolledBack: Error {}

extension Session {
  /// Runs `body` in one transaction, which a dry run does not keep.
  func transact<Result>(
    _ store: Store, isDryRun: Bool, _ body: (StoreTransaction, Settings) throws -> Result
  ) throws -> Result {
    var result: Result?
    do {
      try store.write { transaction in
        result = try body(transaction, try transaction.settings())
        if isDryRun { throw RolledBack() }
      }
    } catch is RolledBack {}
    guard let result else { throw AgentsError.unexpected("a transaction without a result") }
    return result
  }
}

extension Session {
  /// Plans and carries out changes of agents in one transaction, then writes the stale files.
  ///
  /// A dry run does the same and keeps nothing, so that it finds what the real run would find.
  ///
  /// - Parameters:
  ///   - verb: As the audit trail names it.
  ///   - steps: What is to be planned, one agent each.
  ///   - plan: Plans a step from the store as the earlier ones left it; the guard knows what the centre has
  ///     itself.
  func change<Step>(
    _ verb: String, _ options: ChangeOptions, in store: Store,
    steps: (StoreTransaction, Settings) throws -> [Step],
    plan: (Step, StoreTransaction, Settings, CentreGuard) throws -> (
      AgentChange, password: Secret?
    )
  ) async throws -> ChangeReport {
    try options.check()
    var report = try perform(verb, options, store, steps, plan)
    report.files = await bringFilesUpToDate(options, store)
    return report
  }

  private func perform<Step>(
    _ verb: String, _ options: ChangeOptions, _ store: Store,
    _ steps: (StoreTransaction, Settings) throws -> [Step],
    _ plan: (Step, StoreTransaction, Settings, CentreGuard) throws -> (
      AgentChange, password: Secret?
    )
  ) throws -> ChangeReport {
    var obsoletePictures: [StoredFileName] = []
    var findings: [Finding] = []
    var logsMore = false
    var isRefused = false
    // Behind the transaction: nobody waits for a terminal while the store is locked.
    defer { if !isRefused { Messages.warn(findings) } }
    let report = try transact(store, isDryRun: options.dryRun) { transaction, settings in
      var report = ChangeReport(isDryRun: options.dryRun)
      let centre = try CentreGuard(settings, options, transaction)
      for step in try steps(transaction, settings) {
        var (change, password) = try plan(step, transaction, settings, centre)
        if change.plan.findings.errors.isEmpty {
          change.plan.findings += try change.findings(centre, transaction, at: now)
            .map { $0.about(change.name) }
        }
        findings += change.plan.findings
        logsMore = logsMore || change.plan.turnsClientLogsOn
        isRefused = isRefused || !change.plan.findings.errors.isEmpty
        // The transaction will not be kept: only plan on.
        guard !isRefused else { continue }
        var agent = change.plan.new
        if !change.isNothing {
          agent = try change.commit(
            verb, in: transaction, self, pictures: options.dryRun ? nil : avatarDirectory,
            settings)
          obsoletePictures += change.obsoletePicture(agent)
        }
        report.outcomes.append(
          ChangeReport.Outcome(change, agent, password: password, isDryRun: options.dryRun))
      }
      guard !isRefused else { throw AgentsError.refused(findings) }
      if logsMore { findings.append(.clientLogTraffic) }
      return report
    }
    if !options.dryRun { removePictures(obsoletePictures) }
    return report
  }

  /// A picture that is left behind by a crash harms nobody; one removed too early would.
  private func removePictures(_ names: [StoredFileName]) {
    for name in names { _ = try? AtomicFile.remove(at: avatarDirectory.appending(name.text)) }
  }
}

extension AgentChange {
  /// The old picture, when the change leaves nobody who shows it.
  fileprivate func obsoletePicture(_ agent: Agent) -> [StoredFileName] {
    guard let old = plan.old?.account.avatar, !old.text.isEmpty else { return [] }
    return action == .remove || agent.account.avatar != old ? [old] : []
  }
}
