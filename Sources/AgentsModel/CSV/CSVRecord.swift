/// One row of a CSV file: its cells without their quotes, in one run of bytes that is used again for
/// the next row.
package struct CSVRecord {
  /// All cells, one behind the other.
  package internal(set) var bytes: [UInt8] = []
  /// Where each cell ends in `bytes`.
  package internal(set) var ends: [Int] = []
  /// Of the row's first byte, from 1; a quoted cell may hold lines of its own.
  package internal(set) var line = 1
  /// What is wrong with the row's form.
  package internal(set) var problems: [CSVProblem] = []

  package init() {}

  package var count: Int { ends.count }

  package func range(_ cell: Int) -> Range<Int> {
    (cell == 0 ? 0 : ends[cell - 1])..<ends[cell]
  }

  package func isEmpty(_ cell: Int) -> Bool { range(cell).isEmpty }

  /// A cell's text; nil when it is not UTF-8.
  package func text(_ cell: Int) -> String? {
    String(validating: bytes[range(cell)], as: UTF8.self)
  }

  /// Whether a cell is the same in another record of as many cells.
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

  /// Removes the mark that a guarded cell begins with.
  package mutating func removeGuard(of cell: Int) {
    let range = range(cell)
    guard !range.isEmpty, bytes[range.lowerBound] == CSVGuard.mark else { return }
    bytes.remove(at: range.lowerBound)
    for index in cell..<ends.count { ends[index] -= 1 }
  }
}

/// What is wrong with the form of a row.
package enum CSVProblem: Equatable, Sendable {
  /// A quote in the middle of a cell that does not begin with one.
  case strayQuote(cell: Int)
  /// Something between a closing quote and the next delimiter.
  case textBehindQuote(cell: Int)
  /// The file ended inside the quotes that were opened on this line.
  case unclosedQuote(cell: Int, line: Int)
}
