package import AgentsModel
internal import SQLite

extension StoreReader {
  /// All telephones, by the number of their internal.
  package func telephones() throws -> [Telephone] {
    try database.rows(
      """
      SELECT name, fullname, internal FROM telephone
        ORDER BY CAST(internal AS INTEGER), internal
      """, [], Self.telephone)
  }

  /// Whether any telephone exists, which hot desk needs.
  package func hasTelephone() throws -> Bool {
    try database.exists("SELECT 1 FROM telephone")
  }

  /// The telephone with this username, ignoring case.
  package func telephone(named name: String) throws -> Telephone? {
    try database.row(
      "SELECT name, fullname, internal FROM telephone WHERE name = ?", [name], Self.telephone)
  }

  /// How many agents outside the bin are external and choose a telephone at login.
  package func hotDeskAgents() throws -> Int {
    try database.count(
      "SELECT count(*) FROM agent WHERE hotdesk AND typology = 'external' AND deletedAt = ''")
  }

  /// Reads a telephone from the first columns of a row: `name`, `fullname`, `internal`.
  static func telephone(_ row: Statement) throws -> Telephone {
    let (telephone, findings) = Telephone.planned(
      name: row[0], fullname: row[1], internalNumber: row[2])
    guard findings.isEmpty else {
      throw AgentsError.unexpected("telephone \(telephone.name.text): \(findings[0].message)")
    }
    return telephone
  }
}

extension StoreTransaction {
  /// Stores a new telephone; its name and internal must be free.
  ///
  /// - Parameter at: The time now: ISO 8601, UTC.
  package func insert(_ telephone: Telephone, _ digest: SIPDigest, at: String) throws {
    try database.run(
      """
      INSERT INTO telephone (name, fullname, internal, sipRealm, sipMD5, sipSHA256, createdAt)
        VALUES (?, ?, ?, ?, ?, ?, ?)
      """,
      [
        telephone.name.text, telephone.fullname.text, telephone.internalNumber.text, digest.realm,
        digest.md5, digest.sha256, at,
      ])
  }

  /// Gives a telephone another password.
  package func setDigest(_ digest: SIPDigest, of telephone: Telephone) throws {
    erases = true
    try database.run(
      "UPDATE telephone SET sipRealm = ?, sipMD5 = ?, sipSHA256 = ? WHERE name = ?",
      [digest.realm, digest.md5, digest.sha256, telephone.name.text])
  }

  /// Deletes a telephone, which frees its name and internal.
  package func delete(_ telephone: Telephone) throws {
    erases = true
    try database.run("DELETE FROM telephone WHERE name = ?", [telephone.name.text])
  }
}
