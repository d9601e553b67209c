package import AgentsModel
internal import SQLite

extension StoreReader {
  /// The teams in a queue that the operator may see, with their penalties, by name.
  package func teams(inQueue id: Int) throws -> [(team: String, penalty: Int)] {
    try database.rows(
      """
      SELECT team.name, penalty FROM queueTeam JOIN team ON team.id = teamId
        WHERE queueId = ? AND \(scope.groups(.team)) ORDER BY team.name
      """, [id]
    ) { ($0[0], $0[1]) }
  }

  /// The queues that a team is in and that the operator may see, by channel and name.
  package func queues(ofTeam id: Int) throws -> [QueueName] {
    try queueNames(
      """
      SELECT DISTINCT channel, name FROM queueTeam JOIN queue ON queue.id = queueId
        WHERE teamId = ? AND \(scope.queues)
      """, id)
  }

  /// The queues that an agent is in through teams, by channel, name and team.
  package func queuesThroughTeams(ofAgent id: Int) throws -> [QueueThroughTeam] {
    try database.rows(
      """
      SELECT channel, queue.name, team.name, queueTeam.penalty FROM teamMember
        JOIN team ON team.id = teamMember.teamId JOIN queueTeam ON queueTeam.teamId = team.id
        JOIN queue ON queue.id = queueTeam.queueId
        WHERE agentId = ? ORDER BY channel, queue.name, team.name
      """, [id]
    ) { row in
      Channel(rawValue: row[0]).map {
        QueueThroughTeam(QueueName(stored: row[1], $0), team: row[2], penalty: row[3])
      }
    }.compactMap(\.self)
  }

  /// The agents among `ids` who are in a queue through a team: the teams by name, each with the names of
  /// its agents.
  package func namesThroughTeams(
    inQueue id: Int, among ids: [Int]
  ) throws -> [(team: String, names: [String])] {
    var teams: [(team: String, names: [String])] = []
    try database.forEach(
      """
      SELECT team.name, agent.name FROM queueTeam
        JOIN team ON team.id = queueTeam.teamId JOIN teamMember ON teamMember.teamId = team.id
        JOIN agent ON agent.id = teamMember.agentId
        WHERE queueId = ? AND agentId IN (SELECT value FROM json_each(?))
        ORDER BY team.name, agent.name
      """, [id, Self.list(ids)]
    ) { row in
      let team: String = row[0]
      if teams.last?.team != team { teams.append((team, [])) }
      teams[teams.count - 1].names.append(row[1])
    }
    return teams
  }
}

extension StoreTransaction {
  /// Puts a team into a queue.
  ///
  /// - Parameter penalty: nil = 0 for a new team, and no change for one that is in the queue.
  package func add(
    team: AgentGroup, toQueue id: Int, _ penalty: Penalty?
  ) throws -> MembershipResult {
    try database.run(
      "INSERT INTO queueTeam (queueId, teamId, penalty) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
      [id, team.id, penalty?.value ?? 0])
    if database.changes > 0 { return .added }
    guard let penalty else { return .alreadyThere }
    try database.run(
      "UPDATE queueTeam SET penalty = ?1 WHERE queueId = ?2 AND teamId = ?3 AND penalty <> ?1",
      [penalty.value, id, team.id])
    return database.changes > 0 ? .changed : .alreadyThere
  }

  /// Takes a team out of a queue.
  ///
  /// Its agents stay where they are direct members.
  package func remove(team: AgentGroup, fromQueue id: Int) throws -> MembershipResult {
    try database.run("DELETE FROM queueTeam WHERE queueId = ? AND teamId = ?", [id, team.id])
    return database.changes > 0 ? .removed : .notThere
  }
}
