package import AgentsModel
internal import SQLite

extension StoreTransaction {
  /// Gives an agent a password, or another digest alone, with which the password of the login grows no younger.
  ///
  /// - Parameters:
  ///   - count: how many of the passwords before it are remembered, the one it replaces included.
  ///   - at: now, ISO 8601 in UTC.
  package func setCredential(
    _ credential: Credential, ofAgent id: Int, keepingHistory count: Int, at: String
  ) throws {
    try database.run(
      """
      INSERT INTO passwordHistory (agentId, at, passwordHash)
        SELECT agentId, ?1, passwordHash FROM credential
          WHERE agentId = ?2 AND passwordHash NOT IN ('', ?3)
      """, [at, id, credential.hash?.text ?? ""])
    try database.run(
      """
      DELETE FROM passwordHistory WHERE agentId = ?1 AND id NOT IN (
        SELECT id FROM passwordHistory WHERE agentId = ?1 ORDER BY id DESC LIMIT ?2)
      """, [id, count])
    try store(credential, ofAgent: id)
  }

  func store(_ credential: Credential, ofAgent id: Int) throws {
    try database.run(
      """
      INSERT INTO credential (agentId, passwordHash, sipRealm, sipMD5, sipSHA256)
        VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (agentId) DO UPDATE SET
          expiredAt = iif(passwordHash = excluded.passwordHash, expiredAt, ''),
          passwordHash = excluded.passwordHash, sipRealm = excluded.sipRealm,
          sipMD5 = excluded.sipMD5, sipSHA256 = excluded.sipSHA256
      """,
      [
        id, credential.hash?.text ?? "", credential.sip.realm, credential.sip.md5,
        credential.sip.sha256,
      ])
  }
}
