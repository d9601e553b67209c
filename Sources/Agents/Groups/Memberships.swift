public import AgentsModel
internal import AgentsStore

/// The queues that agents come into or leave.
public enum QueueChoice: Sendable {
  /// These, each with a penalty where one is given.
  case named([QueueMembership])
  /// All there are; nil = of all channels.
  case all(Channel?)
}

extension Centre {
  /// Puts agents into queues: every agent into every queue, or nobody.
  ///
  /// Existing members stay; a penalty that is given replaces theirs. The queues are read only once the actor may.
  public func add(
    _ who: Selection, to queues: @autoclosure () throws -> QueueChoice, _ mode: Mode = .apply
  ) async throws -> Report<MembershipOutcome> {
    try await changeMemberships("add-to-queue", "queues", who, needs: .edit, mode) {
      reader, _, lookup in
      try lookup.queues(queues(), reader)
    } carryOut: { agents, wanted, transaction, settings in
      let (queue, penalty) = wanted
      let before = try transaction.penalties(ofAgents: agents, inQueue: queue.id)
      let results = try transaction.add(agents: agents, toQueue: queue.id, penalty)
      var change = MembershipChange(
        name: queue.name.text, results: results, penaltiesBefore: before,
        penalty: penalty?.value ?? 0)
      change.files = queue.files(unless: change.changed.isEmpty)
      change.warnings = try MembershipRemarks.findings(
        change.added, queue, settings, transaction)
      return change
    }
  }

  /// Takes agents out of queues; members through a team stay members.
  ///
  /// The queues are read only once the actor may.
  public func remove(
    _ who: Selection, from queues: @autoclosure () throws -> QueueChoice, _ mode: Mode = .apply
  ) async throws -> Report<MembershipOutcome> {
    try await changeMemberships("remove-from-queue", "queues", who, needs: .edit, mode) {
      reader, _, lookup in
      try lookup.queues(queues(), reader)
    } carryOut: { agents, wanted, transaction, _ in
      let queue = wanted.queue
      let before = try transaction.penalties(ofAgents: agents, inQueue: queue.id)
      let results = try transaction.remove(agents: agents, fromQueue: queue.id)
      var change = MembershipChange(
        name: queue.name.text, results: results, penaltiesBefore: before)
      change.files = queue.files(unless: change.changed.isEmpty)
      change.warnings = try MembershipRemarks.remaining(agents, queue, transaction)
      return change
    }
  }

  /// Puts agents into teams or profiles.
  public func add(
    _ who: Selection, to kind: AgentGroup.Kind, _ names: [String], _ mode: Mode = .apply
  ) async throws -> Report<MembershipOutcome> {
    try await changeMemberships(
      "add-to-\(kind.rawValue)", "\(kind.rawValue)s", who, needs: .admin, mode
    ) { _, settings, lookup in
      try kind.checkLicence(settings)
      return try lookup.groups(kind, names)
    } carryOut: { agents, group, transaction, settings in
      try transaction.change(
        group, settings, results: try transaction.add(agents: agents, to: group))
    }
  }

  /// Takes agents out of teams or profiles; also without the licence for profiles.
  public func remove(
    _ who: Selection, from kind: AgentGroup.Kind, _ names: [String], _ mode: Mode = .apply
  ) async throws -> Report<MembershipOutcome> {
    try await changeMemberships(
      "remove-from-\(kind.rawValue)", "\(kind.rawValue)s", who, needs: .admin, mode
    ) { _, _, lookup in
      try lookup.groups(kind, names)
    } carryOut: { agents, group, transaction, settings in
      try transaction.change(
        group, settings, results: try transaction.remove(agents: agents, from: group))
    }
  }

  /// Carries out a change of memberships in one transaction, then writes the files that are stale.
  ///
  /// - Parameters:
  ///   - verb: As the audit trail names it.
  ///   - key: The field of an agent that shows the groups.
  ///   - need: The right that is needed; a team may bring agents into any queue.
  ///   - groups: Looks the groups up; unknown ones are left with the lookup.
  ///   - carryOut: Changes one of them for these agents.
  func changeMemberships<Group>(
    _ verb: String, _ key: String, _ who: Selection, needs need: Need, _ mode: Mode,
    groups: (StoreReader, Settings, inout Lookup) throws -> [Group],
    carryOut: ([Int], Group, StoreTransaction, Settings) throws -> MembershipChange
  ) async throws -> Report<MembershipOutcome> {
    try await perform(OperatorTask(verb, who.words, needs: need, mode)) { session in
      try mode.check()
      try session.admit()
      let meant = try who.understood()
      let store = try session.changing()
      func change(
        _ transaction: StoreTransaction, _ settings: Settings
      ) throws -> (Report<MembershipOutcome>, changing: Int) {
        var lookup = Lookup(transaction)
        let agents = try lookup.agents(meant)
        let groups = try groups(transaction, settings, &lookup)
        try lookup.check()
        let ids = agents.map(\.id)
        let changes = try groups.map { try carryOut(ids, $0, transaction, settings) }
        try transaction.touch(files: Set(changes.flatMap(\.files)).map(\.name))
        try session.audit(key, agents, changes, in: transaction)
        var report = Report<MembershipOutcome>(isDryRun: mode.isDryRun)
        report.add(changes, of: agents)
        return (report, Set(changes.flatMap(\.changed)).count)
      }
      // The question is not asked while others wait for the lock: what would change is found out first.
      let excess =
        try who.isTyped
        ? nil
        : store.write(keeping: false) { transaction in
          let changing = try change(transaction, transaction.settings()).changing
          return try session.excess(changing, who, mode, transaction)
        }
      if !mode.isDryRun { try excess.map(confirm) }
      var report = try await session.carryOut(mode, in: store) { try change($0, $1).0 }
      if mode.isDryRun { report.excess = excess }
      return report
    }
  }
}

extension StoreTransaction {
  /// The effect of a change on the queues of a team.
  fileprivate func change(
    _ group: AgentGroup, _ settings: Settings, results: [Int: MembershipResult]
  ) throws -> MembershipChange {
    var change = MembershipChange(name: group.name, results: results)
    guard group.kind == .team, !change.changed.isEmpty else { return change }
    let queues = try queues(ofTeam: group.id).compactMap { try queue($0) }
    change.files = queues.flatMap { $0.files(unless: false) }
    change.warnings = try queues.flatMap {
      try MembershipRemarks.findings(change.added, $0, settings, self)
    }
    return change
  }
}

extension Lookup {
  /// Those that exist.
  fileprivate mutating func queues(
    _ choice: QueueChoice, _ reader: StoreReader
  ) throws -> [(queue: Queue, penalty: Penalty?)] {
    switch choice {
    case .all(let channel): try reader.queues(of: channel).map { ($0, nil) }
    case .named(let wanted): wanted.paired(with: try queues(wanted.map(\.queue)))
    }
  }
}
