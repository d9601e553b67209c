package import AgentsCore
internal import GRDB

extension StoreTransaction {
  /// Makes a link good from now on; an older one of the agent is void.
  ///
  /// - Parameter sha256: of what is in the link.
  package func insertLink(_ sha256: String, _ kind: LinkToken.Kind, forAgent id: Int) throws {
    try database.execute(
      sql: """
        INSERT OR REPLACE INTO passwordToken (sha256, agentId, kind, createdAt, expiresAt)
          VALUES (?, ?, ?, \(PasswordAge.now),
            strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '\(LinkToken.seconds) seconds'))
        """, arguments: [sha256, id, kind.rawValue])
  }

  /// Makes a link void.
  package func removeLink(_ sha256: String) throws {
    try database.execute(
      sql: "DELETE FROM passwordToken WHERE sha256 = ?", arguments: [sha256])
  }
}
