/// What Asterisk's console prints, as text.
enum ConsoleText {
  /// Removes what belongs to a terminal, and lines that are not of the answer.
  ///
  /// An Asterisk that was started on a coloured terminal colours every answer. Messages of `verbose` that come in
  /// between begin with a byte above the ones of UTF-8 (`VERBOSE_MAGIC`). Bytes that are not UTF-8 become U+FFFD.
  static func clean(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    var rest = bytes[...]
    while !rest.isEmpty {
      let end = rest.firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? rest.endIndex
      if rest[rest.startIndex] < 0xf5 { append(rest[..<end], to: &text) }
      rest = rest[end...]
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func append(_ line: ArraySlice<UInt8>, to text: inout [UInt8]) {
    var rest = line
    while let byte = rest.popFirst() {
      switch byte {
      case 0x1b: skipSequence(&rest)
      // A control character of two bytes, such as U+009B, which begins a sequence too.
      case 0xc2 where rest.first.map { $0 < 0xa0 } ?? false: rest = rest.dropFirst()
      case UInt8(ascii: "\t"), UInt8(ascii: "\n"), 0x20...0x7e, 0x80...: text.append(byte)
      default: continue
      }
    }
  }

  /// `ESC [`, parameters and a final letter (ECMA-48 section 5.4), or `ESC` and one byte.
  private static func skipSequence(_ rest: inout ArraySlice<UInt8>) {
    guard rest.popFirst() == UInt8(ascii: "[") else { return }
    while let byte = rest.popFirst() {
      if !(0x20...0x3f).contains(byte) { return }
    }
  }
}
