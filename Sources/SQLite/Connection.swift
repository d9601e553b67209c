internal import CSQLite
internal import Synchronization

/// One open SQLite database, used by one task at a time.
///
/// Everything that is asked of it goes through ``reading(_:)`` or ``writing(_:)``, which wait for their
/// turn; the ``Database`` that they hand out is not kept beyond the closure.
package final class Connection: @unchecked Sendable {
  /// What the file is opened for.
  package enum Access: Sendable {
    case reading
    /// Makes the file where there is none.
    case writing
  }

  private let database: Database
  private let turn = Mutex(())

  /// Opens the file, which SQLite reads only with the first statement.
  ///
  /// - Parameters:
  ///   - path: `:memory:` for a database that nobody else sees.
  ///   - busyTimeout: Seconds to wait for another process that writes.
  /// - Throws: ``SQLiteError``.
  package init(_ path: String, for access: Access, busyTimeout: Double) throws(SQLiteError) {
    Self.configure
    database = Database(try ConnectionHandle(path, access))
    database.setBusyTimeout(seconds: busyTimeout)
  }

  /// Where SQLite keeps what one statement may have to undo: in memory.
  ///
  /// From 64 KiB on that is a file, and stays one for the rest of the transaction: an import then wrote
  /// ten pages twice for each agent. A statement of ours undoes some pages, never a table. SQLite takes
  /// the setting only before its first use.
  private static let configure: Void = {
    _ = xcally_config_int(SQLITE_CONFIG_STMTJRNL_SPILL, 16 << 20)
  }()

  /// Runs `body` on one consistent snapshot.
  ///
  /// - Throws: what `body` throws; ``SQLiteError``.
  package func reading<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try taking { try $0.transaction(.deferred) { try body($0) } }
  }

  /// Runs `body` in one transaction, which takes the write lock at once: all of it is stored when this
  /// returns, and none of it when it throws.
  ///
  /// - Throws: what `body` throws; ``SQLiteError``, with `busy` after the time-out.
  package func writing<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try taking { try $0.transaction(.immediate) { try body($0) } }
  }

  /// Runs `body` outside of a transaction, for what SQLite takes only there.
  package func taking<Value>(_ body: (Database) throws -> Value) throws -> Value {
    var result: Result<Value, any Error>?
    turn.withLock { _ in
      result = Result { try body(database) }
    }
    // The closure has run.
    return try unsafe result.unsafelyUnwrapped.get()
  }
}

/// The open file; closed when the last statement of it has gone.
@safe final class ConnectionHandle {
  let pointer: OpaquePointer
  /// Is told of each statement that begins to run.
  var trace: ((String) -> Void)?

  init(_ path: String, _ access: Connection.Access) throws(SQLiteError) {
    let flags =
      access == .reading ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
    var pointer: OpaquePointer?
    let code = unsafe sqlite3_open_v2(path, &pointer, flags | SQLITE_OPEN_NOMUTEX, nil)
    // Without memory there is not even a connection that could say so.
    guard let pointer = unsafe pointer else {
      throw SQLiteError(extendedCode: .init(rawValue: code), message: "out of memory", sql: nil)
    }
    unsafe self.pointer = pointer
    guard code == SQLITE_OK else { throw error(in: nil) }
    unsafe _ = sqlite3_extended_result_codes(pointer, 1)
  }

  deinit { unsafe _ = sqlite3_close(pointer) }

  /// What went wrong last.
  func error(in sql: String?) -> SQLiteError {
    SQLiteError(
      extendedCode: .init(rawValue: unsafe sqlite3_extended_errcode(pointer)),
      message: unsafe String(cString: sqlite3_errmsg(pointer)), sql: sql)
  }
}
