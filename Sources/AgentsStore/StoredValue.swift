package import SQLite
package import AgentsModel

/// One column of one row, as SQLite holds it.
package enum StoredValue: Equatable, Sendable {
  case text(String)
  case integer(Int)

  /// The same bytes: to Swift an accent written in another way is the same text, to a file it is not.
  package static func == (a: Self, b: Self) -> Bool {
    switch (a, b) {
    case (.text(let a), .text(let b)): a.utf8.elementsEqual(b.utf8)
    case (.integer(let a), .integer(let b)): a == b
    case (.text, .integer), (.integer, .text): false
    }
  }

  /// The canonical text of a field of this kind.
  package func text(as kind: FieldKind) -> String {
    switch self {
    case .text(let text): text
    case .integer(let number) where kind == .bool: number == 0 ? "false" : "true"
    case .integer(let number): String(number)
    }
  }

  /// What is stored for the canonical text of a field of this kind.
  init(_ text: String, _ kind: FieldKind) {
    switch kind {
    case .bool: self = .integer(text == "true" ? 1 : 0)
    case .integer: self = .integer(Int(text) ?? 0)
    case .text, .digits, .choice, .list, .timestamp: self = .text(text)
    }
  }
}

extension StoredValue: SQLiteValue {
  package func bind(to statement: Statement, at parameter: Int) {
    switch self {
    case .text(let text): statement.bind(parameter, text)
    case .integer(let number): statement.bind(parameter, number)
    }
  }

  package init(_ statement: Statement, column: Int) {
    self =
      statement.isInteger(column)
      ? .integer(statement.integer(column)) : .text(statement.text(column))
  }
}
