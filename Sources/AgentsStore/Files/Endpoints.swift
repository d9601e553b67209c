package import AgentsModel
internal import SQLite

extension StoreReader {
  /// The agents and telephones of a block as Asterisk sees them, by the number of their internal and then
  /// by its text (`0012` comes before `12`).
  package func endpoints(in block: NumberBlock) throws -> [Endpoint] {
    let range: [any SQLiteValue] = [block.range.lowerBound, block.range.upperBound]
    return Self.sorted(
      try agentEndpoints(Self.isInBlock, range), try telephoneEndpoints(Self.isInBlock, range))
  }

  /// The agents and telephones with any of these names or internals, in the order of their internals.
  ///
  /// - Parameters:
  ///   - names: Of phones in Asterisk, in any case of ASCII letters.
  ///   - usernames: In any case of ASCII letters.
  ///   - numbers: As they are stored.
  package func endpoints(
    named names: some Collection<String> = [],
    of usernames: some Collection<String> = [],
    numbered numbers: some Collection<String> = []
  ) throws -> [Endpoint] {
    guard !names.isEmpty || !usernames.isEmpty || !numbers.isEmpty else { return [] }
    let lists = [names.map(JSON.string), usernames.map(JSON.string), numbers.map(JSON.string)]
      .map { JSON.array($0).text }
    func isAny(_ column: String, of list: Int) -> String {
      "\(column) IN (SELECT value FROM json_each(?\(list)))"
    }
    // Each term has an index.
    let isPeer = """
      \(isAny("name", of: 1)) AND sipName = ''
        OR \(isAny("sipName", of: 1)) AND sipName <> ''
      """
    let isOther = "\(isAny("name", of: 2)) OR \(isAny("internal", of: 3))"
    return Self.sorted(
      try agentEndpoints("(\(isPeer) OR \(isOther))", lists),
      try telephoneEndpoints("(\(isAny("name", of: 1)) OR \(isOther))", lists))
  }

  /// The internals of all that Asterisk sees.
  package func internals() throws -> [String] {
    try database.values(
      "SELECT internal FROM agent WHERE \(Self.isRendered) UNION ALL SELECT internal FROM telephone WHERE held = 0"
    )
  }

  private static let isInBlock = "CAST(internal AS INTEGER) BETWEEN ? AND ?"

  private static func sorted(_ agents: [Endpoint], _ telephones: [Endpoint]) -> [Endpoint] {
    guard !telephones.isEmpty else { return agents }
    return (agents + telephones).sorted { a, b in
      let (left, right) = (a.internalNumber.text, b.internalNumber.text)
      return (Int(left) ?? 0, left) < (Int(right) ?? 0, right)
    }
  }

  private func agentEndpoints(
    _ condition: String, _ arguments: [any SQLiteValue]
  ) throws -> [Endpoint] {
    let fields = Self.endpointFields
    var decoder = AgentDecoder(fields)
    var endpoints: [Endpoint] = []
    let kept = try keptByName(
      "agent", "agentId", "\(Self.isRendered) AND \(condition)", arguments)
    try database.forEach(
      """
      SELECT \(AgentColumns.list(of: fields)), sipRealm, sipMD5, sipSHA256
        FROM agent LEFT JOIN credential ON credential.agentId = agent.id
        WHERE \(Self.isRendered) AND \(condition)
        ORDER BY CAST(internal AS INTEGER), internal
      """, arguments
    ) { row in
      let agent = try decoder.read(row)
      // NULL where the agent has no credential.
      let digest = row.isNull(fields.count) ? nil : SIPDigest(row, at: fields.count)
      var endpoint = Endpoint(agent, digest: digest)
      endpoint.kept = kept[endpoint.username] ?? []
      endpoints.append(endpoint)
    }
    return endpoints
  }

