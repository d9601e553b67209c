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
