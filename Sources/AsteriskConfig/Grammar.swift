/// The bytes which mean something to the grammar, and its limits.
///
/// All numbers are those of Asterisk's `main/config.c` (16 to 22, not built for low memory).
enum Grammar {
  static let comment = UInt8(ascii: ";")
  static let escape = UInt8(ascii: "\\")
  static let dash = UInt8(ascii: "-")
  static let lineEnd = UInt8(ascii: "\n")

  /// A line with more bytes, not counting its end, is skipped.
  static let lineLimit = 8190
  /// A section name is cut behind these bytes.
  static let nameLimit = 79
  /// A longer path would be cut; so would one which exceeds this together with Asterisk's
  /// configuration directory, which is not ours to know.
  static let pathLimit = 255
  static let commentDepthLimit = 128
  /// So many includes inside each other are followed.
  static let includeDepthLimit = 10
  /// Ours alone: files that include themselves twice would be read for ever, here and by Asterisk.
  static let treeFileLimit = 10_000
  static let treeByteLimit = 64 << 20

  /// What is stripped from both ends of lines, names and values.
  static func isBlank(_ byte: UInt8) -> Bool { byte <= 32 }

  static func isControl(_ byte: UInt8) -> Bool { byte < 32 || byte == 127 }
}
