internal import CSQLite

/// How one row changed.
package struct RowChange: Sendable {
  package enum Kind: Sendable {
    case insertion, update, deletion
  }

  package let table: String
  package let kind: Kind
  /// Whether each column belongs to the primary key.
  package let isKey: [Bool]
  /// The values before, by column: of an update only those of the key and those that changed; none of an insertion.
  package let old: [Cell?]
  /// The values after, by column: of an update only those that changed; none of a deletion.
  package let new: [Cell?]

  /// Gives each change of a changeset to `body`.
  ///
  /// - Parameter changesets: In the order in which they were made; a row that is in several is given once.
  package static func forEach(
    in changesets: [[UInt8]], _ body: (RowChange) throws -> Void
  ) throws {
    var bytes = try changesets.count == 1 ? changesets[0] : merged(changesets)
    guard !bytes.isEmpty else { return }
    try unsafe bytes.withUnsafeMutableBytes { buffer in
      var iterator: OpaquePointer?
      try check(
        unsafe sqlite3changeset_start(&iterator, CInt(buffer.count), buffer.baseAddress))
      defer { unsafe _ = sqlite3changeset_finalize(iterator) }
      while true {
        let code = unsafe sqlite3changeset_next(iterator)
        if code == SQLITE_DONE { return }
        guard code == SQLITE_ROW, let iterator = unsafe iterator else { return try check(code) }
        try body(unsafe RowChange(iterator))
      }
    }
  }

  private static func merged(_ changesets: [[UInt8]]) throws(SQLiteError) -> [UInt8] {
    var group: OpaquePointer?
    try check(unsafe sqlite3changegroup_new(&group))
    defer { unsafe sqlite3changegroup_delete(group) }
    for var changes in changesets where !changes.isEmpty {
      let code = unsafe changes.withUnsafeMutableBytes {
        unsafe sqlite3changegroup_add(group, CInt($0.count), $0.baseAddress)
      }
      try check(code)
    }
    var count: CInt = 0
    var bytes: UnsafeMutableRawPointer?
    try check(unsafe sqlite3changegroup_output(group, &count, &bytes))
    defer { unsafe sqlite3_free(bytes) }
    return unsafe Array(UnsafeRawBufferPointer(start: bytes, count: Int(count)))
  }

  private static func check(_ code: CInt) throws(SQLiteError) {
    guard code == SQLITE_OK else {
      throw SQLiteError(
        extendedCode: .init(rawValue: code), message: unsafe String(cString: sqlite3_errstr(code)))
    }
  }

  private init(_ iterator: OpaquePointer) {
    var table: UnsafePointer<CChar>?
    var (count, operation, isIndirect): (CInt, CInt, CInt) = (0, 0, 0)
    unsafe _ = sqlite3changeset_op(iterator, &table, &count, &operation, &isIndirect)
    var keys: UnsafeMutablePointer<UInt8>?
    unsafe _ = sqlite3changeset_pk(iterator, &keys, nil)
    let columns = 0..<Int(count)
    self.table = unsafe table.map { unsafe String(cString: $0) } ?? ""
    isKey = columns.map { column in unsafe keys.map { unsafe $0[column] != 0 } ?? false }
    kind =
      switch operation {
      case SQLITE_INSERT: .insertion
      case SQLITE_DELETE: .deletion
      default: .update
      }
    old =
      kind == .insertion
      ? []
      : columns.map { column in
        var value: OpaquePointer?
        unsafe _ = sqlite3changeset_old(iterator, CInt(column), &value)
        return unsafe value.map { unsafe Cell($0) }
      }
    new =
      kind == .deletion
      ? []
      : columns.map { column in
        var value: OpaquePointer?
        unsafe _ = sqlite3changeset_new(iterator, CInt(column), &value)
        return unsafe value.map { unsafe Cell($0) }
      }
  }
}

/// The value of a column of a `STRICT` table, which has numbers and texts alone.
package enum Cell: Hashable, Sendable, SQLiteValue {
  case null
  case integer(Int)
  case text(String)

  init(_ value: OpaquePointer) {
    switch unsafe sqlite3_value_type(value) {
    case SQLITE_NULL: self = .null
    case SQLITE_INTEGER: self = .integer(Int(unsafe sqlite3_value_int64(value)))
    default:
      let count = Int(unsafe sqlite3_value_bytes(value))
      let start = unsafe sqlite3_value_text(value)
      self = .text(
        unsafe String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self))
    }
  }

  package init(_ statement: Statement, column: Int) { self = statement.cell(column) }

  package func bind(to statement: Statement, at parameter: Int) {
    switch self {
    case .null: statement.bindNull(parameter)
    case .integer(let number): statement.bind(parameter, number)
    case .text(let text): statement.bind(parameter, text)
    }
  }
}
