internal import CSQLite

/// Runs statements on an open database; valid only inside the closure that ``Connection`` gives it to.
///
/// Prepared statements are kept. All methods throw ``SQLiteError``, and the errors of their closures.
package final class Database {
  private let handle: ConnectionHandle
  private var prepared: [String: Statement] = [:]
  /// How many are kept: a query whose text depends on a request is rarely asked twice.
  private static let limit = 64

  init(_ handle: ConnectionHandle) { self.handle = handle }

  /// Takes the text of each statement that begins to run, with its values: for tests, which count them.
  package var trace: ((String) -> Void)? {
    get { handle.trace }
    set { handle.trace = newValue }
  }

  /// Runs one statement to its end, without its rows.
  package func run(_ sql: String, _ values: [any SQLiteValue] = []) throws {
    try with(sql, values) { try $0.run() }
  }

  /// Runs several statements without parameters, one after the other.
  package func script(_ sql: String) throws {
    guard unsafe sqlite3_exec(handle.pointer, sql, nil, nil, nil) == SQLITE_OK else {
      throw handle.error(in: sql)
    }
  }

  /// The first column of the first row; nil when there is no row, or for NULL.
  package func value<Value: SQLiteValue>(
    _ sql: String, _ values: [any SQLiteValue] = []
  ) throws -> Value? {
    try with(sql, values) { try $0.step() ? $0[0] : nil }
  }

  /// Whether a query has any row.
  package func exists(_ sql: String, _ values: [any SQLiteValue] = []) throws -> Bool {
    try value("SELECT EXISTS (\(sql))", values) ?? false
  }

  /// The first column of the only row, which is a number.
  package func count(_ sql: String, _ values: [any SQLiteValue] = []) throws -> Int {
    try value(sql, values) ?? 0
  }

  /// The first column of every row.
  package func values<Value: SQLiteValue>(
    _ sql: String, _ values: [any SQLiteValue] = []
  ) throws -> [Value] {
    try rows(sql, values) { $0[0] }
  }

  /// The first two columns of every row: first → second, where no first one is repeated.
  package func dictionary<Key: SQLiteValue & Hashable, Value: SQLiteValue>(
    _ sql: String, _ values: [any SQLiteValue] = []
  ) throws -> [Key: Value] {
    let pairs: [(Key, Value)] = try rows(sql, values) { ($0[0], $0[1]) }
    return Dictionary(uniqueKeysWithValues: pairs)
  }

  /// The result of `read` for the first row; nil when there is no row.
  package func row<Result>(
    _ sql: String, _ values: [any SQLiteValue] = [], _ read: (Statement) throws -> Result
  ) throws -> Result? {
    try with(sql, values) { try $0.step() ? try read($0) : nil }
  }

  /// The results of `read` for all rows.
  package func rows<Result>(
    _ sql: String, _ values: [any SQLiteValue] = [], _ read: (Statement) throws -> Result
  ) throws -> [Result] {
    var results: [Result] = []
    try forEach(sql, values) { results.append(try read($0)) }
    return results
  }

  /// Gives each row to `body`.
  package func forEach(
    _ sql: String, _ values: [any SQLiteValue] = [], _ body: (Statement) throws -> Void
  ) throws {
    try with(sql, values) { while try $0.step() { try body($0) } }
  }

  /// A statement that the caller keeps, for a loop.
  ///
  /// It is not shared with the other methods.
  package func prepare(_ sql: String) throws -> Statement { try Statement(handle, sql) }

  /// Begins to note how the rows of these tables change.
  package func recordChanges(of tables: [String]) throws -> ChangeRecorder {
    try ChangeRecorder(handle, tables)
  }

  /// The id of the last row that was inserted.
  package var lastInsertedID: Int { Int(unsafe sqlite3_last_insert_rowid(handle.pointer)) }

  /// How many rows the last statement inserted, updated or deleted.
  package var changes: Int { Int(unsafe sqlite3_changes64(handle.pointer)) }

  func copyPages(of source: Database) throws(SQLiteError) {
    prepared.removeAll()
    guard
      let backup = unsafe sqlite3_backup_init(
        handle.pointer, "main", source.handle.pointer, "main")
    else { throw handle.error(in: nil) }
    let code = unsafe sqlite3_backup_step(backup, -1)
    let end = unsafe sqlite3_backup_finish(backup)
    guard code == SQLITE_DONE, end == SQLITE_OK else {
      throw handle.error(code == SQLITE_DONE ? end : code)
    }
  }

  func setBusyTimeout(seconds: Double) {
    let milliseconds = min(max(seconds, 0) * 1000, Double(CInt.max))
    unsafe _ = sqlite3_busy_timeout(handle.pointer, CInt(milliseconds))
  }

  private func with<Result>(
    _ sql: String, _ values: [any SQLiteValue], _ body: (Statement) throws -> Result
  ) throws -> Result {
    // Not in the list while it runs: `body` may run the same SQL again.
    let statement = try prepared.removeValue(forKey: sql) ?? Statement(handle, sql)
    defer {
      statement.clear()
      if prepared.count < Self.limit { prepared[sql] = statement }
    }
    statement.bind(values)
    return try body(statement)
  }

  // MARK: - Transactions

  /// When a transaction takes its locks (https://sqlite.org/lang_transaction.html).
  package enum TransactionKind: String, Sendable {
    /// With the first statement that needs one.
    case deferred = "DEFERRED"
    /// The write lock at the beginning.
    case immediate = "IMMEDIATE"
  }

  /// Runs `body` in a transaction, which is rolled back if it throws.
  package func transaction<Result>(
    _ kind: TransactionKind, _ body: (Database) throws -> Result
  ) throws -> Result {
    try run("BEGIN \(kind.rawValue)")
    do {
      let result = try body(self)
      try run("COMMIT")
      return result
    } catch {
      // Some errors have already rolled it back (https://sqlite.org/lang_transaction.html, section 3.1).
      if unsafe sqlite3_get_autocommit(handle.pointer) == 0 { try? run("ROLLBACK") }
      throw error
    }
  }
}
