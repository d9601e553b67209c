/// A part of a YAML document, with its place.
///
/// Scalars are texts: what they mean is for who reads them to say, and no two programs agree on `yes` and `0123`.
package struct YAMLNode: Sendable {
  /// A value and, of a mapping, its key.
  package struct Member: Sendable {
    /// A scalar.
    package let key: YAMLNode
    package let value: YAMLNode

    package init(_ key: YAMLNode, _ value: YAMLNode) { (self.key, self.value) = (key, value) }
  }

  /// What a node is.
  package enum Content: Sendable {
    /// Plain = without quotes.
    case scalar(String, isPlain: Bool)
    case sequence([YAMLNode])
    /// No key stands twice.
    case mapping([Member])
  }

  /// What it is.
  package let content: Content
  /// Where it begins in the text.
  package let place: YAMLPlace

  package init(_ content: Content, at place: YAMLPlace = YAMLPlace(line: 0, column: 0)) {
    (self.content, self.place) = (content, place)
  }

  /// A text in quotes, or without any where every reader of YAML takes it for this text.
  package static func text(_ text: String) -> YAMLNode {
    YAMLNode(.scalar(text, isPlain: isSafelyPlain(text)))
  }

  /// A number or a truth value, which stands without quotes.
  package static func plain(_ text: String) -> YAMLNode { YAMLNode(.scalar(text, isPlain: true)) }

  /// A sequence of texts.
  package static func texts(_ texts: [String]) -> YAMLNode {
    YAMLNode(.sequence(texts.map(YAMLNode.text)))
  }

  /// A mapping from these keys.
  package static func mapping(_ members: [(String, YAMLNode)]) -> YAMLNode {
    YAMLNode(.mapping(members.map { Member(.text($0.0), $0.1) }))
  }

  /// Nothing is said: `null`, `~`, or no value at all.
  package var isNull: Bool {
    guard case .scalar(let text, isPlain: true) = content else { return false }
    return ["", "~", "null", "Null", "NULL"].contains(text)
  }

  /// Letters, with digits and a few marks among them, and no word with a meaning of its own in YAML 1.1 or 1.2.
  private static func isSafelyPlain(_ text: String) -> Bool {
    let bytes = text.utf8
    guard let first = bytes.first, isLetter(first), bytes.last != UInt8(ascii: ":"),
      bytes.allSatisfy({ isLetter($0) || (0x30...0x3A).contains($0) || "_./@+-".utf8.contains($0) })
    else { return false }
    return !reserved.contains(text.lowercased())
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  /// The truth values and the null of YAML 1.1 and 1.2, in small letters.
  private static let reserved: Set = ["true", "false", "yes", "no", "on", "off", "y", "n", "null"]
}

/// A place in a text.
package struct YAMLPlace: Equatable, Sendable {
  /// From 1.
  package let line: Int
  /// The character of the line, from 1.
  package let column: Int

  package init(line: Int, column: Int) { (self.line, self.column) = (line, column) }
}

/// Why a text is no document that can be used.
package struct YAMLError: Error {
  /// Half a sentence.
  package let message: String
  package let place: YAMLPlace
}
