package import AgentsModel
internal import SQLite

extension StoreReader {
  /// What is kept of the agent's password; nil when it never got one.
  package func credential(ofAgent id: Int) throws -> Credential? {
    try database.row(
      """
      SELECT passwordHash, sipRealm, sipMD5, sipSHA256 FROM credential WHERE agentId = ?
      """, [id]
    ) { row in
      let hash: String = row[0]
      return Credential(
        hash: hash.isEmpty ? nil : PasswordHash(stored: hash),
        sip: SIPDigest(realm: row[1], md5: row[2], sha256: row[3]))
    }
  }

  /// Hashes of the passwords before the current one, the latest first.
  package func passwordHistory(ofAgent id: Int, last count: Int) throws -> [PasswordHash] {
    try database.values(
      "SELECT passwordHash FROM passwordHistory WHERE agentId = ? ORDER BY id DESC LIMIT ?",
      [id, count]
    ).map(PasswordHash.init(stored:))
  }

  /// How many agents outside the bin and telephones have a digest of another realm, with which no phone of theirs
  /// can register.
  package func phonesWithStaleDigest(realm: Realm) throws -> Int {
    try database.value(
      """
      SELECT (SELECT count(*) FROM credential JOIN agent ON agent.id = credential.agentId
        WHERE sipRealm <> ?1 AND deletedAt = '')
        + (SELECT count(*) FROM telephone WHERE sipRealm <> ?1)
      """, [realm.text]) ?? 0
  }
}
