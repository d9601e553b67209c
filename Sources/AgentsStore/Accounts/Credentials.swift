package import AgentsModel
internal import SQLite

extension StoreReader {
  /// The stored forms of the agent's password; nil when it never had one.
  package func credential(ofAgent id: Int) throws -> Credential? {
    try database.row(
      """
      SELECT passwordHash, sipRealm, sipMD5, sipSHA256 FROM credential WHERE agentId = ?
      """, [id]
    ) { row in
      let hash: String = row[0]
      return Credential(
        hash: hash.isEmpty ? nil : PasswordHash(stored: hash), sip: SIPDigest(row, at: 1))
    }
  }

  /// When the digest of the agent's phone was taken over from files of the centre: ISO 8601, UTC; empty = it is of
  /// a password that was set here.
  package func adoptionTime(ofDigestOf id: Int) throws -> String {
    try database.value("SELECT adoptedAt FROM credential WHERE agentId = ?", [id]) ?? ""
  }

  /// The name that the digest of the agent's phone was made of; nil without a digest.
  package func digestUser(ofAgent id: Int) throws -> String? {
    try database.value("SELECT sipUser FROM credential WHERE agentId = ?", [id])
  }

  /// Hashes of the passwords before the current one, the latest first.
  ///
  /// - Parameter count: At most this many.
  package func passwordHistory(ofAgent id: Int, last count: Int) throws -> [PasswordHash] {
    try database.values(
      "SELECT passwordHash FROM passwordHistory WHERE agentId = ? ORDER BY id DESC LIMIT ?",
      [id, count]
    ).map(PasswordHash.init(stored:))
  }

  /// How many agents outside the bin and telephones have a digest of another realm, with which their
  /// phones cannot register.
  package func phonesWithStaleDigest(realm: Realm) throws -> Int {
    try database.count(
      """
      SELECT (SELECT count(*) FROM credential JOIN agent ON agent.id = credential.agentId
        WHERE sipRealm <> ?1 AND deletedAt = '')
        + (SELECT count(*) FROM telephone WHERE sipRealm <> ?1)
      """, [realm.text])
  }
}

extension StoreTransaction {
  /// Notes that the digest of the agent's phone was taken over from files of the centre; another digest ends that.
  ///
  /// - Parameter at: ISO 8601, UTC.
  package func setAdopted(digestOf id: Int, at: String) throws {
    try database.run("UPDATE credential SET adoptedAt = ? WHERE agentId = ?", [at, id])
  }

  /// Gives an agent a password, or only another digest.
  ///
  /// If the hash stays the same, an expired password stays expired.
  ///
  /// - Parameters:
  ///   - count: How many earlier passwords to remember, counting the one that is replaced.
  ///   - at: The time now: ISO 8601, UTC.
  package func setCredential(
    _ credential: Credential, ofAgent id: Int, keepingHistory count: Int, at: String
  ) throws {
    erases = true
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

  /// Stores a credential, or replaces the agent's last one, without a history.
  func store(_ credential: Credential, ofAgent id: Int) throws {
    try database.run(
      """
      \(Credential.insertion)
        ON CONFLICT (agentId) DO UPDATE SET
          expiredAt = iif(passwordHash = excluded.passwordHash, expiredAt, ''),
          passwordHash = excluded.passwordHash, sipRealm = excluded.sipRealm,
          sipMD5 = excluded.sipMD5, sipSHA256 = excluded.sipSHA256,
          sipUser = iif(\(Credential.isSame), sipUser, excluded.sipUser),
          adoptedAt = iif(\(Credential.isSame), adoptedAt, '')
      """, [id] + credential.texts)
  }
}

extension Credential {
  /// Takes the agent's id and then ``texts``; the agent must be stored, because a digest is of the name that its
  /// phone logs in with now.
  static let insertion = """
    INSERT INTO credential (agentId, passwordHash, sipRealm, sipMD5, sipSHA256, sipUser)
      VALUES (?1, ?2, ?3, ?4, ?5, (SELECT \(AgentColumns.digestUser) FROM agent WHERE id = ?1))
    """

  /// Whether a digest that is stored anew is the one that was there: it is of the same name then, too.
  fileprivate static let isSame = "sipMD5 = excluded.sipMD5 AND sipRealm = excluded.sipRealm"

  /// The values of its columns; a password that was never set has an empty hash.
  var texts: [String] { [hash?.text ?? "", sip.realm, sip.md5, sip.sha256] }
}

extension SIPDigest {
  /// Reads three columns: realm, MD5 and SHA-256.
  init(_ row: Statement, at column: Int) {
    self.init(realm: row[column], md5: row[column + 1], sha256: row[column + 2])
  }
}
