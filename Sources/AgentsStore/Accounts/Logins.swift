package import AgentsModel
internal import SQLite

extension StoreReader {
  /// The hash that the password of a login is compared with; nil when there is no such agent outside the
  /// bin, or it has no password.
  package func passwordHash(ofAgentNamed name: String) throws -> PasswordHash? {
    try database.value(
      """
      SELECT passwordHash FROM agent JOIN credential ON agentId = agent.id
        WHERE name = ? AND deletedAt = '' AND passwordHash <> ''\(scope.and)
      """, [name]
    ).map(PasswordHash.init(stored:))
  }

  /// The hash of some agent's password, always the same one for a number.
  ///
  /// A login without a hash of its own is compared with this one. So it takes as long as a real login of
  /// this centre, even where hashes of other methods were imported.
  package func passwordHash(near number: Int) throws -> PasswordHash {
    try database.value("SELECT passwordHash \(Self.credentialNear)", [number])
      .map(PasswordHash.init(stored:)) ?? .ofNothing
  }

  /// The agent whose hash ``passwordHash(near:)`` gives; nil when no agent has a password.
  package func standIn(for number: Int) throws -> Agent? {
    let id: Int? = try database.value("SELECT agentId \(Self.credentialNear)", [number])
    return try id.flatMap { try agent(id: $0) }
  }

  private static let credentialNear = """
    FROM credential WHERE passwordHash <> ''
        AND agentId >= ? % (SELECT max(agentId) + 1 FROM credential WHERE passwordHash <> '')
      ORDER BY agentId LIMIT 1
    """

  /// The agents that are stored as locked although their lock is over: its minutes have passed, or the
  /// Security Suite, which locks belong to, is off.
  ///
  /// - Parameters:
  ///   - now: ISO 8601, UTC.
  ///   - id: Looks only at this agent.
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
}

extension StoreTransaction {
  /// Records an attempt to log in, before its password is compared.
  ///
  /// Only one process at a time may try a name. So an earlier attempt that is still recorded belongs to a
  /// run that was killed, or that could not store its answer.
  ///
  /// - Parameters:
  ///   - id: nil when there is no agent of the name.
  ///   - now: ISO 8601, UTC.
  /// - Returns: the number of the attempt, and how many earlier ones got no answer.
  package func beginAttempt(
    ofAgent id: Int?, at now: String
  ) throws -> (number: Int, unanswered: Int) {
    try database.run("DELETE FROM loginAttempt WHERE agentId IS ?", [id])
    let unanswered = id == nil ? 0 : database.changes
    try database.run("INSERT INTO loginAttempt (agentId, at) VALUES (?, ?)", [id, now])
    return (database.lastInsertedID, unanswered)
  }

  /// Removes an attempt whose answer is stored.
  package func endAttempt(_ number: Int) throws {
    try database.run("DELETE FROM loginAttempt WHERE number = ?", [number])
  }
}
