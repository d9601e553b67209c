/// The special bytes of the grammar, and its limits.
///
/// All numbers come from Asterisk's `main/config.c` (16 to 22, not built for low memory).
enum Grammar {
  static let comment = UInt8(ascii: ";")
  static let escape = UInt8(ascii: "\\")
  static let dash = UInt8(ascii: "-")
  static let lineEnd = UInt8(ascii: "\n")

  /// A longer line, its end not counted, is skipped.
  static let lineLimit = 8190
  /// A longer section name is cut.
  static let nameLimit = 79
  /// A longer path is cut.
  ///
  /// Asterisk counts its configuration directory too, which the encoder does not know.
  static let pathLimit = 255
  static let commentDepthLimit = 128
  /// Deeper includes are not followed.
  static let includeDepthLimit = 10
  /// Limits of this reader: files that include themselves twice would be read for ever, also by Asterisk.
  static let treeFileLimit = 10_000
  static let treeByteLimit = 64 << 20

  /// Bytes that are stripped from both ends of lines, names and values.
  static func isBlank(_ byte: UInt8) -> Bool { byte <= 32 }

  static func isControl(_ byte: UInt8) -> Bool { byte < 32 || byte == 127 }
}

extension Span<UInt8> {
  /// `range` without the blanks at its ends.
  func stripped(_ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, Grammar.isBlank(self[start]) { start += 1 }
    while start < end, Grammar.isBlank(self[end - 1]) { end -= 1 }
    return start..<end
  }

  /// The first index of `byte`, from `start` on; nil when there is none.
  func position(of byte: UInt8, from start: Int = 0) -> Int? {
    var index = start
    while index < count {
      if self[index] == byte { return index }
      index += 1
    }
    return nil
  }

  /// The text of `range`.
  ///
  /// Bytes that are not UTF-8 become U+FFFD.
  func text(_ range: Range<Int>) -> String {
    let bytes = extracting(range)
    guard let valid = try? UTF8Span(validating: bytes) else {
      return String(decoding: bytes.indices.map { bytes[$0] }, as: UTF8.self)
    }
    return String(copying: valid)
  }
}
