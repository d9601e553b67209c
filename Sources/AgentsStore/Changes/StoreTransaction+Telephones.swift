package import AgentsModel
internal import SQLite

extension StoreTransaction {
  /// Stores a new telephone; name and internal must be free.
  ///
  /// - Parameter at: now, ISO 8601 in UTC.
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
    try database.run(
      "UPDATE telephone SET sipRealm = ?, sipMD5 = ?, sipSHA256 = ? WHERE name = ?",
      [digest.realm, digest.md5, digest.sha256, telephone.name.text])
  }

  /// Deletes a telephone; its name and number are free again.
  package func delete(_ telephone: Telephone) throws {
    try database.run("DELETE FROM telephone WHERE name = ?", [telephone.name.text])
  }
}
