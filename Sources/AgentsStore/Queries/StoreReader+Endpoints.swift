package import AgentsCore
internal import GRDB

extension StoreReader {
  /// What Asterisk sees of a block, by number and then by text (`0012` stands beside `12`).
  package func endpoints(in block: NumberBlock) throws -> [Endpoint] {
    let fields = Self.endpointFields
    let rows = try Row.fetchCursor(
      database.cachedStatement(
        sql: """
          SELECT \(AgentColumns.list(of: fields)), sipRealm, sipMD5, sipSHA256
            FROM agent LEFT JOIN credential ON credential.agentId = agent.id
            WHERE \(Self.isRendered) AND CAST(internal AS INTEGER) BETWEEN ? AND ?
            ORDER BY CAST(internal AS INTEGER), internal
          """),
      arguments: [block.range.lowerBound, block.range.upperBound])
    var decoder = AgentDecoder(fields)
    var endpoints: [Endpoint] = []
    while let row = try rows.next() {
      let agent = try decoder.read(row)
      endpoints.append(Endpoint(agent, digest: digest(row, at: fields.count)))
    }
    return endpoints
  }

  /// The blocks that hold any agent that Asterisk sees, in order.
  ///
  /// It leaps from one block to the next in the index, so that its cost follows their number.
  package func blocks() throws -> [NumberBlock] {
    func next(from first: String) -> String {
      """
      (SELECT CAST(internal AS INTEGER) / \(NumberBlock.size) * \(NumberBlock.size) FROM agent
        WHERE \(Self.isRendered) AND CAST(internal AS INTEGER) >= \(first)
        ORDER BY CAST(internal AS INTEGER) LIMIT 1)
      """
    }
    return try Int.fetchAll(
      database.cachedStatement(
        sql: """
          WITH RECURSIVE block(first) AS (
            SELECT \(next(from: "0"))
            UNION ALL
            SELECT \(next(from: "block.first + \(NumberBlock.size)")) FROM block
              WHERE block.first IS NOT NULL)
          SELECT first FROM block WHERE first IS NOT NULL
          """)
    ).map(NumberBlock.init(first:))
  }

  /// The index `agentRendered` applies to exactly these words.
  static let isRendered = "deletedAt = '' AND disabled = 0 AND locked = 0"

  private static let endpointFields = Endpoint.keys.compactMap(FieldCatalog.field)

  private func digest(_ row: Row, at index: Int) -> SIPDigest? {
    guard let realm: String = row[index] else { return nil }
    return SIPDigest(realm: realm, md5: row[index + 1], sha256: row[index + 2])
  }
}
