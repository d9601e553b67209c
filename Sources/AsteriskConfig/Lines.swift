/// Splits a file into lines as Asterisk does with its buffer of 8192 bytes.
struct Lines {
  /// The number of the last line, from 1.
  ///
  /// A line that is too long counts once.
  private(set) var number = 0
  private var position = 0

  /// One line without its end.
  struct Line {
    var range: Range<Int>
    var hasSemicolon = false
    var isTooLong = false
  }

  /// The next line; nil after the last.
  mutating func next(in bytes: Span<UInt8>) -> Line? {
    guard position < bytes.count else { return nil }
    number += 1
    var line = chunk(in: bytes)
    guard line.isTooLong else { return withoutByteOrderMark(line, in: bytes) }
    while position < bytes.count, chunk(in: bytes).isTooLong {}
    line.isTooLong = true
    return line
  }

  /// One read into the buffer.
  ///
  /// A NUL ends the text of the line, but not the read.
  private mutating func chunk(in bytes: Span<UInt8>) -> Line {
    let start = position
    let limit = min(bytes.count, start + Grammar.lineLimit + 1)
    var end: Int?
    var line = Line(range: start..<start)
    while position < limit {
      let byte = bytes[position]
      if byte <= Grammar.comment {
        if byte == Grammar.lineEnd { break }
        if byte == Grammar.comment, end == nil { line.hasSemicolon = true }
        if byte == 0, end == nil { end = position }
      }
      position += 1
    }
    line.range = start..<(end ?? position)
    let isWhole = position < limit
    line.isTooLong = !isWhole && end == nil && position - start > Grammar.lineLimit
    if isWhole { position += 1 }
    return line
  }

  private func withoutByteOrderMark(_ line: Line, in bytes: Span<UInt8>) -> Line {
    let start = line.range.lowerBound
    guard number == 1, line.range.count >= 3, bytes[start] == 0xEF, bytes[start + 1] == 0xBB,
      bytes[start + 2] == 0xBF
    else { return line }
    var line = line
    line.range = (start + 3)..<line.range.upperBound
    return line
  }
}
