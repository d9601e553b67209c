internal import GRDB
internal import GRDBSQLite

/// A prepared statement bound and read as bytes, with no value of Swift in between: what bulk paths
/// do a hundred thousand times.
///
/// It is used inside the closure of one transaction, by one thread; the handle lives as long as the
/// statement, which this keeps.
@safe struct RawStatement {
  private let statement: Statement
  private let handle: SQLiteStatement

  init(_ database: Database, _ sql: String) throws {
    statement = try database.makeStatement(sql: sql)
    unsafe handle = statement.sqliteStatement
  }

  /// Binds what GRDB binds.
  func bind(_ arguments: StatementArguments) throws {
    statement.arguments = arguments
    reset()
  }

  /// Binds a text; the parameter keeps it over ``reset()``.
  func bind(_ parameter: Int, _ text: String) {
    var text = text
    text.withUTF8 { bytes in
      unsafe bind(parameter, bytes: UnsafeRawBufferPointer(bytes))
    }
  }

  func bind(_ parameter: Int, _ bytes: ArraySlice<UInt8>) {
    unsafe bytes.withUnsafeBytes { unsafe bind(parameter, bytes: $0) }
  }

  func bind(_ parameter: Int, _ number: Int) {
    unsafe _ = sqlite3_bind_int64(handle, CInt(parameter), Int64(number))
  }

  private func bind(_ parameter: Int, bytes: UnsafeRawBufferPointer) {
    // SQLite copies the bytes; a null pointer would be NULL and not the empty text.
    let transient = unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    let start = unsafe bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
    if let start = unsafe start {
      unsafe _ = sqlite3_bind_text(handle, CInt(parameter), start, CInt(bytes.count), transient)
    } else {
      unsafe _ = sqlite3_bind_text(handle, CInt(parameter), "", 0, transient)
    }
  }

  /// Goes on to the next row; false behind the last one.
  func step() throws -> Bool {
    switch unsafe sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default:
      let connection = unsafe sqlite3_db_handle(handle)
      throw DatabaseError(
        resultCode: ResultCode(rawValue: unsafe sqlite3_extended_errcode(connection)),
        message: unsafe String(cString: sqlite3_errmsg(connection)))
    }
  }

  /// Makes it ready to run again, its parameters as they are.
  func reset() { unsafe _ = sqlite3_reset(handle) }

  /// Runs a statement that gives no rows.
  func run() throws {
    defer { reset() }
    while try step() {}
  }

  // MARK: - Columns of the row

  func integer(_ column: Int) -> Int { Int(unsafe sqlite3_column_int64(handle, CInt(column))) }

  func text(_ column: Int) -> String {
    withText(column) { bytes in
      unsafe bytes.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
    }
  }

  /// The bytes of a column, as text; none for NULL.
  func withText<Result>(_ column: Int, _ body: (Span<UInt8>) throws -> Result) rethrows -> Result {
    let start = unsafe sqlite3_column_text(handle, CInt(column))
    let count = Int(unsafe sqlite3_column_bytes(handle, CInt(column)))
    let bytes = unsafe UnsafeBufferPointer(start: start, count: unsafe start == nil ? 0 : count)
    return try unsafe body(bytes.span)
  }
}