  private func telephoneEndpoints(
    _ condition: String, _ arguments: [any SQLiteValue]
  ) throws -> [Endpoint] {
    let kept = try keptByName("telephone", "telephoneId", condition, arguments)
    return try telephones("WHERE held = 0 AND \(condition)", arguments).map { telephone, digest in
      var endpoint = Endpoint(telephone, digest: digest)
      endpoint.kept = kept[endpoint.username] ?? []
      return endpoint
    }
  }

  /// A voice queue with the members that Asterisk can ring, each only once, with its lowest penalty.
  ///
  /// - Parameter name: The exact name, because it is the name of a file.
  /// - Returns: nil when there is no such queue.
  package func voiceQueue(named name: String) throws -> VoiceQueue? {
    guard let queue = try queue(QueueName(stored: name, .voice)), queue.name.name == name,
      try !isHeld(queue)
    else { return nil }
    var members: [VoiceQueue.Member] = []
    try database.forEach(
      """
      SELECT agent.name, \(AgentColumns.rungPeer), min(membership.penalty),
          typology IN ('phonebar', 'webrtc') AND phoneBarRingInUse
        FROM (\(Self.memberships(ofQueue: "?1"))) AS membership
          JOIN agent ON agent.id = membership.agentId
        WHERE \(Self.isRendered) AND agent.disabled = 0 AND \(AgentColumns.isRung)
        GROUP BY agent.id ORDER BY agent.name
      """, [queue.id]
    ) { row in
      members.append(
        .init(name: row[0], peer: row[1], penalty: row[2], ringsInUse: row[3]))
    }
    return VoiceQueue(
      name: queue.name.name, strategy: queue.strategy, weight: queue.weight, members: members,
      kept: try kept(ofQueue: queue.id))
  }

  /// The blocks that have any agent or telephone that Asterisk sees, in order.
  package func blocks() throws -> [NumberBlock] {
    let telephones = try firstNumbers(of: "telephone WHERE held = 0")
    let agents = try firstNumbers(of: "agent WHERE \(Self.isRendered)")
    return Set(agents + telephones).sorted().map(NumberBlock.init(first:))
  }

  /// The first number of each block that has rows.
  ///
  /// The query jumps in the index from block to block, so its cost depends on the number of blocks.
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

  /// The condition on agents that Asterisk sees.
  ///
  /// SQLite uses the index `agentRendered` only for these words.
  static let isRendered = "deletedAt = '' AND held = 0"

  /// Without what is kept: one query for all costs less than one for each.
  private static let endpointFields = Endpoint.keys.filter { $0 != "kept" }
    .compactMap(FieldCatalog.field)

  /// The contexts that agents and telephones call from.
  package func contexts() throws -> Set<String> {
    let others: [String] = try database.values(
      """
      SELECT DISTINCT context FROM \(Self.inOtherContexts)
        UNION SELECT DISTINCT context FROM \(Self.telephonesInOtherContexts)
      """)
    return Set(others).union([Agent(typology: .external).voice.context.text])
  }

  /// Usernames of agents in a context that is not the usual one, in order; no telephone has one that is written by us.
  package func names(inContext name: String) throws -> [String] {
    try database.values(
      "SELECT name FROM \(Self.inOtherContexts) AND context = ? COLLATE NOCASE ORDER BY name, id",
      [name])
  }

  /// Agents in other contexts than the usual one, by an index that has these few alone.
  private static let inOtherContexts = """
    agent INDEXED BY agentContext
      WHERE \(isRendered) AND context <> '\(ContextNameRule.initial)'
    """

  /// Telephones are not many, but there may be thousands in a hotel.
  private static let telephonesInOtherContexts = """
    telephone INDEXED BY telephoneContext WHERE context <> '\(ContextNameRule.initial)'
    """

  /// Every file of these kinds that must be written: roots, blocks and queues.
  package func files(of kinds: [FileKind]) throws -> [GeneratedFile] {
    let blocks = try blocks()
    return try kinds.flatMap { kind -> [GeneratedFile] in
      let files: [GeneratedFile] =
        try kind == .queues
        ? runningQueues().map { .queue($0.name.name) } : blocks.map { .block(kind, $0) }
      return [.root(kind)] + files
    }
  }
}
