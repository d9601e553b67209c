public import AgentsModel
internal import AgentsStore

extension Centre {
  /// Moves agents to the bin, where they can neither log in nor register.
  ///
  /// - Parameters:
  ///   - who: The agents.
  ///   - mode: How far it goes.
  ///   - confirm: Is asked before anything is done, with the agents; it throws to refuse.
  public func delete(
    _ who: Selection, _ mode: Mode = .apply,
    confirm: ([AgentIdentity]) throws -> Void = { _ in }
  ) async throws -> Report<AgentOutcome> {
    try await delete(who, .delete, mode, confirm) { try $1.identities($0) }
  }

  /// Deletes agents permanently, from the bin too.
  ///
  /// Conditions must name the state `deleted`, or `any`.
  ///
  /// - Parameters:
  ///   - who: The agents.
  ///   - mode: How far it goes.
  ///   - confirm: Is asked before anything is done, with the agents; it throws to refuse.
  public func deletePermanently(
    _ who: Selection, _ mode: Mode = .apply,
    confirm: ([AgentIdentity]) throws -> Void = { _ in }
  ) async throws -> Report<AgentOutcome> {
    try await delete(who, .remove, mode, confirm) { who, reader in
      switch who {
      case .named(let names): try reader.agentsAlsoInBin(names).map(AgentIdentity.init)
      case .matching, .written: try reader.identities(who)
      }
    }
  }

  /// - Throws: `AgentsError.refused` where conditions name the wrong states.
  private func delete(
    _ who: Selection, _ action: AgentChange.Action, _ mode: Mode,
    _ confirm: ([AgentIdentity]) throws -> Void,
    agents: (Selection, StoreReader) throws -> [AgentIdentity]
  ) async throws -> Report<AgentOutcome> {
    try await perform(OperatorTask("delete", who.words, needs: .delete, mode)) { session in
      let store = try session.changing()
      let who = try who.understood()
      if case .matching(let query) = who,
        let mistake = BinMistake(permanently: action == .remove, query.states)
      {
        throw mistake.finding
      }
      let chosen = try store.read { try agents(who, $0) }
      if !chosen.isEmpty, !mode.isDryRun { try confirm(chosen) }
      let agreed = Dictionary(
        uniqueKeysWithValues: chosen.map { ($0.id, $0.deletedAt) })
      return try await session.changeEach("delete", mode, in: store) { reader in
        // Only the agents that the user confirmed, if they are still where they were.
        try agents(who, reader).filter { agreed[$0.id] == $0.deletedAt }.map(\.id)
      } plan: { agent, _, _ in
        AgentChange(action: action, plan: AgentPlan(old: agent, new: agent))
      }
    }
  }

  /// Brings agents back from the bin; of several with one username the last deleted one.
  ///
  /// - Throws: `AgentsError.notFound(.binned)`; `.refused` where the username, e-mail or internal is taken by now.
  public func restore(
    _ usernames: [String], _ mode: Mode = .apply
  ) async throws -> Report<AgentOutcome> {
    try await perform(OperatorTask("restore", usernames, needs: .delete, mode)) { session in
      try await session.change("restore", mode, in: try session.changing()) { transaction, _ in
        var seen: Set<String> = []
        let names = usernames.filter { seen.insert($0.lowercased()).inserted }
        let found = try names.map { ($0, try transaction.agent(named: $0, inBin: true)) }
        let missing = found.filter { $0.1 == nil }.map(\.0)
        guard missing.isEmpty else { throw AgentsError.notFound(.binned(missing)) }
        return found.compactMap(\.1)
      } plan: { agent, transaction, settings, _ in
        (
          AgentChange(
            action: .restore, plan: try .restoring(agent, transaction, settings)), password: nil
        )
      }
    }
  }
}

/// Why agents that match a condition are not deleted: one that is wider than intended must not delete
/// agents permanently that are not in the bin.
public enum BinMistake: Sendable {
  /// Permanent deletion is for agents in the bin, unless agents of any state are meant.
  case binNotNamed
  /// Agents in the bin can only be deleted permanently.
  case binNamed

  /// The mistake in these states of a query; nil = none.
  public init?(permanently: Bool, _ states: Set<AgentState>) {
    let isRight =
      permanently
      ? states.contains(.any) || states == [.deleted]
      : states.isDisjoint(with: [.any, .deleted])
    guard !isRight else { return nil }
    self = permanently ? .binNotNamed : .binNamed
  }

  fileprivate var finding: Finding {
    switch self {
    case .binNotNamed:
      Finding(
        .error, "state.bin-needed", field: "state",
        "must be deleted, for agents in the bin, or any, to include agents that are not")
    case .binNamed:
      Finding(
        .error, "state.bin", field: "state",
        "must not include agents in the bin: they can only be deleted permanently")
    }
  }
}

extension AgentPlan {
  /// The agent as it is after being restored.
  fileprivate static func restoring(
    _ agent: Agent, _ reader: StoreReader, _ settings: Settings
  ) throws -> AgentPlan {
    var plan = AgentPlan(old: agent, new: agent)
    plan.new.account.deletedAt = Timestamp()
    // Without the Security Suite there are no locks.
    if !settings.securitySuite, plan.new.account.locked { plan.new.unlock() }
    plan.findings =
      try reader.conflicts(of: plan) + reader.authNameRemark(plan)
      + AgentRules.licenceWarnings(for: plan.new, settings) + plan.leaveGeneratedContext()
    plan.name(subject: agent.account.name.text)
    return plan
  }

  /// Gives an agent whose context is one that this program writes the usual one.
  private mutating func leaveGeneratedContext() -> [Finding] {
    let old = new.voice.context.text
    guard ContextName.isGenerated(old) else { return [] }
    new.voice.context = ContextName()
    return [
      Finding(
        .warning, "context.generated", field: "context",
        "is \(new.voice.context.text) now, for \(old) is no agent's")
    ]
  }
}
