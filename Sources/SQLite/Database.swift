internal import CSQLite

/// Statements on an open database, inside the closure that ``Connection`` gave it to.
///
/// Statements are prepared once and kept for the next time.
package final class Database {
  private let handle: ConnectionHandle
  private var prepared: [String: Statement] = [:]
  /// So many are kept; a query with conditions of its own is not asked twice.
  private static let limit = 64

  init(_ handle: ConnectionHandle) { self.handle = handle }

  /// Is told of each statement that begins to run, with its values: for tests, which count them.
  package var trace: ((String) -> Void)? {
    get { handle.trace }
    set { handle.trace = newValue }
  }

  /// Runs one statement that gives no rows.
  package func run(_ sql: String, _ values: [any SQLiteValue] = []) throws {
    try with(sql, values) { try $0.run() }
  }

  /// Runs several statements, one after the other, without parameters.
  package func script(_ sql: String) throws {
    guard unsafe sqlite3_exec(handle.pointer, sql, nil, nil, nil) == SQLITE_OK else {
      throw handle.error(in: sql)
    }
  }

  /// The first column of the first row; nil where there is none, or NULL.
  package func value<Value: SQLiteValue>(
    _ sql: String, _ values: [any SQLiteValue] = []
  ) throws -> Value? {
    try with(sql, values) { try $0.step() ? $0[0] : nil }
  }

  /// The first column of every row.
  package func values<Value: SQLiteValue>(
    _ sql: String, _ values: [any SQLiteValue] = []
  ) throws -> [Value] {
    try rows(sql, values) { $0[0] }
  }

  /// What `read` makes of the first row; nil where there is none.
  package func row<Result>(
    _ sql: String, _ values: [any SQLiteValue] = [], _ read: (Statement) throws -> Result
  ) throws -> Result? {
    try with(sql, values) { try $0.step() ? try read($0) : nil }
  }

  /// What `read` makes of every row.
  package func rows<Result>(
    _ sql: String, _ values: [any SQLiteValue] = [], _ read: (Statement) throws -> Result
  ) throws -> [Result] {
    var results: [Result] = []
    try forEach(sql, values) { results.append(try read($0)) }
    return results
  }

  /// Gives every row to `body`, one at a time.
  package func forEach(
    _ sql: String, _ values: [any SQLiteValue] = [], _ body: (Statement) throws -> Void
  ) throws {
    try with(sql, values) { while try $0.step() { try body($0) } }
  }

  /// A statement of the caller's own, for a loop.
  package func prepare(_ sql: String) throws -> Statement { try Statement(handle, sql) }

  /// The id of the row that was inserted last.
  package var lastInsertedID: Int { Int(unsafe sqlite3_last_insert_rowid(handle.pointer)) }

  /// How many rows the last statement inserted, updated or deleted.
  package var changes: Int { Int(unsafe sqlite3_changes64(handle.pointer)) }

  func setBusyTimeout(seconds: Double) {
    let milliseconds = min(max(seconds, 0) * 1000, Double(CInt.max))
    unsafe _ = sqlite3_busy_timeout(handle.pointer, CInt(milliseconds))
  }

  private func with<Result>(
    _ sql: String, _ values: [any SQLiteValue], _ body: (Statement) throws -> Result
  ) throws -> Result {
    // Taken out while it runs: the same statement may be asked again on the way.
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
    case deferred = "DEFERRED"
    case immediate = "IMMEDIATE"
  }

  /// Runs `body` in a transaction, which is rolled back when it throws.
  package func transaction<Result>(
    _ kind: TransactionKind, _ body: (Database) throws -> Result
  ) throws -> Result {
    try run("BEGIN \(kind.rawValue)")
    do {
      let result = try body(self)
      try run("COMMIT")
      return result
    } catch {
      // Some errors have ended it already (https://sqlite.org/lang_transaction.html, section 3.1).
      if unsafe sqlite3_get_autocommit(handle.pointer) == 0 { try? run("ROLLBACK") }
      throw error
    }
  }
}
