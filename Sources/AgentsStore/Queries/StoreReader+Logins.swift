package import AgentsModel
internal import SQLite

extension StoreReader {
  /// The agents whose lock has ended and is still stored: its minutes are over, or the Security Suite,
  /// whose part locks are, is off.
  ///
  /// - Parameters:
  ///   - now: ISO 8601 in UTC.
  ///   - id: Looks at this agent alone.
  package func agentsWithEndedLock(
    _ settings: Settings, at now: String, only id: Int? = nil
  ) throws -> [Agent] {
    // A lock of 0 minutes lasts until an operator ends it.
    guard !settings.securitySuite || settings.lockMinutes.value > 0 else { return [] }
    return try database.values(
      """
      SELECT id FROM agent
        WHERE locked = 1 AND deletedAt = '' AND id = ifnull(?1, id) AND (NOT ?2
          OR lockedAt <> '' AND strftime('%Y-%m-%dT%H:%M:%fZ', lockedAt, ?3 || ' minutes') <= ?4)
      """, [id, settings.securitySuite, settings.lockMinutes.value, now]
    ).compactMap { try agent(id: $0) }
  }

  /// The hash that a login is compared with; nil where there is no agent, or none with a password.
  package func passwordHash(ofAgentNamed name: String) throws -> PasswordHash? {
    try database.value(
      """
      SELECT passwordHash FROM agent JOIN credential ON agentId = agent.id
        WHERE name = ? AND deletedAt = '' AND passwordHash <> ''\(scope.and)
      """, [name]
    ).map(PasswordHash.init(stored:))
  }

  /// The hash of some agent's password, always the same one for a number: what a login is compared with
  /// where there is none of its own, so that it costs what logins cost here, imported hashes of other
  /// methods included.
  package func passwordHash(near number: Int) throws -> PasswordHash {
    try database.value("SELECT passwordHash \(Self.credentialNear)", [number])
      .map(PasswordHash.init(stored:)) ?? .ofNothing
  }

  /// The agent whose hash ``passwordHash(near:)`` gives; nil where nobody has a password.
  package func standIn(for number: Int) throws -> Agent? {
    let id: Int? = try database.value("SELECT agentId \(Self.credentialNear)", [number])
    return try id.flatMap { try agent(id: $0) }
  }

  private static let credentialNear = """
    FROM credential WHERE passwordHash <> ''
        AND agentId >= ? % (SELECT max(agentId) + 1 FROM credential WHERE passwordHash <> '')
      ORDER BY agentId LIMIT 1
    """

  /// When the agent's password expires, or did; nil when it never does.
  package func passwordExpiry(ofAgent id: Int) throws -> String? {
    try database.value("SELECT \(PasswordAge.expiry) FROM agent WHERE id = ?", [id])
  }
}
