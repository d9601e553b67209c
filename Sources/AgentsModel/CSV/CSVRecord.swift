/// One row of a CSV file: its unquoted cells in one buffer, which the next row reuses.
package struct CSVRecord {
  /// All cells, one after the other.
  package internal(set) var bytes: [UInt8] = []
  /// Where each cell ends in `bytes`.
  package internal(set) var ends: [Int] = []
  /// The line of the row's first byte, from 1; a quoted cell may contain line ends.
  package internal(set) var line = 1
  /// The errors in the form of the row.
  package internal(set) var problems: [CSVProblem] = []

  package init() {}

  package var count: Int { ends.count }

  /// Where a cell is in ``bytes``.
  package func range(_ cell: Int) -> Range<Int> {
    (cell == 0 ? 0 : ends[cell - 1])..<ends[cell]
  }

  /// Whether a cell has no bytes.
  package func isEmpty(_ cell: Int) -> Bool { range(cell).isEmpty }

  /// Whether a cell shows nothing: it is empty, or blanks and characters that cannot be seen.
  package func isBlank(_ cell: Int) -> Bool {
    isEmpty(cell) || text(cell)?.unicodeScalars.allSatisfy(\.isBlank) == true
  }

  /// Whether no cell shows anything.
  package var isBlank: Bool {
    // Most rows have a letter among their first bytes.
    problems.isEmpty && !bytes.prefix(16).contains { $0 > 0x20 && $0 < 0x7F }
      && (0..<count).allSatisfy(isBlank)
  }

  /// Cuts or fills it to so many cells.
  mutating func resize(to width: Int) {
    if count > width {
      ends.removeSubrange(width...)
      bytes.removeSubrange((ends.last ?? 0)...)
    }
    while count < width { ends.append(bytes.count) }
  }

  /// A cell's text; nil when it is not UTF-8.
  package func text(_ cell: Int) -> String? {
    String(validating: bytes[range(cell)], as: UTF8.self)
  }

  /// Whether a cell is equal in another record with the same number of cells.
  package func cell(_ cell: Int, equals other: CSVRecord) -> Bool {
    let (mine, theirs) = (range(cell), other.range(cell))
    guard mine.count == theirs.count else { return false }
    let (a, b) = (bytes.span, other.bytes.span)
    for offset in 0..<mine.count
    where a[mine.lowerBound + offset] != b[theirs.lowerBound + offset] {
      return false
    }
    return true
  }

  mutating func clear(line: Int) {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    problems.removeAll(keepingCapacity: true)
    self.line = line
  }

  /// Adds a cell after the last.
  mutating func append(_ text: String) {
    bytes += Array(text.utf8)
    ends.append(bytes.count)
  }

  /// Writes a text into a cell, instead of what stands in it.
  mutating func fill(_ cell: Int, with text: String) {
    let old = range(cell)
    bytes.replaceSubrange(old, with: text.utf8)
    for index in cell..<ends.count { ends[index] += text.utf8.count - old.count }
  }

  /// Removes the mark of a guarded cell.
  package mutating func removeGuard(of cell: Int) {
    let range = range(cell)
    guard !range.isEmpty, bytes[range.lowerBound] == CSVGuard.mark else { return }
    bytes.remove(at: range.lowerBound)
    for index in cell..<ends.count { ends[index] -= 1 }
  }
}

extension Unicode.Scalar {
  /// It shows nothing: a blank of any width, or a character that programs leave in a text unseen.
  var isBlank: Bool {
    properties.isWhitespace || ["\u{200B}", "\u{2060}", "\u{FEFF}"].contains(self)
  }
}

extension String {
  /// Without what shows nothing at either end.
  package var withoutOuterBlanks: String {
    let scalars = unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.isBlank }),
      let last = scalars.lastIndex(where: { !$0.isBlank })
    else { return "" }
    return String(scalars[first...last])
  }
}

/// An error in the form of a row.
package enum CSVProblem: Equatable, Sendable {
  /// A quote in the middle of a cell that does not begin with one.
  case strayQuote(cell: Int)
  /// Something between a closing quote and the next delimiter.
  case textBehindQuote(cell: Int)
  /// The file ended inside the quotes that were opened on this line.
  case unclosedQuote(cell: Int, line: Int)
}
