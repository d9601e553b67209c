internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import SystemPackage

extension Session {
  /// Carries out a change of queues, teams, profiles or telephones in one transaction, with a line of
  /// the audit trail for each that changed, then writes the stale files.
  ///
  /// - Parameters:
  ///   - verb: As the audit trail names it.
  ///   - noun: `queue`, `team`, `profile` or `telephone`.
  ///   - body: Changes the store, fills the report, and returns the files that are stale now.
  func changeGroups(
    _ verb: String, of noun: String, _ options: ChangeOptions, in store: Store,
    _ body: (StoreTransaction, Settings, inout GroupReport) throws -> [GeneratedFile]
  ) async throws -> GroupReport {
    try options.check()
    var report = try transact(store, isDryRun: options.dryRun) { transaction, settings in
      var report = GroupReport(noun: noun, isDryRun: options.dryRun)
      let files = try body(transaction, settings, &report)
      try transaction.touch(files: Set(files).map(\.name))
      let who = Operator.current()
      for outcome in report.outcomes where outcome.result != "unchanged" {
        try transaction.append(
          auditEntry("\(noun) \(verb)", outcome.name, outcome.auditChanges, by: who))
      }
      return report
    }
    // Behind the transaction: nobody waits for a terminal while the store is locked.
    Messages.warn(report.warnings)
    report.files = await bringFilesUpToDate(options, store)
    return report
  }
}

/// Asks before something goes that agents lose; nobody is asked about what nobody is in.
///
/// - Parameters:
///   - losses: What goes, and how many agents lose it.
/// - Throws: `AgentsError.confirmationNeeded` without a terminal, `.declined`.
func requireConsent(
  _ consent: ConsentOptions, toDelete noun: String, _ losses: [(name: String, agents: Int)]
) throws {
  guard losses.contains(where: { $0.agents > 0 }) else { return }
  let names = losses.map { name, agents in
    agents == 0 ? name : "\(name) (\(count(agents, "agent")) \(agents == 1 ? "loses" : "lose") it)"
  }
  try consent.require(to: "delete \(noun) \(list(names))")
}

/// `3 agents lost it`, for the report.
func lossRemark(_ agents: Int, isDryRun: Bool) -> String {
  agents == 0 ? "" : "\(count(agents, "agent")) \(isDryRun ? "would lose" : "lost") it"
}
