internal import AgentsModel

/// What an operator sees, as conditions of SQL: the one place that knows which agents are an operator's.
///
/// An agent belongs to a queue directly or through a team. The conditions read the operator's queues
/// where they stand, so that a queue that is taken away is so at once, and a removed operator sees
/// nothing. Without a limit they are what any statement would say without them.
struct Scope {
  private let id: Int?

  init(_ grant: Grant?) { id = grant?.id }

  /// Terms for rows of `agent`; none without a limit.
  var agents: [String] {
    guard let id else { return [] }
    return [
      """
      (EXISTS (SELECT 1 FROM queueMember JOIN operatorQueue USING (queueId)
          WHERE agentId = agent.id AND operatorId = \(id))
        OR EXISTS (SELECT 1 FROM teamMember JOIN queueTeam USING (teamId)
            JOIN operatorQueue USING (queueId)
          WHERE agentId = agent.id AND operatorId = \(id)))
      """
    ]
  }

  /// ` AND …` behind another condition on `agent`; empty without a limit.
  var and: String { agents.map { " AND \($0)" }.joined() }

  /// For rows of `queue`.
  var queues: String {
    guard let id else { return "true" }
    return "queue.id IN (SELECT queueId FROM operatorQueue WHERE operatorId = \(id))"
  }

  /// For rows of `team` or `profile`: those of agents that are the operator's.
  func groups(_ kind: AgentGroup.Kind) -> String {
    guard id != nil else { return "true" }
    let group = AgentGroup(kind, id: 0, name: "")
    return """
      EXISTS (SELECT 1 FROM \(group.table) JOIN agent ON agent.id = agentId
        WHERE \(group.column) = \(kind.rawValue).id AND deletedAt = ''\(and))
      """
  }
}

extension StoreReader {
  var scope: Scope { Scope(grant) }
}
