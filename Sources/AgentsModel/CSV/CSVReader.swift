/// Reads CSV as RFC 4180 describes it: a state machine over bytes that come in pieces of any size.
///
/// Lines end with LF or CRLF; inside quotes a line end is part of the cell. Lines and cells may
/// have any length. An empty line is not a row. The reader notes a malformed row and continues, so
/// that one run finds all problems of a file.
package struct CSVReader {
  private let delimiter: UInt8
  /// Whether a line that begins with `#` is a remark.
  package var skipsRemarks = false
  /// Returns the next piece; an empty one at the end of the file.
  private let refill: () throws -> [UInt8]
  private var piece: [UInt8] = []
  private var position = 0
  private var state = State.cellStart
  /// The line number of the next byte.
  private var line = 1
  private var quoteLine = 1

  private enum State {
    case cellStart, plain, quoted
    /// After a quote inside quotes: a doubled quote or the closing one.
    case quoteClosed
    /// After the closing quote and a CR; LF should follow.
    case quoteCarriage
    /// After text that wrongly follows the closing quote.
    case behind
    case remark
  }

  private static let quote = UInt8(ascii: "\"")

  /// - Parameter line: The number of the first line.
  package init(delimiter: UInt8, line: Int = 1, refill: @escaping () throws -> [UInt8]) {
    (self.delimiter, self.line) = (delimiter, line)
    self.refill = refill
  }

  /// Reads bytes that are all in memory.
  package init(_ bytes: [UInt8], delimiter: UInt8 = UInt8(ascii: ",")) {
    var rest: [UInt8] = bytes
    self.init(delimiter: delimiter) {
      defer { rest = [] }
      return rest
    }
  }

  /// Reads the next row into `record`; false at the end of the file.
  ///
  /// - Throws: what the source of the pieces throws.
  package mutating func next(into record: inout CSVRecord) throws -> Bool {
    record.clear(line: line)
    state = .cellStart
    while true {
      if position == piece.count {
        piece = try refill()
        position = 0
        if piece.isEmpty { return finish(&record) }
      }
      if consume(into: &record) { return true }
    }
  }

  /// Reads to the end of the row or of the piece; true when the row is complete.
  private mutating func consume(into record: inout CSVRecord) -> Bool {
    while position < piece.count {
      switch state {
      case .cellStart: beginCell(record)
      case .plain, .behind:
        if endPlainRun(&record) { return true }
      case .quoted: takeQuotedRun(&record)
      case .quoteClosed, .quoteCarriage:
        if closeQuote(&record) { return true }
      case .remark:
        position = piece[position...].firstIndex(of: 0x0A) ?? piece.count
        // This LF ends an empty line.
        if position < piece.count { state = .plain }
      }
    }
    return false
  }

  private mutating func beginCell(_ record: CSVRecord) {
    let byte = piece[position]
    if byte == Self.quote {
      state = .quoted
      quoteLine = line
      position += 1
    } else if skipsRemarks, byte == UInt8(ascii: "#"), record.ends.isEmpty {
      state = .remark
    } else {
      state = .plain
    }
  }

  /// Reads an unquoted cell to its end; true when the row ends with it.
  private mutating func endPlainRun(_ record: inout CSVRecord) -> Bool {
    let piece = piece
    let start = position
    let end = Self.endOfPlainRun(piece.span, from: start, delimiter)
    record.bytes.append(contentsOf: piece[start..<end])
    position = end
    guard end < piece.count else { return false }
    position += 1
    guard piece[end] == Self.quote else { return endCell(piece[end], &record) }
    if state == .plain { record.problems.append(.strayQuote(cell: record.count)) }
    state = .behind
    record.bytes.append(Self.quote)
    return false
  }

  private static func endOfPlainRun(
    _ bytes: Span<UInt8>, from start: Int, _ delimiter: UInt8
  ) -> Int {
    var end = start
    while end < bytes.count {
      let byte = bytes[end]
      if byte == delimiter || byte == 0x0A || byte == quote { break }
      end += 1
    }
    return end
  }

  private mutating func takeQuotedRun(_ record: inout CSVRecord) {
    let start = position
    while position < piece.count, piece[position] != Self.quote {
      if piece[position] == 0x0A { line += 1 }
      position += 1
    }
    record.bytes.append(contentsOf: piece[start..<position])
    guard position < piece.count else { return }
    position += 1
    state = .quoteClosed
  }

  private mutating func closeQuote(_ record: inout CSVRecord) -> Bool {
    let byte = piece[position]
    if byte == 0x0A || byte == delimiter && state == .quoteClosed {
      position += 1
      return endCell(byte, &record)
    }
    switch (state, byte) {
    case (.quoteClosed, Self.quote):
      record.bytes.append(byte)
      position += 1
      state = .quoted
    case (.quoteClosed, 0x0D):
      position += 1
      state = .quoteCarriage
    default:
      if state == .quoteCarriage { record.bytes.append(0x0D) }
      record.problems.append(.textBehindQuote(cell: record.count))
      state = .behind
    }
    return false
  }

  /// Ends a cell at a delimiter or a line's end; true when it ended the row.
  private mutating func endCell(_ byte: UInt8, _ record: inout CSVRecord) -> Bool {
    let isPlain = state == .plain || state == .behind
    state = .cellStart
    guard byte == 0x0A else {
      record.ends.append(record.bytes.count)
      return false
    }
    line += 1
    let start = record.ends.last ?? 0
    if isPlain, record.bytes.count > start, record.bytes.last == 0x0D { record.bytes.removeLast() }
    if isPlain, record.ends.isEmpty, record.bytes.isEmpty {
      // An empty line is not a row.
      record.clear(line: line)
      return false
    }
    record.ends.append(record.bytes.count)
    return true
  }

  /// Ends the last row at the end of the file; false when no row is open.
  private mutating func finish(_ record: inout CSVRecord) -> Bool {
    switch state {
    case .remark: return false
    case .cellStart where record.ends.isEmpty: return false
    case .quoted:
      record.problems.append(.unclosedQuote(cell: record.count, line: quoteLine))
    case .quoteCarriage:
      record.problems.append(.textBehindQuote(cell: record.count))
    case .cellStart, .plain, .quoteClosed, .behind: break
    }
    if state == .plain, record.ends.isEmpty, record.bytes.isEmpty { return false }
    record.ends.append(record.bytes.count)
    state = .cellStart
    return true
  }
}
