package import AgentsModel
internal import SQLite
internal import Synchronization

extension StoreReader {
  /// Runs, the latest first.
  ///
  /// - Parameters:
  ///   - who: The person, as `Run.who`; nil = of everybody.
  ///   - limit: At most so many; nil = all.
  package func runs(by who: String? = nil, limit: Int? = nil) throws -> [Run] {
    try runs(
      "WHERE ?1 IS NULL OR ?1 = iif(sudoUser = '', login, sudoUser) ORDER BY id DESC LIMIT ?2",
      [who, limit ?? -1])
  }

  /// The run of that number.
  package func run(_ id: Int) throws -> Run? {
    try runs("WHERE id = ?", [id]).first
  }

  private func runs(_ clauses: String, _ arguments: [any SQLiteValue]) throws -> [Run] {
    try database.rows(
      """
      SELECT id, at, login, uid, sudoUser, verb,
        (SELECT ifnull(sum(lastAudit - firstAudit + 1), 0) FROM runPart WHERE runId = run.id),
        undoes, (SELECT max(id) FROM run AS other WHERE other.undoes = run.id),
        EXISTS (SELECT 1 FROM runPart WHERE runId = run.id AND length(changes) > 0)
        FROM run \(clauses)
      """, arguments
    ) { row in
      Run(
        id: row[0], at: row[1], login: row[2], uid: UInt32(truncatingIfNeeded: row.integer(3)),
        sudoUser: row[4], verb: row[5], changes: row[6], undoes: row[7], undoneBy: row[8],
        isKept: row[9])
    }
  }

  /// The last run after another that changed a field of something, as far as the audit trail tells.
  ///
  /// - Parameter name: Of an agent, a queue with its channel, or a setting.
  package func run(changing key: String, of name: String, after run: Run) throws -> Run? {
    let id: Int? = try database.value(
      """
      SELECT runId FROM runPart, audit ON audit.id BETWEEN firstAudit AND lastAudit
        WHERE runId > ? AND object = ? COLLATE NOCASE
          AND EXISTS (SELECT 1 FROM json_each(audit.changes) AS change WHERE change.key = ?)
        ORDER BY audit.id DESC LIMIT 1
      """, [run.id, name, key])
    return try id.flatMap { try self.run($0) }
  }

  /// Whether what was before a run is kept in the form of this version.
  package func isReadable(_ run: Run) throws -> Bool {
    try database.value("SELECT schema FROM run WHERE id = ?", [run.id]) == Schema.migrations.count
  }

  /// Whether anything is kept of runs before a time, ISO 8601, UTC.
  package func keepsRuns(before time: String) throws -> Bool {
    try database.exists(
      """
      SELECT 1 FROM runPart WHERE length(changes) > 0
        AND runId <= (SELECT id FROM run WHERE at < ? ORDER BY at DESC LIMIT 1)
      """, [time])
  }
}

extension StoreTransaction {
  /// Forgets what was before the runs that are older than this; who did what stays.
  ///
  /// - Parameter time: ISO 8601, UTC.
  /// - Returns: the names of pictures that no agent has and no run needs any more.
  package func forgetRuns(before time: String) throws -> [String] {
    erases = true
    let old = "(SELECT id FROM run WHERE at < ?)"
    try database.run(
      "UPDATE runPart SET changes = x'' WHERE length(changes) > 0 AND runId IN \(old)", [time])
    let pictures: [String] = try database.values(
      """
      SELECT name FROM runPicture
        WHERE runId IN \(old) AND name NOT IN (SELECT avatar FROM agent WHERE avatar <> '')
      """, [time])
    try database.run("DELETE FROM runPicture WHERE runId IN \(old)", [time])
    return pictures
  }

  /// The run that this transaction belongs to undoes that one.
  package func undo(_ run: Run) { openRun?.undone.withLock { $0 = run.id } }
}
