package import AgentsModel
internal import SQLite

extension StoreTransaction {
  /// Makes a link good from now on; an older one of the agent is void.
  ///
  /// - Parameter sha256: of what is in the link.
  package func insertLink(_ sha256: String, _ kind: LinkToken.Kind, forAgent id: Int) throws {
    try database.run(
      """
      INSERT OR REPLACE INTO passwordToken (sha256, agentId, kind, createdAt, expiresAt)
        VALUES (?, ?, ?, \(PasswordAge.now),
          strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '\(LinkToken.seconds) seconds'))
      """, [sha256, id, kind.rawValue])
  }

  /// Makes a link void.
  package func removeLink(_ sha256: String) throws {
    try database.run("DELETE FROM passwordToken WHERE sha256 = ?", [sha256])
  }
}
