package import AgentsModel
internal import SQLite

/// Agents by id and name: all that a membership needs, at a tenth of the cost of an `Agent`.
extension StoreReader {
  /// Agents outside the bin, in the order given, each once.
  package func identities(
    named names: [String]
  ) throws -> (found: [AgentIdentity], missing: [String]) {
    var (found, missing): ([AgentIdentity], [String]) = ([], [])
    var seen: Set<String> = []
    let sql = "SELECT id, name FROM agent WHERE name = ? AND deletedAt = ''\(scope.and)"
    for name in names where seen.insert(name.lowercased()).inserted {
      if let agent = try database.row(sql, [name], { AgentIdentity(id: $0[0], name: $0[1]) }) {
        found.append(agent)
      } else {
        missing.append(name)
      }
    }
    return (found, missing)
  }

  /// All agents that a selection chooses, in its order.
  package func identities(matching selection: AgentSelection) throws -> [AgentIdentity] {
    let query = try SelectionQuery(selection, scope)
    var identities: [AgentIdentity] = []
    try database.forEach(
      "SELECT id, name FROM agent \(query.filter)\(query.order)", query.arguments + query.page
    ) { row in
      identities.append(AgentIdentity(id: row[0], name: row[1]))
    }
    return identities
  }

  /// The names of those who answer a channel's interactions automatically.
  package func namesAnsweringAutomatically(_ channel: Channel, among ids: [Int]) throws -> [String]
  {
    guard let key = channel.autoanswerKey else { return [] }
    return try names(ids, where: "\"\(key)\"")
  }

  /// The names of those whose module `voice` is off although the installation knows it.
  package func namesWithoutVoice(among ids: [Int], _ settings: Settings) throws -> [String] {
    guard settings.modules.words.contains("voice") else { return [] }
    return try names(ids, where: "instr(',' || permissions || ',', ',voice,') = 0")
  }

  /// Those whom a team brings into a queue, by team.
  package func namesThroughTeams(
    inQueue id: Int, among ids: [Int]
  ) throws -> [(team: String, names: [String])] {
    let rows: [(String, String)] = try database.rows(
      """
      SELECT team.name, agent.name FROM queueTeam
        JOIN team ON team.id = queueTeam.teamId JOIN teamMember ON teamMember.teamId = team.id
        JOIN agent ON agent.id = teamMember.agentId
        WHERE queueId = ? AND agentId IN (SELECT value FROM json_each(?))
        ORDER BY team.name, agent.name
      """, [id, StoreTransaction.list(ids)]
    ) { ($0[0], $0[1]) }
    var teams: [(team: String, names: [String])] = []
    for (team, name) in rows {
      if teams.last?.team == team {
        teams[teams.count - 1].names.append(name)
      } else {
        teams.append((team, [name]))
      }
    }
    return teams
  }

  private func names(_ ids: [Int], where condition: String) throws -> [String] {
    try database.values(
      """
      SELECT name FROM agent
        WHERE id IN (SELECT value FROM json_each(?)) AND \(condition) ORDER BY name
      """, [StoreTransaction.list(ids)])
  }
}
