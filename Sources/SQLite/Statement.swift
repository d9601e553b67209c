internal import CSQLite

/// A prepared statement and, after ``step()``, its current row.
///
/// Texts go in and out as bytes, with no value of Swift in between where the caller wants none: bulk
/// paths do it a hundred thousand times. Belongs to the thread that uses its connection.
@safe package final class Statement {
  private let handle: OpaquePointer
  /// Keeps the connection open.
  private let connection: ConnectionHandle
  private let sql: String
  private var isRunning = false

  /// - Throws: ``SQLiteError`` for SQL that SQLite does not understand, or more than one statement.
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
    // The rest would not run, and nobody would know.
    guard isWhole else {
      throw SQLiteError(extendedCode: .misuse, message: "more than one statement", sql: sql)
    }
  }

  deinit { unsafe _ = sqlite3_finalize(handle) }

  // MARK: - Parameters, the first one is 1

  /// Binds all parameters, after making it ready to run again.
  package func bind(_ values: [any SQLiteValue]) {
    reset()
    for (index, value) in values.enumerated() { value.bind(to: self, at: index + 1) }
  }

  /// Binds a text; the parameter keeps it over ``reset()``.
  package func bind(_ parameter: Int, _ text: String) {
    var text = text
    text.withUTF8 { unsafe bind(parameter, bytes: UnsafeRawBufferPointer($0)) }
  }

  /// Binds bytes of UTF-8 as text.
  package func bind(_ parameter: Int, _ bytes: ArraySlice<UInt8>) {
    unsafe bytes.withUnsafeBytes { unsafe bind(parameter, bytes: $0) }
  }

  package func bind(_ parameter: Int, _ number: Int) {
    unsafe _ = sqlite3_bind_int64(handle, CInt(parameter), Int64(number))
  }

  package func bindNull(_ parameter: Int) {
    unsafe _ = sqlite3_bind_null(handle, CInt(parameter))
  }

  private func bind(_ parameter: Int, bytes: UnsafeRawBufferPointer) {
    let start = unsafe bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
    if let start = unsafe start {
      unsafe _ = xcally_bind_text(handle, CInt(parameter), start, CInt(bytes.count))
    } else {
      // A null pointer would be NULL and not the empty text.
      unsafe _ = xcally_bind_text(handle, CInt(parameter), "", 0)
    }
  }

  // MARK: - Running

  /// Moves to the next row.
  ///
  /// - Returns: false after the last one.
  /// - Throws: ``SQLiteError``.
  package func step() throws(SQLiteError) -> Bool {
    if !isRunning, let trace = connection.trace { trace(expandedSQL) }
    isRunning = true
    switch unsafe sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default: throw connection.error(in: sql)
    }
  }

  /// Makes it ready to run again, its parameters as they are.
  package func reset() {
    isRunning = false
    unsafe _ = sqlite3_reset(handle)
  }

  /// Runs it to its end.
  package func run() throws(SQLiteError) {
    defer { reset() }
    while try step() {}
  }

  /// Runs it to its end with these values.
  package func run(_ values: [any SQLiteValue]) throws(SQLiteError) {
    bind(values)
    try run()
  }

  private var expandedSQL: String {
    guard let text = unsafe sqlite3_expanded_sql(handle) else { return sql }
    defer { unsafe sqlite3_free(text) }
    return unsafe String(cString: text)
  }

  /// Forgets the values: nobody keeps a secret longer than needed.
  func clear() {
    reset()
    unsafe _ = sqlite3_clear_bindings(handle)
  }

  // MARK: - Columns of the row, the first one is 0

  package subscript<Value: SQLiteValue>(column: Int) -> Value { Value(self, column: column) }

  package func integer(_ column: Int) -> Int {
    Int(unsafe sqlite3_column_int64(handle, CInt(column)))
  }

  package func text(_ column: Int) -> String {
    withText(column) { bytes in
      unsafe bytes.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
    }
  }

  package func isNull(_ column: Int) -> Bool {
    unsafe sqlite3_column_type(handle, CInt(column)) == SQLITE_NULL
  }

  /// Whether the value is stored as a number.
  package func isInteger(_ column: Int) -> Bool {
    unsafe sqlite3_column_type(handle, CInt(column)) == SQLITE_INTEGER
  }

  /// The bytes of a column, as text; none for NULL.
  package func withText<Result>(
    _ column: Int, _ body: (Span<UInt8>) throws -> Result
  ) rethrows -> Result {
    let start = unsafe sqlite3_column_text(handle, CInt(column))
    let count = Int(unsafe sqlite3_column_bytes(handle, CInt(column)))
    let bytes = unsafe UnsafeBufferPointer(start: start, count: unsafe start == nil ? 0 : count)
    return try unsafe body(bytes.span)
  }
}
