internal import AgentsModel

/// The rows that an operator may see, as SQL conditions.
///
/// No other place knows which agents are an operator's: those who are in one of the operator's queues,
/// directly or through a team.
///
/// The conditions read the operator's queues from the database each time. So a queue that is taken away
/// counts no longer at once, and a removed operator sees nothing. Without a limit the conditions are true.
struct Scope {
  private let id: Int?

  init(_ grant: Grant?) { id = grant?.id }

  /// Conditions on rows of `agent`; none without a limit.
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

  /// ` AND …`, to follow another condition on `agent`; empty without a limit.
  var and: String { agents.map { " AND \($0)" }.joined() }

  /// The condition on rows of `queue`.
  var queues: String {
    guard let id else { return "true" }
    return "queue.id IN (SELECT queueId FROM operatorQueue WHERE operatorId = \(id))"
  }

  /// The condition on rows of `team` or `profile`: one of the operator's agents is a member.
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
