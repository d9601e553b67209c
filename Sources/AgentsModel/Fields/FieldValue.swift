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
  /// ISO 8601 in UTC with milliseconds, or empty.
  case timestamp

  /// Stored as an SQLite INTEGER; everything else is TEXT.
  public var isInteger: Bool {
    switch self {
    case .bool, .integer: true
    case .text, .digits, .choice, .list, .timestamp: false
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
    case .text, .digits, .integer, .timestamp: []
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
    case .list(let words): "list of " + words.joined(separator: ", ")
    case .timestamp: "timestamp"
    }
  }
}

/// Why a value was refused: a stable code, the rule, and a fix if there is one.
public struct Refusal: Error, Equatable, Sendable {
  /// In kebab case; the finding's code is the field's key, a dot and this.
  public let code: String
  /// The rule, as the end of a sentence that begins with the field's name.
  public let message: String
  /// How to mend it; nil where there is nothing to say.
  public let hint: String?

  package init(_ code: String, _ message: String, hint: String? = nil) {
    self.code = code
    self.message = message
    self.hint = hint
  }

  /// For a word that is not one of `words`; the hint names the nearest one.
  static func notOneOf(_ words: [String], given: String) -> Refusal {
    Refusal(
      "not-a-choice", "\(quoted(given)) is not one of \(words.joined(separator: ", "))",
      hint: nearest(to: given, in: words).map { "did you mean \($0)?" })
  }
}

/// A value as messages show it: at most 60 characters, with visible control characters.
package func quoted(_ text: String) -> String {
  let visible = text.unicodeScalars.prefix(60).map { scalar in
    [.control, .format].contains(scalar.properties.generalCategory)
      ? "\\u{\(String(scalar.value, radix: 16))}" : String(scalar)
  }
  let isCut = text.unicodeScalars.count > 60
  return "\"" + visible.joined() + (isCut ? "…" : "") + "\""
}
