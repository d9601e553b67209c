/// A value that can be bound to a parameter of a statement and read from a column.
package protocol SQLiteValue {
  /// Binds it to a parameter; the first one is 1.
  func bind(to statement: Statement, at parameter: Int)
  /// Reads a column of the current row; the first one is 0. SQLite reads NULL as 0 or the empty text.
  init(_ statement: Statement, column: Int)
}

extension Int: SQLiteValue {
  package func bind(to statement: Statement, at parameter: Int) { statement.bind(parameter, self) }
  package init(_ statement: Statement, column: Int) { self = statement.integer(column) }
}

extension Bool: SQLiteValue {
  package func bind(to statement: Statement, at parameter: Int) {
    statement.bind(parameter, self ? 1 : 0)
  }
  package init(_ statement: Statement, column: Int) { self = statement.integer(column) != 0 }
}

extension String: SQLiteValue {
  package func bind(to statement: Statement, at parameter: Int) { statement.bind(parameter, self) }
  package init(_ statement: Statement, column: Int) { self = statement.text(column) }
}

/// NULL is nil.
extension Optional: SQLiteValue where Wrapped: SQLiteValue {
  package func bind(to statement: Statement, at parameter: Int) {
    if let self { self.bind(to: statement, at: parameter) } else { statement.bindNull(parameter) }
  }

  package init(_ statement: Statement, column: Int) {
    self = statement.isNull(column) ? nil : Wrapped(statement, column: column)
  }
}

/// Bytes that are no text.
extension [UInt8]: SQLiteValue {
  package func bind(to statement: Statement, at parameter: Int) {
    statement.bind(parameter, blob: self)
  }
  package init(_ statement: Statement, column: Int) { self = statement.blob(column) }
}
