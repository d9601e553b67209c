public import AgentsModel
internal import AgentsStore

extension Centre {
  /// Moves agents to the bin, where they can neither log in nor register.
  ///
  /// - Parameters:
  ///   - who: The agents.
  ///   - skipsMissing: A username that nobody has is left out, which is no error.
  ///   - mode: How far it goes.
  ///   - confirm: Is asked before anything is done, with the agents; it throws to refuse.
  public func delete(
    _ who: Selection, skipsMissing: Bool = false, _ mode: Mode = .apply,
    confirm: ([AgentIdentity]) throws -> Void = { _ in }
  ) async throws -> Report<AgentOutcome> {
    try await delete(who, .delete, skipsMissing, false, mode, confirm) { who, reader in
      if case .named(let names) = who, skipsMissing {
        return try reader.identities(named: names).found
      }
      return try reader.identities(who)
    }
  }

  /// Deletes agents permanently, from the bin too.
  ///
  /// Conditions must name the state `deleted`, or `any`.
  ///
  /// - Parameters:
  ///   - who: The agents.
  ///   - skipsMissing: A username that nobody has is left out, which is no error.
  ///   - purgesMailboxes: The messages go, too, unless somebody else has the internal by now.
  ///   - mode: How far it goes.
  ///   - confirm: Is asked before anything is done, with the agents; it throws to refuse.
  public func deletePermanently(
    _ who: Selection, skipsMissing: Bool = false, purgesMailboxes: Bool = false,
    _ mode: Mode = .apply, confirm: ([AgentIdentity]) throws -> Void = { _ in }
  ) async throws -> Report<AgentOutcome> {
    try await delete(who, .remove, skipsMissing, purgesMailboxes, mode, confirm) { who, reader in
      switch who {
      case .named(let names):
        try reader.agentsAlsoInBin(
          skipsMissing ? names.filter { try reader.isKnown($0) } : names
        ).map(AgentIdentity.init)
      case .matching, .written: try reader.identities(who)
      }
    }
  }

  /// - Throws: `AgentsError.refused` where conditions name the wrong states.
  private func delete(
    _ who: Selection, _ action: AgentChange.Action, _ skipsMissing: Bool,
    _ purgesMailboxes: Bool, _ mode: Mode,
    _ confirm: ([AgentIdentity]) throws -> Void,
    agents: (Selection, StoreReader) throws -> [AgentIdentity]
  ) async throws -> Report<AgentOutcome> {
    try await perform(OperatorTask("delete", who.words, needs: .delete, mode)) { session in
      let store = try session.changing()
      let meant = try who.understood()
      if case .matching(let query) = meant,
        let mistake = BinMistake(permanently: action == .remove, query.states)
      {
        throw mistake.finding
      }
      let chosen = try store.read { try agents(meant, $0) }
      let agreed = Dictionary(
        uniqueKeysWithValues: chosen.map { ($0.id, $0.deletedAt) })
      var report = try await session.changeEach("delete", mode, in: store, who) { reader in
        // Only the agents that the user confirmed, if they are still where they were.
        try agents(meant, reader).filter { agreed[$0.id] == $0.deletedAt }.map(\.id)
      } agreed: { isAsked in
        if !isAsked, !chosen.isEmpty { try confirm(chosen) }
      } plan: { agent, reader, _ in
        var change = AgentChange(action: action, plan: AgentPlan(old: agent, new: agent))
        if purgesMailboxes { try change.takeMailbox(reader) }
        return change
      }
      if skipsMissing, case .named(let names) = meant {
        let found = Set(chosen.map { $0.name.lowercased() })
        report.outcomes += names.filter { !found.contains($0.lowercased()) }.map {
          AgentOutcome(name: $0, internalNumber: "", result: .unchanged, changes: [])
        }
      }
      return report
    }
  }

  /// Brings agents back from the bin; of several with one username the last deleted one.
  ///
  /// - Throws: `AgentsError.notFound(.binned)`; `.refused` where the username, e-mail or internal is taken by now.
  public func restore(
    _ usernames: [String], _ mode: Mode = .apply
  ) async throws -> Report<AgentOutcome> {
    try await restore(.named(usernames), mode)
  }

