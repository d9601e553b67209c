package import AgentsModel
internal import SQLite

extension StoreReader {
  /// The voice queues without a member that Asterisk can ring, by name.
  package func emptyVoiceQueues() throws -> [QueueName] {
    try database.rows(
      """
      SELECT name FROM queue WHERE channel = 'voice' AND id NOT IN (
        SELECT membership.queueId FROM (\(Self.allMemberships)) AS membership
          JOIN agent ON agent.id = membership.agentId
          WHERE \(Self.isRendered) AND agent.disabled = 0 AND \(AgentColumns.isRung))
        ORDER BY name
      """
    ) { QueueName(stored: $0[0], .voice) }
  }

  /// Why a member of a voice queue is never rung.
  package enum Deafness: String, CaseIterable, Sendable {
    /// `type` is `user`: such a phone only places calls.
    case placesOnly
    /// The module `voice` is off.
    case withoutModule
  }

  /// The active members of voice queues that are never rung for this reason, by queue.
  ///
  /// - Parameter settings: Its `modules` must list `voice`, else nobody is without.
  package func unrungMembers(
    _ reason: Deafness, _ settings: Settings
  ) throws -> [(queue: QueueName, agents: AgentSample)] {
    guard reason == .placesOnly || settings.modules.words.contains("voice") else { return [] }
    let condition =
      reason == .placesOnly
      ? "agent.type = 'user' AND agent.telephone IS NULL"
      : "instr(',' || agent.permissions || ',', ',voice,') = 0"
    let rest = """
      FROM (\(Self.allMemberships)) AS membership
        JOIN agent ON agent.id = membership.agentId
        WHERE \(Self.isRendered) AND agent.disabled = 0 AND \(condition)
      """
    let queues: [(id: Int, name: String, count: Int)] = try database.rows(
      """
      SELECT queue.id, queue.name, found.count FROM queue JOIN (
        SELECT membership.queueId AS id, count(DISTINCT agent.id) AS count \(rest)
          GROUP BY membership.queueId) AS found ON found.id = queue.id
        WHERE channel = 'voice' ORDER BY queue.name
      """
    ) { ($0[0], $0[1], $0[2]) }
    return try queues.map { queue in
      let names: [String] = try database.values(
        "SELECT DISTINCT agent.name \(rest) AND membership.queueId = ? ORDER BY agent.name LIMIT 3",
        [queue.id])
      return (QueueName(stored: queue.name, .voice), AgentSample(count: queue.count, names: names))
    }
  }

  /// Which agent is in which queue, directly or through a team; an agent may be in one several times.
  private static let allMemberships = """
    SELECT queueId, agentId FROM queueMember
    UNION ALL SELECT queueId, agentId FROM queueTeam JOIN teamMember USING (teamId)
    """
}
