package import AgentsModel
internal import SQLite

// Teams and profiles.

extension StoreReader {
  /// The team or profile with this name, ignoring the case of ASCII letters and the form of accents.
  package func group(_ kind: AgentGroup.Kind, named name: String) throws -> AgentGroup? {
    try groups(kind, "WHERE name = ? AND \(scope.groups(kind))", [name.composed]).first
  }

  /// The name of the team or profile with this id, whoever asks.
  package func name(of kind: AgentGroup.Kind, id: Int) throws -> String? {
    try database.value("SELECT name FROM \(kind.rawValue) WHERE id = ?", [id])
  }

  /// The team or profile that people would confuse with one of this name (see ``queue(like:)``).
  package func group(_ kind: AgentGroup.Kind, like name: String) throws -> AgentGroup? {
    try groups(kind).first { $0.name.lowercased() == name.lowercased() }
  }

  /// All teams or profiles, by name.
  package func groups(_ kind: AgentGroup.Kind) throws -> [AgentGroup] {
    try groups(kind, "WHERE \(scope.groups(kind)) ORDER BY name", [])
  }

  private func groups(
    _ kind: AgentGroup.Kind, _ clauses: String, _ arguments: [any SQLiteValue]
  ) throws -> [AgentGroup] {
    try database.rows("SELECT id, name FROM \(kind.rawValue) \(clauses)", arguments) {
      AgentGroup(kind, id: $0[0], name: $0[1])
    }
  }

  /// The members of a team or profile outside the bin, by name; they have neither penalty nor sources.
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

  /// How many members of a team or profile are outside the bin.
  package func memberCount(of group: AgentGroup) throws -> Int {
    try database.count(
      """
      SELECT count(*) FROM \(group.table) JOIN agent ON agent.id = agentId
        WHERE \(group.column) = ? AND deletedAt = ''\(scope.and)
      """, [group.id])
  }
}

extension StoreTransaction {
  /// Stores a new team or profile; its name must be free.
  package func insertGroup(_ kind: AgentGroup.Kind, named name: GroupName) throws -> AgentGroup {
    try database.run("INSERT INTO \(kind.rawValue) (name) VALUES (?)", [name.text])
    return AgentGroup(kind, id: database.lastInsertedID, name: name.text)
  }

  /// Gives a team or profile another name; it must be free.
  package func rename(_ group: AgentGroup, to name: GroupName) throws {
    try database.run(
      "UPDATE \(group.kind.rawValue) SET name = ? WHERE id = ?", [name.text, group.id])
  }

  /// Deletes a team or profile with its memberships.
  package func delete(_ group: AgentGroup) throws {
    try database.run("DELETE FROM \(group.kind.rawValue) WHERE id = ?", [group.id])
  }

  /// Puts agents into a team or profile.
  ///
  /// - Returns: agent's id → what happened.
  package func add(agents ids: [Int], to group: AgentGroup) throws -> [Int: MembershipResult] {
    try results(
      ids, otherwise: .alreadyThere, changed: .added,
      sql: """
        INSERT INTO \(group.table) (\(group.column), agentId)
          SELECT ?, value FROM json_each(?) WHERE true ON CONFLICT DO NOTHING RETURNING agentId
        """, group.id)
  }

  /// Takes agents out of a team or profile.
  ///
  /// - Returns: agent's id → what happened.
  package func remove(agents ids: [Int], from group: AgentGroup) throws -> [Int: MembershipResult] {
    try results(
      ids, otherwise: .notThere, changed: .removed,
      sql: """
        DELETE FROM \(group.table)
          WHERE \(group.column) = ? AND agentId IN (SELECT value FROM json_each(?))
          RETURNING agentId
        """, group.id)
  }

  /// Runs a statement that changes memberships of agents in one queue, team or profile.
  ///
  /// - Parameters:
  ///   - sql: Takes the group's id and a list of agents; returns the agents that it changed.
  ///   - changed: The result of these; the others have the result `otherwise`.
  func results(
    _ ids: [Int], otherwise: MembershipResult, changed: MembershipResult, sql: String, _ id: Int
  ) throws -> [Int: MembershipResult] {
    var results = Dictionary(uniqueKeysWithValues: ids.map { ($0, otherwise) })
    let agents: [Int] = try database.values(sql, [id, Self.list(ids)])
    for agent in agents { results[agent] = changed }
    return results
  }
}

extension AgentGroup {
  /// The table of its members.
  var table: String { "\(kind.rawValue)Member" }
  /// The column of that table that holds its id.
  var column: String { "\(kind.rawValue)Id" }
}
