internal import CSQLite

/// Notes how the rows of some tables change, by SQLite's session extension (https://sqlite.org/sessionintro.html).
///
/// What foreign keys and triggers do to these tables is noted, too.
@safe package final class ChangeRecorder {
  private let connection: ConnectionHandle
  private let tables: [String]
  private var session: OpaquePointer

  init(_ connection: ConnectionHandle, _ tables: [String]) throws(SQLiteError) {
    (self.connection, self.tables) = (connection, tables)
    unsafe session = try Self.begin(connection, tables)
  }

  deinit { unsafe sqlite3session_delete(session) }

  /// How many bytes of memory the notes take.
  package var size: Int { Int(unsafe sqlite3session_memory_used(session)) }

  /// What changed since the beginning, or since this was called last: a *changeset*; empty where nothing did.
  ///
  /// Must be called in the transaction that made the changes.
  package func take() throws(SQLiteError) -> [UInt8] {
    var count: CInt = 0
    var bytes: UnsafeMutableRawPointer?
    let code = unsafe sqlite3session_changeset(session, &count, &bytes)
    defer { unsafe sqlite3_free(bytes) }
    guard code == SQLITE_OK else { throw connection.error(code) }
    let changes = unsafe Array(UnsafeRawBufferPointer(start: bytes, count: Int(count)))
    unsafe sqlite3session_delete(session)
    unsafe session = try Self.begin(connection, tables)
    return changes
  }

  private static func begin(
    _ connection: ConnectionHandle, _ tables: [String]
  ) throws(SQLiteError) -> OpaquePointer {
    var session: OpaquePointer?
    let code = unsafe sqlite3session_create(connection.pointer, "main", &session)
    guard code == SQLITE_OK, let session = unsafe session else { throw connection.error(code) }
    for table in tables {
      let code = unsafe sqlite3session_attach(session, table)
      guard code == SQLITE_OK else { throw connection.error(code) }
    }
    return unsafe session
  }
}
