package import AgentsModel
internal import SQLite

extension StoreReader {
  /// All members of a queue, directly or through a team, by name.
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

  /// How many agents outside the bin a queue has, directly or through a team.
  package func memberCount(ofQueue id: Int) throws -> Int {
    try database.count(
      """
      SELECT count(DISTINCT agentId) FROM (\(Self.memberships(ofQueue: "?1")))
        JOIN agent ON agent.id = agentId WHERE deletedAt = ''
      """, [id])
  }

  /// Selects agentId, penalty and source of all memberships of a queue.
  ///
  /// The source is empty for a direct membership, else `team` and the team's name; one agent may have
  /// several.
  static func memberships(ofQueue id: String) -> String {
    """
    SELECT agentId, penalty, '' AS source FROM queueMember WHERE queueId = \(id)
    UNION ALL
    SELECT agentId, penalty, 'team ' || team.name FROM queueTeam
      JOIN teamMember USING (teamId) JOIN team ON team.id = teamId WHERE queueId = \(id)
    """
  }

  /// The penalties of those agents who are direct members of a queue: agent's id → penalty.
  package func penalties(ofAgents ids: [Int], inQueue id: Int) throws -> [Int: Int] {
    try database.dictionary(
      """
      SELECT agentId, penalty FROM queueMember
        WHERE queueId = ? AND agentId IN (SELECT value FROM json_each(?))
      """, [id, Self.list(ids)])
  }

  /// The names of those agents who accept a channel's interactions automatically, by name.
  package func namesAnsweringAutomatically(_ channel: Channel, among ids: [Int]) throws -> [String]
  {
    guard let key = channel.autoanswerKey else { return [] }
    return try names(ids, where: "\"\(key)\"")
  }

  /// The names of those agents whose module `voice` is off, by name; none when the setting `modules` does
  /// not list it.
  package func namesWithoutVoice(among ids: [Int], _ settings: Settings) throws -> [String] {
    guard settings.modules.words.contains("voice") else { return [] }
    return try names(ids, where: "instr(',' || permissions || ',', ',voice,') = 0")
  }

  private func names(_ ids: [Int], where condition: String) throws -> [String] {
    try database.values(
      """
      SELECT name FROM agent
        WHERE id IN (SELECT value FROM json_each(?)) AND \(condition) ORDER BY name
      """, [Self.list(ids)])
  }
}

/// Each call runs one statement or two, however many agents it is about.
extension StoreTransaction {
  /// Puts agents into a queue.
  ///
  /// - Parameter penalty: nil = 0 for new members, and no change for members.
  /// - Returns: agent's id → what happened.
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

  /// Takes agents out of a queue.
  ///
  /// Members through a team stay members.
  ///
  /// - Returns: agent's id → what happened.
  package func remove(agents ids: [Int], fromQueue id: Int) throws -> [Int: MembershipResult] {
    try results(
      ids, otherwise: .notThere, changed: .removed,
      sql: """
        DELETE FROM queueMember
          WHERE queueId = ? AND agentId IN (SELECT value FROM json_each(?)) RETURNING agentId
        """, id)
  }
}
