package import AgentsModel
internal import SQLite

extension StoreReader {
  /// Everybody whom a queue may offer an interaction, by name.
  package func members(ofQueue id: Int) throws -> [QueueMember] {
    var members: [QueueMember] = []
    try database.forEach(
      """
      SELECT agent.name, agent.fullname, membership.penalty, membership.source,
          disabled = 0 AND (locked = 0 OR queue.channel = 'voice'), agent.id
        FROM (\(Self.memberships(ofQueue: "?1"))) AS membership
          JOIN agent ON agent.id = membership.agentId
          JOIN queue ON queue.id = ?1
        WHERE agent.deletedAt = ''
        ORDER BY agent.name, membership.source <> '', membership.source
      """, [id]
    ) { row in
      let (name, penalty, source): (String, Int, String) = (row[0], row[2], row[3])
      let earlier = members.last?.name == name ? members.popLast() : nil
      members.append(
        QueueMember(
          id: row[5], name: name, fullname: row[1],
          penalty: min(penalty, earlier?.penalty ?? penalty),
          sources: (earlier?.sources ?? []) + [source.isEmpty ? "direct" : source],
          isActive: row[4]))
    }
    return members
  }

  /// The members of a team or profile that are not in the bin, by name.
  package func members(of group: AgentGroup) throws -> [QueueMember] {
    try database.rows(
      """
      SELECT agent.name, agent.fullname, disabled = 0 AND locked = 0, agent.id
        FROM \(group.table) JOIN agent ON agent.id = agentId
        WHERE \(group.column) = ? AND deletedAt = ''\(scope.and) ORDER BY agent.name
      """, [group.id]
    ) {
      QueueMember(id: $0[3], name: $0[0], fullname: $0[1], penalty: 0, sources: [], isActive: $0[2])
    }
  }

  /// How many agents outside the bin a queue has, those of its teams included.
  package func memberCount(ofQueue id: Int) throws -> Int {
    try count(
      """
      SELECT count(DISTINCT agentId) FROM (\(Self.memberships(ofQueue: "?1")))
        JOIN agent ON agent.id = agentId WHERE deletedAt = ''
      """, [id])
  }

  /// How many agents outside the bin a team or profile has.
  package func memberCount(of group: AgentGroup) throws -> Int {
    try count(
      """
      SELECT count(*) FROM \(group.table) JOIN agent ON agent.id = agentId
        WHERE \(group.column) = ? AND deletedAt = ''\(scope.and)
      """, [group.id])
  }

  /// The teams in a queue with their penalties, by name; as far as an operator may see them.
  package func teams(inQueue id: Int) throws -> [(team: String, penalty: Int)] {
    try database.rows(
      """
      SELECT team.name, penalty FROM queueTeam JOIN team ON team.id = teamId
        WHERE queueId = ? AND \(scope.groups(.team)) ORDER BY team.name
      """, [id]
    ) { ($0[0], $0[1]) }
  }

  /// The queues that a team is in, by name; as far as an operator may see them.
  package func queues(ofTeam id: Int) throws -> [QueueName] {
    try queueNames(
      """
      SELECT DISTINCT channel, name FROM queueTeam JOIN queue ON queue.id = queueId
        WHERE teamId = ? AND \(scope.queues)
      """, id)
  }

  /// The voice queues that may ring an agent, directly or through a team.
  package func voiceQueues(ofAgent id: Int) throws -> [QueueName] {
    try queues(ofAgent: id, where: "channel = 'voice'")
  }

  /// The queues of a strategy that an agent is in, directly or through a team.
  package func queues(ofAgent id: Int, strategy: QueueStrategy) throws -> [QueueName] {
    try queues(ofAgent: id, where: "strategy = '\(strategy.rawValue)'")
  }

  private func queues(ofAgent id: Int, where term: String) throws -> [QueueName] {
    try queueNames(
      """
      SELECT channel, name FROM queue WHERE \(term) AND id IN (
        SELECT queueId FROM queueMember WHERE agentId = ?1
        UNION SELECT queueId FROM teamMember JOIN queueTeam USING (teamId) WHERE agentId = ?1)
      """, id)
  }

  /// Direct memberships (no source) and those that a team brings.
  static func memberships(ofQueue id: String) -> String {
    """
    SELECT agentId, penalty, '' AS source FROM queueMember WHERE queueId = \(id)
    UNION ALL
    SELECT agentId, penalty, 'team ' || team.name FROM queueTeam
      JOIN teamMember USING (teamId) JOIN team ON team.id = teamId WHERE queueId = \(id)
    """
  }

  func count(_ sql: String, _ arguments: [any SQLiteValue]) throws -> Int {
    try database.value(sql, arguments) ?? 0
  }

  private func queueNames(_ sql: String, _ id: Int) throws -> [QueueName] {
    try database.rows(sql + " ORDER BY channel, name", [id]) { row in
      Channel(rawValue: row[0]).map { QueueName(stored: row[1], $0) }
    }.compactMap(\.self)
  }
}

extension AgentGroup {
  /// Who is in it.
  var table: String { "\(kind.rawValue)Member" }
  /// The column of that table that names it.
  var column: String { "\(kind.rawValue)Id" }
}
