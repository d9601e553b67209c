internal import GRDB
package import AgentsCore

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

extension StoredValue: DatabaseValueConvertible, StatementColumnConvertible {
  var databaseValue: DatabaseValue {
    switch self {
    case .text(let text): text.databaseValue
    case .integer(let number): number.databaseValue
    }
  }

  static func fromDatabaseValue(_ value: DatabaseValue) -> StoredValue? {
    switch value.storage {
    case .int64(let number): .integer(Int(number))
    case .string(let text): .text(text)
    case .null, .double, .blob: nil
    }
  }

  init?(sqliteStatement: SQLiteStatement, index: CInt) {
    let value = unsafe DatabaseValue(sqliteStatement: sqliteStatement, index: index)
    guard let stored = Self.fromDatabaseValue(value) else { return nil }
    self = stored
  }
}
