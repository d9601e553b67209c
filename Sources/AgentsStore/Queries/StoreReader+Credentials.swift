package import AgentsCore
internal import GRDB

extension StoreReader {
  /// What is kept of the agent's password; nil when it never got one.
  package func credential(ofAgent id: Int) throws -> Credential? {
    let row = try Row.fetchOne(
      database.cachedStatement(
        sql: """
          SELECT passwordHash, sipRealm, sipMD5, sipSHA256 FROM credential WHERE agentId = ?
          """), arguments: [id])
    return row.map { row in
      let hash: String = row[0]
      return Credential(
        hash: hash.isEmpty ? nil : PasswordHash(stored: hash),
        sip: SIPDigest(realm: row[1], md5: row[2], sha256: row[3]))
    }
  }

  /// Hashes of the passwords before the current one, the latest first.
  package func passwordHistory(ofAgent id: Int, last count: Int) throws -> [PasswordHash] {
    try String.fetchAll(
      database,
      sql: "SELECT passwordHash FROM passwordHistory WHERE agentId = ? ORDER BY id DESC LIMIT ?",
      arguments: [id, count]
    ).map(PasswordHash.init(stored:))
  }

  /// How many agents outside the bin and telephones have a digest of another realm, with which no phone of theirs
  /// can register.
  package func phonesWithStaleDigest(realm: Realm) throws -> Int {
    try Int.fetchOne(
      database,
      sql: """
        SELECT (SELECT count(*) FROM credential JOIN agent ON agent.id = credential.agentId
          WHERE sipRealm <> ?1 AND deletedAt = '')
          + (SELECT count(*) FROM telephone WHERE sipRealm <> ?1)
        """, arguments: [realm.text]) ?? 0
  }
}
