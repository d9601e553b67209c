package import AgentsModel
internal import SQLite

extension StoreReader {
  /// What Asterisk sees of a block, by number and then by text (`0012` stands beside `12`).
  package func endpoints(in block: NumberBlock) throws -> [Endpoint] {
    let telephones = try telephoneEndpoints(in: block)
    let agents = try agentEndpoints(in: block)
    guard !telephones.isEmpty else { return agents }
    return (agents + telephones).sorted { a, b in
      let (left, right) = (a.internalNumber.text, b.internalNumber.text)
      return (Int(left) ?? 0, left) < (Int(right) ?? 0, right)
    }
  }

  private func agentEndpoints(in block: NumberBlock) throws -> [Endpoint] {
    let fields = Self.endpointFields
    var decoder = AgentDecoder(fields)
    var endpoints: [Endpoint] = []
    try database.forEach(
      """
      SELECT \(AgentColumns.list(of: fields)), sipRealm, sipMD5, sipSHA256
        FROM agent LEFT JOIN credential ON credential.agentId = agent.id
        WHERE \(Self.isRendered) AND CAST(internal AS INTEGER) BETWEEN ? AND ?
        ORDER BY CAST(internal AS INTEGER), internal
      """, [block.range.lowerBound, block.range.upperBound]
    ) { row in
      let agent = try decoder.read(row)
      endpoints.append(Endpoint(agent, digest: digest(row, at: fields.count)))
    }
    return endpoints
  }

  private func telephoneEndpoints(in block: NumberBlock) throws -> [Endpoint] {
    try database.rows(
      """
      SELECT name, fullname, internal, sipRealm, sipMD5, sipSHA256 FROM telephone
        WHERE CAST(internal AS INTEGER) BETWEEN ? AND ?
      """, [block.range.lowerBound, block.range.upperBound]
    ) { row in
      Endpoint(
        try Self.telephone(row),
        digest: SIPDigest(realm: row[3], md5: row[4], sha256: row[5]))
    }
  }

  /// A voice queue with those of its members that Asterisk can ring, each once, with the lowest
  /// penalty that applies; nil where there is none of exactly that name, for it names a file.
  package func voiceQueue(named name: String) throws -> VoiceQueue? {
    guard let queue = try queue(QueueName(stored: name, .voice)), queue.name.name == name else {
      return nil
    }
    var members: [VoiceQueue.Member] = []
    try database.forEach(
      """
      SELECT agent.name, min(membership.penalty),
          typology IN ('phonebar', 'webrtc') AND phoneBarRingInUse
        FROM (\(Self.memberships(ofQueue: "?1"))) AS membership
          JOIN agent ON agent.id = membership.agentId
          JOIN credential ON credential.agentId = agent.id
        WHERE \(Self.isRendered) AND agent.disabled = 0 AND agent.type <> 'user'
        GROUP BY agent.id ORDER BY agent.name
      """, [queue.id]
    ) { row in
      members.append(.init(name: row[0], penalty: row[1], ringsInUse: row[2]))
    }
    return VoiceQueue(
      name: queue.name.name, strategy: queue.strategy, weight: queue.weight, members: members)
  }

  /// The blocks that hold anybody whom Asterisk sees, in order.
  package func blocks() throws -> [NumberBlock] {
    let telephones = try firstNumbers(of: "telephone WHERE true")
    let agents = try firstNumbers(of: "agent WHERE \(Self.isRendered)")
    return Set(agents + telephones).sorted().map(NumberBlock.init(first:))
  }

  /// It leaps from one block to the next in the index, so that its cost follows their number.
  private func firstNumbers(of table: String) throws -> [Int] {
    func next(from first: String) -> String {
      """
      (SELECT CAST(internal AS INTEGER) / \(NumberBlock.size) * \(NumberBlock.size) FROM \(table)
          AND CAST(internal AS INTEGER) >= \(first)
        ORDER BY CAST(internal AS INTEGER) LIMIT 1)
      """
    }
    return try database.values(
      """
      WITH RECURSIVE block(first) AS (
        SELECT \(next(from: "0"))
        UNION ALL
        SELECT \(next(from: "block.first + \(NumberBlock.size)")) FROM block
          WHERE block.first IS NOT NULL)
      SELECT first FROM block WHERE first IS NOT NULL
      """)
  }

  /// The index `agentRendered` applies to exactly these words.
  static let isRendered = "deletedAt = ''"

  private static let endpointFields = Endpoint.keys.compactMap(FieldCatalog.field)

  private func digest(_ row: Statement, at index: Int) -> SIPDigest? {
    guard let realm: String = row[index] else { return nil }
    return SIPDigest(realm: realm, md5: row[index + 1], sha256: row[index + 2])
  }
}
