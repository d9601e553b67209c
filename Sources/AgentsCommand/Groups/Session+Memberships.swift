internal import AgentsCore
internal import AgentsStore
internal import AgentsSystem

/// What one group became for each agent, by id.
struct GroupOutcome {
  let name: String
  let results: [Int: MembershipResult]
  /// Generated files that show it.
  var files: [GeneratedFile] = []
  var warnings: [Finding] = []

  /// The agents for whom something changed.
  var changed: [Int] { results.filter(\.value.isChange).keys.sorted() }
}

extension Session {
  /// Carries out a change of memberships in one transaction, then writes the stale files.
  ///
  /// - Parameters:
  ///   - verb: As the audit trail names it.
  ///   - noun: `queue`, `team` or `profile`.
  ///   - groups: Looks the groups up; unknown ones are left with the lookup.
  ///   - carryOut: Changes one of them for these agents.
  func changeMemberships<Group>(
    _ verb: String, of noun: String, _ targets: TargetOptions, _ options: ChangeOptions,
    groups: (StoreTransaction, Settings, inout Lookup) throws -> [Group],
    carryOut: ([Int], Group, StoreTransaction, Settings) throws -> GroupOutcome
  ) async throws -> MembershipReport {
    let conditions = try targets.conditions.parsed()
    // Whom a team brings where is beyond any operator's queues.
    let store = try changing(
      OperatorTask(verb, targets.words, needs: noun == "queue" ? .edit : .admin, options))
    var report = try transact(store, isDryRun: options.dryRun) { transaction, settings in
      var lookup = Lookup(transaction)
      let agents = try lookup.agents(targets.usernames, conditions)
      let groups = try groups(transaction, settings, &lookup)
      try lookup.check()
      let ids = agents.map(\.id)
      let outcomes = try groups.map { try carryOut(ids, $0, transaction, settings) }
      try transaction.touch(files: Set(outcomes.flatMap(\.files)).map(\.name))
      try audit(verb, noun, agents, outcomes, in: transaction)
      return MembershipReport(noun: noun, agents, outcomes, isDryRun: options.dryRun)
    }
    // Behind the transaction: nobody waits for a terminal while the store is locked.
    Messages.warn(report.warnings)
    guard !options.dryRun, !options.noApply else { return report }
    report.files = try await AsteriskFiles(self, store, directory: options.asteriskDir).apply()
    return report
  }

  /// One line for each agent for whom something changed.
  private func audit(
    _ verb: String, _ noun: String, _ agents: [AgentIdentity], _ outcomes: [GroupOutcome],
    in transaction: StoreTransaction
  ) throws {
    let who = Operator.current()
    for agent in agents {
      var names: [MembershipResult: [JSON]] = [:]
      for outcome in outcomes {
        guard let result = outcome.results[agent.id], result.isChange else { continue }
        names[result, default: []].append(.string(outcome.name))
      }
      guard !names.isEmpty else { continue }
      let changes = [MembershipResult.added, .changed, .removed].compactMap { result in
        names[result].map { (result.rawValue, JSON.array($0)) }
      }
      let members = JSON.object([("\(noun)s", .object(changes))])
      try transaction.append(auditEntry(verb, agent.name, members, by: who))
    }
  }
}

extension MembershipReport {
  /// All agents in all groups, agent by agent.
  fileprivate init(
    noun: String, _ agents: [AgentIdentity], _ outcomes: [GroupOutcome], isDryRun: Bool
  ) {
    self.init(noun: noun, isDryRun: isDryRun)
    warnings = outcomes.flatMap(\.warnings)
    hasAgents = !agents.isEmpty
    self.outcomes = agents.flatMap { agent in
      outcomes.compactMap { outcome in
        outcome.results[agent.id].map {
          Outcome(agent: agent.name, group: outcome.name, result: $0)
        }
      }
    }
  }
}
