/// Text under a rule; the rule is the type, so that a `Username` is never taken for an `Internal`.
package struct Text<Rule: TextRule>: FieldValue {
  package let text: String

  package static var kind: FieldKind { Rule.kind }

  package init(parsing text: String) throws(Refusal) {
    self.text = try Rule.accepted(text)
  }

  /// The same bytes: to Swift an accent written in another way is the same text, to a file it is not.
  package static func == (a: Self, b: Self) -> Bool { a.text.utf8.elementsEqual(b.text.utf8) }

  /// What stands there before anybody gave a value; for a required field it is no valid value, and
  /// no plan is carried out with it.
  package init() {
    text = Rule.initial
  }
}

extension Text where Rule: ProgramTextRule {
  /// A text that the program itself made.
  package init(stored text: String) {
    self.text = text
  }
}

/// The rule of a text that only the program writes: there is nothing to refuse.
package protocol ProgramTextRule: TextRule {}

extension ProgramTextRule {
  package static func accepted(_ text: String) throws(Refusal) -> String { text }
}

/// The rule of a text.
package protocol TextRule {
  static var kind: FieldKind { get }
  /// The value before one is given.
  static var initial: String { get }
  /// The canonical form of `text`, or why it is refused.
  static func accepted(_ text: String) throws(Refusal) -> String
}

extension TextRule {
  package static var kind: FieldKind { .text }
  package static var initial: String { "" }
}

// MARK: - What rules are made of

/// Refuses more than `limit` bytes of UTF-8.
func requireAtMost(_ limit: Int, bytesIn text: String) throws(Refusal) {
  let count = text.utf8.count
  guard count <= limit else {
    throw Refusal("too-long", "is \(count) bytes long; at most \(limit) are allowed")
  }
}

/// Refuses an empty text.
func requireNonEmpty(_ text: String) throws(Refusal) {
  guard !text.isEmpty else { throw Refusal("empty", "must not be empty") }
}

/// Refuses control characters and line separators: no value may ever start a line of a file.
func requireNoControls(_ text: String) throws(Refusal) {
  // Most text is plain ASCII, and every stored text is asked again when it is read.
  if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return }
  for scalar in text.unicodeScalars {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator:
      let code = String(scalar.value, radix: 16, uppercase: true)
      throw Refusal(
        "control-character",
        "holds the control character U+\(String(repeating: "0", count: max(0, 4 - code.count)))\(code)",
        hint: "remove it; text is one line without tabs")
    default: continue
    }
  }
}

/// Refuses blanks at either end: Asterisk strips them, so they would not be read back.
func requireTrimmed(_ text: String) throws(Refusal) {
  let scalars = text.unicodeScalars
  guard scalars.first?.properties.isWhitespace != true,
    scalars.last?.properties.isWhitespace != true
  else {
    throw Refusal("outer-blank", "must not start or end with a blank")
  }
}

/// Refuses every character for which `isAllowed` is false, and names the first.
func require(
  _ text: String, only allowed: String, where isAllowed: (UInt8) -> Bool
) throws(Refusal) {
  for scalar in text.unicodeScalars {
    guard let byte = UInt8(exactly: scalar.value), byte < 0x80, isAllowed(byte) else {
      throw Refusal(
        "bad-character", "\(quoted(text)) holds \(quoted(String(scalar))); allowed: \(allowed)")
    }
  }
}

/// Whether any of the ASCII `marks` stands in the text.
///
/// Bytes, for to Swift a quote with a combining accent is no quote, but to Asterisk it is.
func holds(_ text: String, anyOf marks: String) -> Bool {
  text.utf8.contains(where: marks.utf8.contains)
}
