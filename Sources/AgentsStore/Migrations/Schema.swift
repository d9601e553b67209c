internal import SQLite

/// The schema of a file, and how it is migrated to the current one.
///
/// SQLite's header has two numbers for this purpose. They are on a page that is read anyway, and they change
/// in the transaction of the migration.
enum Schema {
  /// `PRAGMA application_id` of this program's files: "xcag".
  static let applicationID = 0x7863_6167

  /// `PRAGMA user_version` says how many of these were applied.
  static let migrations = [
    Migration0001.sql, Migration0002.sql, Migration0003.sql, Migration0004.sql,
    Migration0005.sql, Migration0006.sql, Migration0007.sql, Migration0008.sql,
  ]

  enum State: Equatable {
    /// Empty: a new file, or one whose creation was interrupted.
    case new
    /// Older than the program; `user_version` is this.
    case behind(Int)
    case current
    /// Written by a newer program.
    case newer
    /// Another program's database.
    case foreign
  }

  static func state(of database: Database) throws -> State {
    let id: Int = try database.value("PRAGMA application_id") ?? 0
    let version: Int = try database.value("PRAGMA user_version") ?? 0
    switch (id, version) {
    case (applicationID, migrations.count): return .current
    case (applicationID, 0): return .new
    case (applicationID, 1..<migrations.count): return .behind(version)
    case (applicationID, migrations.count...): return .newer
    case (0, 0) where try isEmpty(database): return .new
    default: return .foreign
    }
  }

  private static func isEmpty(_ database: Database) throws -> Bool {
    try database.value("SELECT count(*) FROM sqlite_master") == 0
  }

  /// Applies the missing migrations, each in its own transaction.
  ///
  /// Several processes may find the same ones missing. So each reads the version again inside the
  /// transaction.
  static func migrate(_ database: Database, from version: Int) throws {
    for (index, sql) in migrations.enumerated().dropFirst(version) {
      try database.transaction(.immediate) { database in
        let applied: Int = try database.value("PRAGMA user_version") ?? 0
        guard applied <= index else { return }
        try database.script(sql)
        // The hashes of the chain: SQLite has no SHA-256.
        if index + 1 == AuditTrail.firstSchema { try AuditTrail.adopt(database) }
        if index + 1 == ComposedTexts.firstSchema { try ComposedTexts.compose(database) }
        try database.run("PRAGMA user_version = \(index + 1)")
      }
    }
  }
}
