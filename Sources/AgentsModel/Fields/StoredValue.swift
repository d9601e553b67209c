/// One column of one row of an agent, as the database holds it.
package enum StoredValue: Equatable, Sendable {
  case text(String)
  /// Also a boolean, as 0 or 1.
  case integer(Int)

  /// What the database holds for the canonical text of a field of this kind.
  package init(_ text: String, _ kind: FieldKind) {
    switch kind {
    case .bool: self = .integer(text == "true" ? 1 : 0)
    case .integer: self = .integer(Int(text) ?? 0)
    case .text, .digits, .choice, .list, .lines, .timestamp: self = .text(text)
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

  /// Whether both have the same bytes.
  package static func == (a: Self, b: Self) -> Bool {
    switch (a, b) {
    case (.text(let a), .text(let b)): a.hasSameBytes(as: b)
    case (.integer(let a), .integer(let b)): a == b
    case (.text, .integer), (.integer, .text): false
    }
  }
}
