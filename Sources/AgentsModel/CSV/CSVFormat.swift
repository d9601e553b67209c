/// How a CSV file separates its cells and lines.
public struct CSVFormat: Equatable, Sendable {
  /// One ASCII byte; not a quote, CR or LF.
  public let delimiter: UInt8
  /// Used on output; both line ends are read.
  public let endsWithCRLF: Bool

  /// Commas and LF.
  public static let standard = CSVFormat()

  /// Cells between `delimiter`s, lines that end with LF, or CR and LF.
  public init(delimiter: UInt8 = UInt8(ascii: ","), endsWithCRLF: Bool = false) {
    self.delimiter = delimiter
    self.endsWithCRLF = endsWithCRLF
  }

  /// The delimiter of that name: one character, or `tab`.
  ///
  /// - Returns: nil when it cannot separate cells.
  package static func delimiter(named word: String) -> UInt8? {
    if ["tab", "\\t"].contains(word.lowercased()) { return UInt8(ascii: "\t") }
    guard word.utf8.count == 1, let byte = word.utf8.first, byte < 0x80, byte >= 0x20 || byte == 9,
      byte != UInt8(ascii: "\""), byte != UInt8(ascii: "#"), byte != UInt8(ascii: "'"),
      !isASCIILetter(byte), !isASCIIDigit(byte)
    else { return nil }
    return byte
  }
}

/// Protects cells that a spreadsheet would evaluate as a formula.
///
/// OWASP's rule puts an apostrophe before such cells. Here a cell that begins with an apostrophe
/// gets another, and so does the header of a guarded column. An import can then remove every guard,
/// even when a spreadsheet has reordered the columns.
package enum CSVGuard {
  /// The apostrophe.
  package static let mark = UInt8(ascii: "'")

  /// Whether a cell of a guarded column gets the mark.
  package static func isNeeded(for cell: Span<UInt8>) -> Bool {
    guard !cell.isEmpty else { return false }
    switch cell[0] {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"),
      0x09, 0x0A, 0x0D, mark:
      return true
    // The same signs in full width (U+FF1D, U+FF0B, U+FF0D, U+FF20).
    case 0xEF where cell.count > 2 && cell[1] == 0xBC:
      return [0x9D, 0x8B, 0x8D, 0xA0].contains(cell[2])
    default: return false
    }
  }
}
