package import AgentsModel
internal import SQLite

/// Each call is one statement or two, however many agents it is about.
extension StoreTransaction {
  /// Puts agents into a queue.
  ///
  /// - Parameter penalty: nil = 0 for new members, and what they have for others.
  /// - Returns: what became of each, by id.
  package func add(
    agents ids: [Int], toQueue id: Int, _ penalty: Penalty?
  ) throws -> [Int: MembershipResult] {
    var results = Dictionary(uniqueKeysWithValues: ids.map { ($0, MembershipResult.alreadyThere) })
    let list = Self.list(ids)
    let added: [Int] = try database.values(
      """
      INSERT INTO queueMember (queueId, agentId, penalty)
        SELECT ?1, value, ?2 FROM json_each(?3) WHERE true
        ON CONFLICT DO NOTHING RETURNING agentId
      """, [id, penalty?.value ?? 0, list])
    for agent in added { results[agent] = .added }
    guard let penalty, added.count < ids.count else { return results }
    let changed: [Int] = try database.values(
      """
      UPDATE queueMember SET penalty = ?2
        WHERE queueId = ?1 AND penalty <> ?2 AND agentId IN (SELECT value FROM json_each(?3))
        RETURNING agentId
      """, [id, penalty.value, list])
    for agent in changed { results[agent] = .changed }
    return results
  }

  /// The penalties of those of the agents who are direct members of a queue, by id.
  package func penalties(ofAgents ids: [Int], inQueue id: Int) throws -> [Int: Int] {
    let rows: [(Int, Int)] = try database.rows(
      """
      SELECT agentId, penalty FROM queueMember
        WHERE queueId = ? AND agentId IN (SELECT value FROM json_each(?))
      """, [id, Self.list(ids)]
    ) { ($0[0], $0[1]) }
    return Dictionary(uniqueKeysWithValues: rows)
  }

  /// Takes agents out of a queue; those whom a team brings stay members through it.
  package func remove(agents ids: [Int], fromQueue id: Int) throws -> [Int: MembershipResult] {
    try results(
      ids, otherwise: .notThere, changed: .removed,
      sql: """
        DELETE FROM queueMember
          WHERE queueId = ? AND agentId IN (SELECT value FROM json_each(?)) RETURNING agentId
        """, id)
  }

  /// Puts agents into a team or profile.
  package func add(agents ids: [Int], to group: AgentGroup) throws -> [Int: MembershipResult] {
    try results(
      ids, otherwise: .alreadyThere, changed: .added,
      sql: """
        INSERT INTO \(group.table) (\(group.column), agentId)
          SELECT ?, value FROM json_each(?) WHERE true ON CONFLICT DO NOTHING RETURNING agentId
        """, group.id)
  }

  /// Takes agents out of a team or profile.
  package func remove(agents ids: [Int], from group: AgentGroup) throws -> [Int: MembershipResult] {
    try results(
      ids, otherwise: .notThere, changed: .removed,
      sql: """
        DELETE FROM \(group.table)
          WHERE \(group.column) = ? AND agentId IN (SELECT value FROM json_each(?))
          RETURNING agentId
        """, group.id)
  }

  private func results(
    _ ids: [Int], otherwise: MembershipResult, changed: MembershipResult, sql: String, _ id: Int
  ) throws -> [Int: MembershipResult] {
    var results = Dictionary(uniqueKeysWithValues: ids.map { ($0, otherwise) })
    let agents: [Int] = try database.values(sql, [id, Self.list(ids)])
    for agent in agents { results[agent] = changed }
    return results
  }

  /// A JSON array, which SQLite takes as one argument.
  static func list(_ ids: [Int]) -> String {
    "[" + ids.map(String.init).joined(separator: ",") + "]"
  }
}
