internal import AgentsModel
internal import AgentsStore

extension QueueEdit {
  /// The teams to add and to remove, looked up.
  func teams(_ lookup: inout Lookup) throws -> (added: [AgentGroup], removed: [AgentGroup]) {
    (try lookup.groups(.team, teams.map(\.team.text)), try lookup.groups(.team, leavingTeams))
  }

  /// Adds teams to the queue and removes others.
  ///
  /// - Returns: the change of its teams, where there is one.
  func apply(
    _ teams: (added: [AgentGroup], removed: [AgentGroup]), to queue: Queue,
    _ transaction: StoreTransaction, _ settings: Settings, _ report: inout Report<GroupOutcome>
  ) throws -> [GroupOutcome.Change] {
    let before = try transaction.teamsText(inQueue: queue.id)
    for team in teams.removed { _ = try transaction.remove(team: team, fromQueue: queue.id) }
    for team in teams.added {
      let penalty = self.teams.last { $0.team.text.lowercased() == team.name.lowercased() }?.penalty
      _ = try transaction.add(team: team, toQueue: queue.id, penalty)
    }
    let after = try transaction.teamsText(inQueue: queue.id)
    guard before != after else { return [] }
    let ids = try teams.added.flatMap { try transaction.members(of: $0).map(\.id) }
    report.warnings += try MembershipRemarks.findings(ids, queue, settings, transaction)
    return [.init("teams", .string(before), .string(after))]
  }
}

extension StoreReader {
  /// `Night,Support=2`: sorted, a penalty where it is not 0.
  func teamsText(inQueue id: Int) throws -> String {
    try teams(inQueue: id).map { $0.team + ($0.penalty == 0 ? "" : "=\($0.penalty)") }
      .joined(separator: ",")
  }

  /// For all members of a queue whose strategy changed.
  func beepallWarnings(_ queue: Queue, _ settings: Settings) throws -> [Finding] {
    let ids = try members(ofQueue: queue.id).map(\.id)
    return try MembershipRemarks.findings(ids, queue, settings, self)
      .filter { $0.code == "queue.beepall" }
  }

  /// Queues, each with how many agents lose it.
  func losses(_ names: [QueueName]) throws -> [(queue: Queue, loss: Loss)] {
    try lookUp { try $0.queues(names) }.map { queue in
      (queue, Loss(name: queue.name.text, agents: try memberCount(ofQueue: queue.id)))
    }
  }

  /// What the audit trail keeps of a deleted queue.
  func remains(of queue: Queue) throws -> [(key: String, old: JSON)] {
    let members = try members(ofQueue: queue.id).filter { $0.sources.contains("direct") }
    return [
      ("strategy", .string(queue.strategy.rawValue)), ("weight", .string(queue.weight.text)),
      ("teams", .string(try teamsText(inQueue: queue.id))),
      (
        "members",
        .array(members.map { .string($0.name + ($0.penalty == 0 ? "" : "=\($0.penalty)")) })
      ),
    ] + GroupOutcome.lost(try kept(ofQueue: queue.id))
  }
}

extension Queue {
  /// The generated files of the queue; Asterisk knows only voice queues.
  func files(unless isUnchanged: Bool) -> [GeneratedFile] {
    isUnchanged || name.channel != .voice ? [] : [.queue(name.name)]
  }

  func changes(to new: Queue) -> [GroupOutcome.Change] {
    let values = [
      ("strategy", strategy.rawValue, new.strategy.rawValue),
      ("weight", weight.text, new.weight.text),
    ]
    return values.filter { $0.1 != $0.2 }.map { .init($0.0, .string($0.1), .string($0.2)) }
  }
}

extension JSON {
  /// As the audit trail shows queues.
  static func names(_ queues: [QueueName]) -> JSON { .array(queues.map { .string($0.text) }) }
}
