package import AgentsCore
internal import GRDB

extension StoreTransaction {
  /// Stores a setting, also when it is the default: from then on it no longer follows it.
  ///
  /// - Parameter value: the canonical text.
  package func setSetting(_ key: String, _ value: String) throws {
    try database.execute(
      sql: """
        INSERT INTO setting (key, value) VALUES (?, ?)
          ON CONFLICT (key) DO UPDATE SET value = excluded.value
        """, arguments: [key, value])
  }

  /// Adds a line to the audit trail.
  package func append(_ entry: AuditEntry) throws {
    try database.cachedStatement(
      sql: """
        INSERT INTO audit (at, login, uid, tty, verb, object, changes)
          VALUES (?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      entry.at, entry.login, entry.uid, entry.tty, entry.verb, entry.object, entry.changes,
    ])
  }
}
