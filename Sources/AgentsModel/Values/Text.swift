/// Text under a rule.
///
/// The rule is part of the type, so that a `Username` is never mistaken for an `Internal`.
package struct Text<Rule: TextRule>: FieldValue {
  package let text: String

  package static var kind: FieldKind { Rule.kind }

  package init(parsing text: String) throws(Refusal) {
    self.text = try Rule.accepted(text)
  }

  /// Compares bytes, because Swift treats composed and decomposed accents as equal.
  package static func == (a: Self, b: Self) -> Bool { a.text.utf8.elementsEqual(b.text.utf8) }

  /// Takes a text that keeps the rule.
  init(unchecked text: String) { self.text = text }

  /// The initial value; for a required field it is not valid, and no plan is carried out with it.
  package init() {
    text = Rule.initial
  }
}

extension Text where Rule: ProgramTextRule {
  /// Takes a text that the program itself made, unchecked.
  package init(stored text: String) {
    self.text = text
  }
}

/// The rule of a text that only the program writes: nothing is refused.
package protocol ProgramTextRule: TextRule {}

extension ProgramTextRule {
  package static func accepted(_ text: String) throws(Refusal) -> String { text }
}

/// The rule of a text.
package protocol TextRule {
  static var kind: FieldKind { get }
  /// The initial value.
  static var initial: String { get }
  /// The canonical form of `text`; throws when it is refused.
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

/// Refuses control characters and line separators, because no value may start a new line of a file.
func requireNoControls(_ text: String) throws(Refusal) {
  // A quick test: most text is plain ASCII, and every stored text is checked when it is read.
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

/// Refuses blanks at either end, because Asterisk removes them.
func requireTrimmed(_ text: String) throws(Refusal) {
  let scalars = text.unicodeScalars
  guard scalars.first?.properties.isWhitespace != true,
    scalars.last?.properties.isWhitespace != true
  else {
    throw Refusal("outer-blank", "must not start or end with a blank")
  }
}

/// Refuses text with a character for which `isAllowed` is false, and names the first.
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

/// Whether the text contains any of the ASCII `marks`.
///
/// Compares bytes: a quote with a combining accent is a quote to Asterisk, but not to Swift.
func holds(_ text: String, anyOf marks: String) -> Bool {
  text.utf8.contains(where: marks.utf8.contains)
}

func isASCIILetter(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
  default: false
  }
}

func isASCIIDigit(_ byte: UInt8) -> Bool {
  byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
}
