package import AgentsModel
internal import SQLite

// Links in mails, with which an agent sets its password. Their lifetime is checked by the clock of SQLite
// at the moment of use.

extension StoreReader {
  /// The agent of a link that is valid now; nil = no link with this hash is.
  ///
  /// - Parameter sha256: The hash of the token in the link, 64 hexadecimal digits.
  package func agent(ofLink sha256: String) throws -> Agent? {
    let id: Int? = try database.value(
      """
      SELECT agentId FROM passwordToken JOIN agent ON agent.id = agentId
        WHERE sha256 = ? AND passwordToken.createdAt <= \(PasswordAge.now)
          AND expiresAt > \(PasswordAge.now)
          AND deletedAt = '' AND disabled = 0 AND adSsoEnabled = 0
      """, [sha256])
    return try id.flatMap { try agent(id: $0) }
  }
}

extension StoreTransaction {
  /// Whether an agent has a link, valid or not.
  func hasLink(ofAgent id: Int) throws -> Bool {
    try database.exists("SELECT 1 FROM passwordToken WHERE agentId = ?", [id])
  }

  /// Stores a link that is valid from now on, instead of the agent's last one.
  ///
  /// - Parameters:
  ///   - sha256: The hash of the token in the link, 64 hexadecimal digits.
  ///   - seconds: How long it is good for.
  package func insertLink(
    _ sha256: String, _ kind: LinkToken.Kind, forAgent id: Int, seconds: Int
  ) throws {
    erases = true
    try database.run(
      """
      INSERT OR REPLACE INTO passwordToken (sha256, agentId, kind, createdAt, expiresAt)
        VALUES (?, ?, ?, \(PasswordAge.now),
          strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '\(seconds) seconds'))
      """, [sha256, id, kind.rawValue])
  }

  /// Makes a link invalid.
  ///
  /// - Parameter sha256: The hash of the token in the link, 64 hexadecimal digits.
  package func removeLink(_ sha256: String) throws {
    erases = true
    try database.run("DELETE FROM passwordToken WHERE sha256 = ?", [sha256])
  }
}
