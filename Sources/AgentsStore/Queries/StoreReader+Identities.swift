package import AgentsCore
internal import GRDB

/// Agents by id and name: all that a membership needs, at a tenth of the cost of an `Agent`.
extension StoreReader {
  /// Agents outside the bin, in the order given, each once.
  package func identities(
    named names: [String]
  ) throws -> (found: [AgentIdentity], missing: [String]) {
    var (found, missing): ([AgentIdentity], [String]) = ([], [])
    var seen: Set<String> = []
    let statement = try database.cachedStatement(
      sql: "SELECT id, name FROM agent WHERE name = ? AND deletedAt = ''\(scope.and)")
    for name in names where seen.insert(name.lowercased()).inserted {
      if let row = try Row.fetchOne(statement, arguments: [name]) {
        found.append(AgentIdentity(id: row[0], name: row[1]))
      } else {
        missing.append(name)
      }
    }
    return (found, missing)
  }

  /// All agents that a selection chooses, in its order.
  package func identities(matching selection: AgentSelection) throws -> [AgentIdentity] {
    let query = try SelectionQuery(selection, scope)
    let rows = try Row.fetchCursor(
      database, sql: "SELECT id, name FROM agent \(query.filter)\(query.order)",
      arguments: query.arguments + query.page)
    var identities: [AgentIdentity] = []
    while let row = try rows.next() {
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
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT team.name, agent.name FROM queueTeam
          JOIN team ON team.id = queueTeam.teamId JOIN teamMember ON teamMember.teamId = team.id
          JOIN agent ON agent.id = teamMember.agentId
          WHERE queueId = ? AND agentId IN (SELECT value FROM json_each(?))
          ORDER BY team.name, agent.name
        """, arguments: [id, StoreTransaction.list(ids)])
    var teams: [(team: String, names: [String])] = []
    for row in rows {
      let (team, name): (String, String) = (row[0], row[1])
      if teams.last?.team == team {
        teams[teams.count - 1].names.append(name)
      } else {
        teams.append((team, [name]))
      }
    }
    return teams
  }

  private func names(_ ids: [Int], where condition: String) throws -> [String] {
    try String.fetchAll(
      database,
      sql: """
        SELECT name FROM agent
          WHERE id IN (SELECT value FROM json_each(?)) AND \(condition) ORDER BY name
        """, arguments: [StoreTransaction.list(ids)])
  }
}
