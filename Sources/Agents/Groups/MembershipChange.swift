public import AgentsModel
internal import AgentsStore

/// What changed in one group for each agent, by id.
struct MembershipChange {
  let name: String
  let results: [Int: MembershipResult]
  /// The penalties in a queue: of each agent before, and of all afterwards.
  var penaltiesBefore: [Int: Int] = [:]
  var penalty = 0
  /// The penalties afterwards, where they are not all the same.
  var penaltiesAfter: [Int: Int] = [:]
  /// Generated files that show it.
  var files: [GeneratedFile] = []
  var warnings: [Finding] = []

  /// The agents for whom something changed.
  var changed: [Int] { results.filter(\.value.isChange).keys.sorted() }
  var added: [Int] { results.filter { $0.value == .added }.keys.sorted() }

  /// The group as the fields of an agent name it.
  private func member(_ penalty: Int) -> JSON {
    .string(penalty == 0 ? name : "\(name)=\(penalty)")
  }

  /// The agent's membership before and after, if it changed.
  func difference(for agent: Int) -> (before: JSON?, after: JSON?) {
    let before = member(penaltiesBefore[agent] ?? 0)
    return switch results[agent] {
    case .added: (nil, member(penaltiesAfter[agent] ?? penalty))
    case .changed: (before, member(penaltiesAfter[agent] ?? penalty))
    case .removed: (before, nil)
    case .alreadyThere, .notThere, nil: (nil, nil)
    }
  }
}

extension Report<MembershipOutcome> {
  /// All agents in all groups, agent by agent.
  mutating func add(_ changes: [MembershipChange], of agents: [AgentIdentity]) {
    warnings = changes.flatMap(\.warnings)
    selected = agents.count
    outcomes = agents.flatMap { agent in
      changes.compactMap { change in
        change.results[agent.id].map {
          MembershipOutcome(agent: agent.name, group: change.name, result: $0)
        }
      }
    }
  }
}

extension Session {
  /// One line for each agent for whom something changed, with the groups that did.
  func audit(
    _ key: String, _ agents: [AgentIdentity], _ changes: [MembershipChange],
    in transaction: StoreTransaction
  ) throws {
    for agent in agents {
      let differences = changes.map { $0.difference(for: agent.id) }
      let (before, after) = (differences.compactMap(\.before), differences.compactMap(\.after))
      guard !before.isEmpty || !after.isEmpty else { continue }
      let fields = JSON.object([(key, .array([.array(before), .array(after)]))])
      try transaction.append(auditEntry(task.name, agent.name, fields))
    }
  }
}

extension MembershipResult {
  /// The store is another one now.
  public var isChange: Bool { [.added, .changed, .removed].contains(self) }
}
