internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem

/// What one group became for each agent, by id.
struct GroupOutcome {
  let name: String
  let results: [Int: MembershipResult]
  /// The penalties in a queue: of each agent before, and of all afterwards.
  var penaltiesBefore: [Int: Int] = [:]
  var penalty = 0
  /// Generated files that show it.
  var files: [GeneratedFile] = []
  var warnings: [Finding] = []

  /// The agents for whom something changed.
  var changed: [Int] { results.filter(\.value.isChange).keys.sorted() }

  /// The group as the fields of an agent name it.
  private func member(_ penalty: Int) -> JSON {
    .string(penalty == 0 ? name : "\(name)=\(penalty)")
  }

  /// What the agent had of the group before, and has afterwards, where that is not the same.
  func difference(for agent: Int) -> (before: JSON?, after: JSON?) {
    let before = member(penaltiesBefore[agent] ?? 0)
    return switch results[agent] {
    case .added: (nil, member(penalty))
    case .changed: (before, member(penalty))
    case .removed: (before, nil)
    case .alreadyThere, .notThere, nil: (nil, nil)
    }
  }
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
    try options.check()
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
    report.files = await bringFilesUpToDate(options, store)
    return report
  }

  /// One line for each agent for whom something changed, with the groups that did.
  private func audit(
    _ verb: String, _ noun: String, _ agents: [AgentIdentity], _ outcomes: [GroupOutcome],
    in transaction: StoreTransaction
  ) throws {
    let who = Operator.current()
    for agent in agents {
      let differences = outcomes.map { $0.difference(for: agent.id) }
      let (before, after) = (differences.compactMap(\.before), differences.compactMap(\.after))
      guard !before.isEmpty || !after.isEmpty else { continue }
      let changes = JSON.object([("\(noun)s", .array([.array(before), .array(after)]))])
      try transaction.append(auditEntry(verb, agent.name, changes, by: who))
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
