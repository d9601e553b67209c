package import AgentsCore
internal import GRDB

extension StoreReader {
  /// The last entries of the audit trail, the latest first.
  package func audit(last count: Int) throws -> [AuditEntry] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT at, login, uid, tty, verb, object, changes FROM audit ORDER BY id DESC LIMIT ?
        """, arguments: [count]
    ).map { row in
      AuditEntry(
        at: row[0], login: row[1], uid: row[2], tty: row[3], verb: row[4], object: row[5],
        changes: row[6])
    }
  }
}
