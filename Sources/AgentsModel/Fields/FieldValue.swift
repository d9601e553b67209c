/// A value with a rule.
///
/// The rule is checked when the value is made, and never again.
///
/// Every value has one canonical text, which `--set`, CSV, JSON and the database use.
package protocol FieldValue: Equatable, Sendable {
  /// The kind of value, for `fields`, the column's type and JSON.
  static var kind: FieldKind { get }
  /// Reads the text that an operator wrote or the database holds.
  init(parsing text: String) throws(Refusal)
  /// The canonical text.
  var text: String { get }
}

/// A list or set: `+=` adds to it and `-=` removes from it.
package protocol ListFieldValue: FieldValue {
  /// The canonical text of both lists, `other` last.
  func adding(_ other: Self) -> String
  /// The canonical text without the elements of `other`.
  func removing(_ other: Self) -> String
}

/// What kind of value a field or a setting holds.
public enum FieldKind: Equatable, Sendable {
  /// Free text under the field's own rule.
  case text
  /// Digits kept as text, so that leading zeros survive.
  case digits
  case bool
  case integer(ClosedRange<Int>)
  /// One of these words.
  case choice([String])
  /// Comma-separated words; empty = any word that the field's rule takes.
  case list([String])
  /// Settings of another program, each `KEY=VALUE`, with commas between them; a comma of a value has a backslash before it.
  case lines
  /// ISO 8601 in UTC with milliseconds, or empty.
  case timestamp

  /// Stored as an SQLite INTEGER; everything else is TEXT.
  public var isInteger: Bool {
    switch self {
    case .bool, .integer: true
    case .text, .digits, .choice, .list, .lines, .timestamp: false
    }
  }

  /// Takes `+=` and `-=`.
  public var isList: Bool {
    if case .list = self { true } else { false }
  }

  /// The words an operator may write, if they are few.
  public var words: [String] {
    switch self {
    case .bool: ["true", "false"]
    case .choice(let words), .list(let words): words
    case .text, .digits, .integer, .lines, .timestamp: []
    }
  }

  /// As `fields` and the documentation say it.
  public var description: String {
    switch self {
    case .text: "text"
    case .digits: "digits"
    case .bool: "bool"
    case .integer(let range) where range.upperBound == .max: "integer, \(range.lowerBound) or more"
    case .integer(let range): "integer \(range.lowerBound)-\(range.upperBound)"
    case .choice(let words): "one of " + words.joined(separator: ", ")
    case .list([]): "list"
    case .lines: "list of KEY=VALUE"
    case .list(let words): "list of " + words.joined(separator: ", ")
    case .timestamp: "timestamp"
    }
  }
}

/// A value as messages show it: at most 60 characters, with an escape for each that nobody would see.
package func quoted(_ text: String) -> String {
  let visible = text.unicodeScalars.prefix(60).map { scalar in
    scalar.isHidden
      ? "\\u{\(String(scalar.value, radix: 16))}" : String(scalar)
  }
  let isCut = text.unicodeScalars.count > 60
  return "\"" + visible.joined() + (isCut ? "…" : "") + "\""
}

extension Unicode.Scalar {
  /// Takes no place in a line, or none that is known.
  ///
  /// A variation selector (a mark) belongs to what is before it.
  fileprivate var isHidden: Bool {
    switch properties.generalCategory {
    case .control, .format, .privateUse: true
    case .nonspacingMark: false
    default: properties.isDefaultIgnorableCodePoint
    }
  }
}
