package import AgentsModel
internal import SQLite

extension StoreReader {
  /// The agent of a link that is good now; its time is looked at when it is used, not when the run
  /// began.
  ///
  /// - Parameter sha256: of what is in the link.
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
