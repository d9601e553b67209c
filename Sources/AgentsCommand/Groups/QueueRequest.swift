internal import AgentsModel
internal import AgentsStore

/// What `queue create` and `queue edit` ask of a queue, read and not yet looked up.
struct QueueRequest {
  let name: QueueName
  let strategy: QueueStrategy?
  let weight: Weight?
  let teams: [TeamInQueue]

  /// - Throws: `AgentsError.refused` with everything that is wrong.
  init(_ queue: String, _ fields: QueueFieldOptions) throws {
    // A strategy is one of its channel's, so that without a channel nothing more can be said.
    let name = try QueueName(queue)
    var findings: [Finding] = []
    func read<Value>(_ key: String, _ parse: () throws(Refusal) -> Value?) -> Value? {
      do throws(Refusal) { return try parse() } catch {
        findings.append(Finding(key, error))
        return nil
      }
    }
    strategy = read("strategy") { () throws(Refusal) in
      guard let text = fields.strategy else { return nil }
      return try QueueStrategy(parsing: text, for: name.channel)
    }
    weight = read("weight") { () throws(Refusal) in
      guard let text = fields.weight else { return nil }
      return try Weight(parsing: text)
    }
    var teams: [TeamInQueue] = []
    for words in fields.team {
      do throws(Finding) { teams.append(try TeamInQueue(words)) } catch { findings.append(error) }
    }
    guard findings.isEmpty else { throw AgentsError.refused(findings) }
    self.name = name
    self.teams = teams
  }

  /// The teams that come and those that go, looked up beside whatever else the request names.
  func teams(
    removing gone: [String], _ lookup: inout Lookup
  ) throws -> (added: [AgentGroup], removed: [AgentGroup]) {
    (
      try lookup.groups(.team, teams.map(\.team.text)),
      try lookup.groups(.team, gone)
    )
  }

  /// Puts teams into the queue, and takes others out.
  ///
  /// - Returns: the change of its teams, where there is one.
  func apply(
    _ teams: (added: [AgentGroup], removed: [AgentGroup]), to queue: Queue,
    _ transaction: StoreTransaction, _ settings: Settings, _ report: inout GroupReport
  ) throws -> [(key: String, old: JSON, new: JSON)] {
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
    return [("teams", .string(before), .string(after))]
  }
}

extension StoreReader {
  /// `Night,Support=2`: sorted, a penalty where it is not 0.
  func teamsText(inQueue id: Int) throws -> String {
    try teams(inQueue: id).map { $0.team + ($0.penalty == 0 ? "" : "=\($0.penalty)") }
      .joined(separator: ",")
  }
}
