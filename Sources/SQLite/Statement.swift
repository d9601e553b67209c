internal import CSQLite

/// A prepared statement and, after ``step()``, its current row.
///
/// Texts can be bound and read as bytes, so that an import or export of many agents makes no `String` for
/// each value. A statement may be used only by the thread that has its connection.
@safe package final class Statement {
  private let handle: OpaquePointer
  /// Keeps the connection open.
  private let connection: ConnectionHandle
  private let sql: String
  private var isRunning = false

  /// - Throws: ``SQLiteError`` for SQL with an error, or with more than one statement.
  init(_ connection: ConnectionHandle, _ sql: String) throws(SQLiteError) {
    var handle: OpaquePointer?
    var isWhole = false
    let code = unsafe sql.withCString { start in
      var end: UnsafePointer<CChar>?
      let code = unsafe sqlite3_prepare_v3(
        connection.pointer, start, -1, CUnsignedInt(SQLITE_PREPARE_PERSISTENT), &handle, &end)
      isWhole = unsafe end.map { unsafe $0.pointee == 0 } ?? false
      return code
    }
    guard code == SQLITE_OK, let handle = unsafe handle else { throw connection.error(in: sql) }
    unsafe self.handle = handle
    self.connection = connection
    self.sql = sql
    // SQLite compiles only the first statement and silently ignores the rest.
    guard isWhole else {
      throw SQLiteError(extendedCode: .misuse, message: "more than one statement", sql: sql)
    }
  }

  deinit { unsafe _ = sqlite3_finalize(handle) }

  // MARK: - Parameters, the first one is 1

  /// Resets the statement and binds all parameters.
  package func bind(_ values: [any SQLiteValue]) {
    reset()
    for (index, value) in values.enumerated() { value.bind(to: self, at: index + 1) }
  }

  /// Binds a text.
  ///
  /// ``reset()`` does not change the values of parameters.
  package func bind(_ parameter: Int, _ text: String) {
    var text = text
    text.withUTF8 { unsafe bind(parameter, bytes: UnsafeRawBufferPointer($0)) }
  }

  /// Binds bytes of UTF-8 as text.
  package func bind(_ parameter: Int, _ bytes: ArraySlice<UInt8>) {
    unsafe bytes.withUnsafeBytes { unsafe bind(parameter, bytes: $0) }
  }

  /// Binds a number.
  package func bind(_ parameter: Int, _ number: Int) {
    unsafe _ = sqlite3_bind_int64(handle, CInt(parameter), Int64(number))
  }

  /// Binds bytes as they are.
  package func bind(_ parameter: Int, blob bytes: [UInt8]) {
    unsafe bytes.withUnsafeBytes {
      unsafe _ = xcally_bind_blob(handle, CInt(parameter), $0.baseAddress, CInt($0.count))
    }
  }

  /// Binds NULL.
  package func bindNull(_ parameter: Int) {
    unsafe _ = sqlite3_bind_null(handle, CInt(parameter))
  }

  private func bind(_ parameter: Int, bytes: UnsafeRawBufferPointer) {
    let start = unsafe bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
    if let start = unsafe start {
      unsafe _ = xcally_bind_text(handle, CInt(parameter), start, CInt(bytes.count))
    } else {
      // SQLite would take a null pointer as NULL, not as the empty text.
      unsafe _ = xcally_bind_text(handle, CInt(parameter), "", 0)
    }
  }

  // MARK: - Running

  /// Moves to the next row.
  ///
  /// - Returns: false after the last one.
  package func step() throws(SQLiteError) -> Bool {
    if !isRunning, let trace = connection.trace { trace(expandedSQL) }
    isRunning = true
    switch unsafe sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default: throw connection.error(in: sql)
    }
  }

  /// Makes the statement ready to run again with the same parameters.
  package func reset() {
    isRunning = false
    unsafe _ = sqlite3_reset(handle)
  }

  /// Runs the statement to its end, without its rows, and resets it.
  package func run() throws(SQLiteError) {
    defer { reset() }
    while try step() {}
  }

  /// Runs the statement to its end with these values, and resets it.
  package func run(_ values: [any SQLiteValue]) throws(SQLiteError) {
    bind(values)
    try run()
  }

  private var expandedSQL: String {
    guard let text = unsafe sqlite3_expanded_sql(handle) else { return sql }
    defer { unsafe sqlite3_free(text) }
    return unsafe String(cString: text)
  }

  /// Resets the statement and removes its values: a secret must not stay in memory longer than needed.
  func clear() {
    reset()
    unsafe _ = sqlite3_clear_bindings(handle)
  }

  // MARK: - Columns of the row, the first one is 0

  /// A column as a value of Swift.
  package subscript<Value: SQLiteValue>(column: Int) -> Value { Value(self, column: column) }

  /// A column as a number; 0 for NULL.
  package func integer(_ column: Int) -> Int {
    Int(unsafe sqlite3_column_int64(handle, CInt(column)))
  }

  /// A column as a text; empty for NULL.
  package func text(_ column: Int) -> String {
    withText(column) { bytes in
      unsafe bytes.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
    }
  }

  /// A column as it is stored.
  package func cell(_ column: Int) -> Cell {
    switch unsafe sqlite3_column_type(handle, CInt(column)) {
    case SQLITE_NULL: .null
    case SQLITE_INTEGER: .integer(integer(column))
    default: .text(text(column))
    }
  }

  /// A column as bytes; none for NULL.
  package func blob(_ column: Int) -> [UInt8] {
    let count = Int(unsafe sqlite3_column_bytes(handle, CInt(column)))
    guard let start = unsafe sqlite3_column_blob(handle, CInt(column)) else { return [] }
    return unsafe Array(UnsafeRawBufferPointer(start: start, count: count))
  }

  /// Whether a column is NULL.
  package func isNull(_ column: Int) -> Bool {
    unsafe sqlite3_column_type(handle, CInt(column)) == SQLITE_NULL
  }

  /// Whether a column is stored as a number.
  package func isInteger(_ column: Int) -> Bool {
    unsafe sqlite3_column_type(handle, CInt(column)) == SQLITE_INTEGER
  }

  /// Gives the bytes of a column as UTF-8 to `body`; none for NULL.
  package func withText<Result>(
    _ column: Int, _ body: (Span<UInt8>) throws -> Result
  ) rethrows -> Result {
    let start = unsafe sqlite3_column_text(handle, CInt(column))
    let count = Int(unsafe sqlite3_column_bytes(handle, CInt(column)))
    let bytes = unsafe UnsafeBufferPointer(start: start, count: unsafe start == nil ? 0 : count)
    return try unsafe body(bytes.span)
  }
}
