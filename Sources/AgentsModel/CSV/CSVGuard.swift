/// Protects cells that a spreadsheet would change: formulas, and all that it takes for a number, a time or a truth value.
///
/// OWASP's rule puts an apostrophe before formulas. Here a cell that begins with an apostrophe
/// gets another, and so does the header of a guarded column. An import can then remove every guard,
/// even when a spreadsheet has reordered the columns.
package enum CSVGuard {
  /// The apostrophe.
  package static let mark = UInt8(ascii: "'")

  /// Whether a cell of a guarded column gets the mark.
  ///
  /// In doubt it gets one: what spreadsheets take for a date depends on their language.
  package static func isNeeded(for cell: Span<UInt8>) -> Bool {
    guard !cell.isEmpty else { return false }
    switch cell[0] {
    case let first where isASCIIDigit(first): return !isPlainNumber(cell)
    case let first where isASCIILetter(first): return isTruth(cell) || isDate(cell)
    case 0x80...: return !beginsWithLetter(cell) || isDate(cell)
    // A sign, a blank, a currency.
    default: return true
    }
  }

  /// A whole number that comes back as it is: from 12 digits on Excel writes it with an exponent.
  private static func isPlainNumber(_ cell: Span<UInt8>) -> Bool {
    guard cell.count <= 11, cell.count == 1 || cell[0] != UInt8(ascii: "0") else { return false }
    return cell.indices.allSatisfy { isASCIIDigit(cell[$0]) }
  }

  /// `true` and `false` as spreadsheets in other languages write them.
  private static func isTruth(_ cell: Span<UInt8>) -> Bool {
    guard cell.count <= 10 else { return false }
    let word = String(decoding: cell.indices.map { cell[$0] }, as: UTF8.self).lowercased()
    return truths.contains(word)
  }

  private static let truths: Set<String> = [
    "true", "false", "wahr", "falsch", "vero", "falso", "vrai", "faux", "verdadero", "verdadeiro",
    "waar", "onwaar", "sant", "sann", "falskt", "usann", "falsk", "prawda",
  ]

  /// A word, a separator and a digit, as in `May 5`.
  private static func isDate(_ cell: Span<UInt8>) -> Bool {
    let separators = " .,/-".utf8
    guard
      let end = cell.indices.first(where: { cell[$0] < 0x80 && !isASCIILetter(cell[$0]) }),
      let next = (end..<cell.count).first(where: { !separators.contains(cell[$0]) })
    else { return false }
    return next > end && isASCIIDigit(cell[next])
  }

  private static func beginsWithLetter(_ cell: Span<UInt8>) -> Bool {
    let start = (0..<min(4, cell.count)).map { cell[$0] }
    return String(decoding: start, as: UTF8.self).unicodeScalars.first?.properties.isAlphabetic
      == true
  }
}
