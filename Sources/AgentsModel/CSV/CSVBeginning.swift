/// What the first bytes of a CSV file say of its form.
package struct CSVBeginning: Sendable {
  /// What stands between cells.
  package let delimiter: UInt8
  /// How many bytes come before the header: byte order marks, and a line such as `sep=;`.
  package let length: Int
  /// The number of the header's line.
  package let line: Int

  /// - Parameter bytes: The first bytes of the file, all of its header among them.
  package init(_ bytes: [UInt8]) {
    var rest = bytes[...]
    // Two programs in a row may each have written a mark.
    while rest.starts(with: Self.mark) { rest = rest.dropFirst(Self.mark.count) }
    let first = rest.prefix { $0 != 0x0A }
    let line = String(decoding: first, as: UTF8.self).withoutOuterBlanks
    let words =
      line.hasPrefix("\"") && line.hasSuffix("\"") ? String(line.dropFirst().dropLast()) : line
    if words.utf8.count == 5, words.lowercased().hasPrefix("sep="), let mark = words.utf8.last {
      delimiter = mark
      length = bytes.count - rest.count + min(first.count + 1, rest.count)
      self.line = 2
    } else {
      delimiter = Self.delimiter(of: first)
      length = bytes.count - rest.count
      self.line = 1
    }
  }

  /// The only one of the usual delimiters outside quotes; a comma where the header leaves a choice.
  private static func delimiter(of header: ArraySlice<UInt8>) -> UInt8 {
    var isQuoted = false
    var found: Set<UInt8> = []
    for byte in header {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if !isQuoted, usual.contains(byte) { found.insert(byte) }
    }
    return found.count == 1 ? found.first ?? comma : comma
  }

  private static let comma = UInt8(ascii: ",")
  private static let usual: [UInt8] = [comma, UInt8(ascii: ";"), 0x09, UInt8(ascii: "|")]
  private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
}
