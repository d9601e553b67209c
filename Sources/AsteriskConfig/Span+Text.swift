extension Span<UInt8> {
  /// `range` without the blanks at both its ends.
  func stripped(_ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, Grammar.isBlank(self[start]) { start += 1 }
    while start < end, Grammar.isBlank(self[end - 1]) { end -= 1 }
    return start..<end
  }

  /// Where `byte` stands first, from `start` on.
  func position(of byte: UInt8, from start: Int = 0) -> Int? {
    var index = start
    while index < count {
      if self[index] == byte { return index }
      index += 1
    }
    return nil
  }

  /// The text of `range`; what is not UTF-8 becomes U+FFFD.
  func text(_ range: Range<Int>) -> String {
    let bytes = extracting(range)
    guard let valid = try? UTF8Span(validating: bytes) else {
      return String(decoding: bytes.indices.map { bytes[$0] }, as: UTF8.self)
    }
    return String(copying: valid)
  }
}
