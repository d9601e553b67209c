package import AgentsModel
internal import SQLite

extension StoreReader {
  /// Gives the lines of the audit trail to `body`, the latest first, each with the keys of its changes.
  package func forEachAudit(
    _ filter: AuditFilter, _ body: (AuditRow, _ keys: [String]) throws -> Void
  ) throws {
    let conditions = filter.conditions.enumerated().map { index, condition in
      condition.sql.replacing("?1", with: "?\(index + 1)")
    }
    try database.forEach(
      """
      SELECT \(Self.auditColumns),
        (SELECT group_concat(key, char(10)) FROM json_each(\(Self.changes))) FROM audit
        \(conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND "))
        ORDER BY id DESC LIMIT \(filter.limit ?? -1)
      """, filter.conditions.map(\.value)
    ) { row in
      let keys: String? = row[11]
      try body(AuditRow(row), keys?.split(separator: "\n").map(String.init) ?? [])
    }
  }

  /// One line, with the hash of the line before it and its changes key by key; nil when there is no such line.
  package func audit(
    id: Int
  ) throws -> (row: AuditRow, previous: String, fields: [AuditedField])? {
    guard
      let row = try database.row(
        "SELECT \(Self.auditColumns) FROM audit WHERE id = ?", [id], AuditRow.init)
    else { return nil }
    let previous: String? = try database.value(
      """
      SELECT hash FROM (SELECT id, hash FROM audit UNION ALL SELECT id, hash FROM auditMark
        WHERE mark = 'anchor') WHERE id < ? ORDER BY id DESC LIMIT 1
      """, [id])
    let fields = try database.rows(
      """
      SELECT item.key, iif(item.length = 2, item.value -> 0, NULL),
        CASE WHEN item.length = 2 THEN item.value -> 1 WHEN item.type = 'text'
          THEN json_quote(item.value) WHEN item.type IN ('true', 'false', 'null') THEN item.type
          ELSE CAST(item.value AS TEXT) END
        FROM (SELECT item.key, item.type, item.value,
          iif(item.type = 'array', json_array_length(item.value), 0) AS length
          FROM audit, json_each(\(Self.changes)) AS item WHERE audit.id = ?) AS item
      """, [id]
    ) { AuditedField(key: $0[0], old: $0[1], new: $0[2]) }
    return (row, previous ?? AuditLink.start, fields)
  }

  /// The lines that can be pruned: those at the beginning of the trail that are all older than a time.
  ///
  /// - Parameter time: ISO 8601, UTC.
  /// - Returns: how many there are, and the last of them; nil = none.
  package func auditRows(before time: String) throws -> (count: Int, last: AuditRow)? {
    try database.row(
      """
      SELECT \(Self.auditColumns), (SELECT count(*) FROM audit AS other WHERE other.id <= audit.id)
        FROM audit WHERE id < coalesce((SELECT min(id) FROM audit WHERE at >= ?), 1 << 62)
        ORDER BY id DESC LIMIT 1
      """, [time]
    ) { ($0[11], AuditRow($0)) }
  }

  /// The changes of a row; none for a row that somebody damaged, so that it can still be shown.
  private static let changes = "iif(json_valid(audit.changes), audit.changes, '{}')"

  /// The columns that `AuditRow.init(_:)` reads.
  fileprivate static let auditColumns = """
    id, hash, at, login, uid, sudoUser, tty, verb, object,
      iif(json_valid(changes), json(changes), json_quote(changes)),
      (SELECT iif(part.lastAudit >= audit.id, part.runId, NULL) FROM runPart AS part
        WHERE part.firstAudit <= audit.id AND part.lastAudit >= part.firstAudit
        ORDER BY part.firstAudit DESC LIMIT 1)
    """
}

extension StoreTransaction {
  /// Removes the first lines of the audit trail.
  ///
  /// The last of them becomes the anchor of the chain.
  ///
  /// - Parameter last: The result of ``StoreReader/auditRows(before:)``.
  package func pruneAudit(upTo last: AuditRow) throws {
    erases = true
    try database.run("DELETE FROM audit WHERE id <= ?", [last.id])
    // Of a run that cannot be undone nothing is left then.
    try database.run(
      """
      DELETE FROM run WHERE id IN (SELECT runId FROM runPart GROUP BY runId
        HAVING max(lastAudit) <= ? AND max(length(changes)) = 0)
      """, [last.id])
    try AuditTrail.store((last.id, last.hash), as: "anchor", in: database)
  }
}

extension AuditRow {
  fileprivate init(_ row: Statement) {
    self.init(
      id: row[0],
      entry: AuditEntry(
        at: row[2], login: row[3], uid: UInt32(truncatingIfNeeded: row.integer(4)),
        sudoUser: row[5], tty: row[6], verb: row[7],
        object: row[8], changes: row[9]),
      hash: row[1], run: row[10])
  }
}

extension AuditFilter {
  /// Conditions, each with the value of its parameter `?1`.
  fileprivate var conditions: [(sql: String, value: String)] {
    [
      ("at >= ?1", since), ("at < ?1", until), ("?1 IN (login, sudoUser)", who),
      ("(verb = ?1 OR substr(verb, 1, length(?1) + 1) = ?1 || ' ')", verb),
      ("(object = ?1 OR instr(' ' || object || ' ', ' ' || ?1 || ' ') > 0)", object),
    ].compactMap { sql, value in value.map { (sql, $0) } }
  }
}
