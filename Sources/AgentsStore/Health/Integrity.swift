internal import SQLite

extension StoreReader {
  /// What SQLite finds wrong with the database; empty when it is whole.
  package func quickCheck() throws -> [String] {
    let lines: [String] = try database.values("PRAGMA quick_check(10)")
    return lines.filter { $0 != "ok" }
  }

  /// When the last row of the audit trail was written, as it is stored; nil when there is none.
  package func newestAuditTime() throws -> String? {
    try database.value("SELECT at FROM audit ORDER BY id DESC LIMIT 1")
  }
}
