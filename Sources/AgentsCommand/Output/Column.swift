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
