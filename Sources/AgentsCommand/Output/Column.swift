internal import AgentsModel

/// A column of a listing: its key for scripts, and whether numbers stand in it.
struct Column {
  let key: String
  var isNumber = false
  /// The colour of a cell in a table, where colours are on.
  var tint: (@Sendable (String) -> Tint?)?
}

/// A colour of a terminal.
enum Tint: String {
  case blue = "34"
  case gray = "90"
  /// Of the 256 colours: the eight have none.
  case orange = "38;5;208"
  case red = "31"

  func applied(to text: String) -> String { "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" }
}

extension Column {
  init(_ field: Field) {
    self.init(key: field.key, isNumber: field.kind.isInteger && field.kind != .bool)
  }
}

extension JSON {
  /// A field's value, of the JSON type that its kind has.
  init(_ text: String, _ kind: FieldKind) {
    switch kind {
    case .bool: self = .bool(text == "true")
    case .integer: self = Int(text).map(JSON.number) ?? .string(text)
    case .list: self = .array(text.split(separator: ",").map { .string(String($0)) })
    case .text, .digits, .choice, .timestamp: self = .string(text)
    }
  }

  /// As tables and CSV show it.
  var plainText: String {
    switch self {
    case .null: ""
    case .bool(let value): value ? "true" : "false"
    case .number(let value): String(value)
    case .string(let value): value
    case .array(let values): values.map(\.plainText).joined(separator: ",")
    case .object, .raw: text
    }
  }
}
