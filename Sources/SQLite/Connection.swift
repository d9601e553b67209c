internal import CSQLite
internal import Synchronization

/// One open SQLite database, used by one task at a time.
///
/// ``reading(_:)``, ``writing(_:)`` and ``taking(_:)`` wait for their turn. The ``Database`` that they give
/// is valid only inside the closure. All throw ``SQLiteError``, and the errors of their closures.
package final class Connection: @unchecked Sendable {
  /// What the file is opened for.
  package enum Access: Sendable {
    case reading
    /// Creates the file if it does not exist.
    case writing
  }

  private let database: Database
  private let turn = Mutex(())

  /// Opens the file.
  ///
  /// SQLite reads it only with the first statement.
  ///
  /// - Parameters:
  ///   - path: `:memory:` for a database in memory, which no other connection sees.
  ///   - busyTimeout: Seconds to wait for another process that writes.
  /// - Throws: ``SQLiteError``.
  package init(_ path: String, for access: Access, busyTimeout: Double) throws(SQLiteError) {
    Self.configure
    database = Database(try ConnectionHandle(path, access))
    database.setBusyTimeout(seconds: busyTimeout)
  }

  /// Keeps SQLite's statement journal, from which it undoes a statement that fails, in memory up to 16 MiB.
  ///
  /// By default it becomes a file at 64 KiB for the rest of the transaction, so an import wrote ten pages twice
  /// for each agent. SQLite takes the setting only before it is first used.
  /// Statistics of memory, which nobody reads, would take a lock at every allocation.
  private static let configure: Void = {
    _ = xcally_config_int(SQLITE_CONFIG_STMTJRNL_SPILL, 16 << 20)
    _ = xcally_config_int(SQLITE_CONFIG_MEMSTATUS, 0)
  }()

  /// Runs `body` on one consistent snapshot.
  package func reading<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try taking { try $0.transaction(.deferred) { try body($0) } }
  }

  /// Runs `body` in one transaction, which takes the write lock at once.
  ///
  /// All changes are stored when this returns, and none when it throws.
  ///
  /// - Parameter isChecking: false = it looks at no `CHECK`, for which SQLite builds a table at every row.
  /// - Throws: the error of `body`; ``SQLiteError``, with `busy` after the time-out.
  package func writing<Value>(
    checking isChecking: Bool = true, _ body: (Database) throws -> Value
  ) throws -> Value {
    try taking { database in
      if !isChecking { try database.run("PRAGMA ignore_check_constraints = 1") }
      defer { if !isChecking { try? database.run("PRAGMA ignore_check_constraints = 0") } }
      return try database.transaction(.immediate) { try body($0) }
    }
  }

  /// Runs `body` outside of a transaction, for statements that SQLite takes only there.
  package func taking<Value>(_ body: (Database) throws -> Value) throws -> Value {
    var result: Result<Value, any Error>?
    turn.withLock { _ in
      result = Result { try body(database) }
    }
    // Never nil here, because the closure has run.
    return try unsafe result.unsafelyUnwrapped.get()
  }
}

extension Connection {
  /// Copies every page of another database over this one (https://sqlite.org/backup.html).
  ///
  /// - Throws: ``SQLiteError``, with `busy` where another process writes; then nothing has changed.
  package func replace(with other: Connection) throws {
    try taking { target in try other.taking { source in try target.copyPages(of: source) } }
  }
}

/// The open file, which is closed when neither a database nor a statement refers to it.
@safe final class ConnectionHandle {
  let pointer: OpaquePointer
  /// Takes the text of each statement that begins to run.
  var trace: ((String) -> Void)?

  init(_ path: String, _ access: Connection.Access) throws(SQLiteError) {
    let flags =
      access == .reading ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
    var pointer: OpaquePointer?
    let code = unsafe sqlite3_open_v2(path, &pointer, flags | SQLITE_OPEN_NOMUTEX, nil)
    // Only when memory ran out; then no connection can give the error's text.
    guard let pointer = unsafe pointer else {
      throw SQLiteError(extendedCode: .init(rawValue: code), message: "out of memory", sql: nil)
    }
    unsafe self.pointer = pointer
    guard code == SQLITE_OK else { throw error(in: nil) }
    unsafe _ = sqlite3_extended_result_codes(pointer, 1)
    // The log stays for the next connection: to empty it, remove it and make it again costs four syncs.
    unsafe _ = xcally_db_config_int(pointer, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
  }

  deinit { unsafe _ = sqlite3_close(pointer) }

  /// The error of a function that is no statement.
  func error(_ code: CInt) -> SQLiteError {
    SQLiteError(
      extendedCode: .init(rawValue: code), message: unsafe String(cString: sqlite3_errstr(code)))
  }

  /// The last error of the connection.
  func error(in sql: String?) -> SQLiteError {
    SQLiteError(
      extendedCode: .init(rawValue: unsafe sqlite3_extended_errcode(pointer)),
      message: unsafe String(cString: sqlite3_errmsg(pointer)), sql: sql)
  }
}