  /// Brings agents back from the bin; conditions choose among those that are there.
  ///
  /// - Parameters:
  ///   - who: The agents; of several in the bin with one username the last deleted one.
  ///   - number: The internal that it gets, where exactly one agent comes back; nil = the one it had.
  ///   - mode: How far it goes.
  /// - Throws: `AgentsError.notFound(.binned)`; `.refused` where the username, e-mail or internal is taken by now.
  public func restore(
    _ who: Selection, internal number: String? = nil, _ mode: Mode = .apply
  ) async throws -> Report<AgentOutcome> {
    try await perform(OperatorTask("restore", who.words, needs: .delete, mode)) { session in
      let store = try session.changing()
      let meant = try who.understood()
      let excess = try store.read { reader in
        let chosen = try reader.binned(meant)
        guard number == nil || chosen.count == 1 else {
          throw Finding(
            .error, "internal.for-one", field: "internal",
            "can be given for one agent alone, and \(AgentsModel.count(chosen.count, "agent")) would come back"
          )
        }
        return try session.excess(chosen.count, who, mode, reader)
      }
      if !mode.isDryRun { try excess.map(confirm) }
      var report = try await session.change("restore", mode, in: store) { transaction, _ in
        try transaction.binned(meant)
      } plan: { agent, transaction, settings, _ in
        var change = AgentChange(
          action: .restore, plan: try .restoring(agent, internal: number, transaction, settings))
        if number != nil { try change.takeMailbox(transaction) }
        return (change, password: nil)
      }
      if mode.isDryRun { report.excess = excess }
      return report
    }
  }
}

extension AgentChange {
  /// Has the mailbox go with the agent, unless its number is or was another's since.
  fileprivate mutating func takeMailbox(_ reader: StoreReader) throws {
    guard let old = plan.old?.account else { return }
    hasOwnMailbox = try reader.ownsMailbox(old.internalNumber.text, agent: old.id.value)
    guard !hasOwnMailbox, action == .remove || old.voicemail else { return }
    plan.findings.append(
      Finding(
        .warning, "internal.mailbox-of-another", field: "internal",
        "the messages of mailbox \(old.internalNumber.text) stay: another had the number since"
      ).about(old.name.text))
  }
}

extension StoreReader {
  /// The agents of a selection that are in the bin, each username once.
  fileprivate func binned(_ who: Selection) throws -> [Agent] {
    var seen: Set<String> = []
    switch who {
    case .named(let usernames):
      let names = usernames.filter { seen.insert($0.lowercased()).inserted }
      let found = try names.map { ($0, try agent(named: $0, inBin: true)) }
      let missing = found.filter { $0.1 == nil }.map(\.0)
      guard missing.isEmpty else { throw AgentsError.notFound(.binned(missing)) }
      return found.compactMap(\.1)
    case .matching(var query):
      query.states = [.deleted]
      query.sort = [try SortKey("-deletedAt")]
      return try agents(matching: query.resolved(by: self)).filter {
        seen.insert($0.account.name.text.lowercased()).inserted
      }
    case .written(_, let query): return try binned(.matching(query()))
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
    _ agent: Agent, internal number: String?, _ reader: StoreReader, _ settings: Settings
  ) throws -> AgentPlan {
    // Other rules than those of an edit hold for a number that is given: it is checked as one.
    var plan =
      number.map { AgentPlan.edit(agent, [Assignment("internal", $0)], settings) }
      ?? AgentPlan(old: agent, new: agent)
    guard plan.findings.errors.isEmpty else { return plan }
    let remarks = plan.findings
    plan.new.account.deletedAt = Timestamp()
    // Without the Security Suite there are no locks.
    if !settings.securitySuite, plan.new.account.locked { plan.new.unlock() }
    plan.findings =
      try remarks + reader.conflicts(of: plan).map(\.withWayToRestore) + reader.authNameRemark(plan)
      + AgentRules.licenceWarnings(for: plan.new, settings) + plan.leaveGeneratedContext()
      + reader.formerOwnerWarning(
        plan.new.account.internalNumber, insteadOf: .agent(agent.account.id.value))
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

extension Finding {
  /// An internal that somebody has by now need not be the one that the agent comes back with.
  fileprivate var withWayToRestore: Finding {
    guard code == "internal.taken" else { return self }
    return Finding(severity, code, field: field, message, hint: .restoreWithInternal)
  }
}
