/// The text forms of IP addresses: dotted quad, and RFC 4291 section 2.2 without a zone.
enum IPAddress {
  static func isValid(_ text: String) -> Bool {
    isVersion4(Substring(text)) || isVersion6(text)
  }

  static func isVersion4(_ text: Substring) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4
      && parts.allSatisfy { part in
        (1...3).contains(part.utf8.count) && part.utf8.allSatisfy(isASCIIDigit)
          && (Int(part) ?? .max) <= 255 && (part == "0" || part.first != "0")
      }
  }

  static func isVersion6(_ text: String) -> Bool {
    let halves = text.components(separatedBy: "::")
    guard halves.count <= 2 else { return false }
    // A dotted quad is the end of an address or nothing.
    guard halves.count == 1 || !halves[0].contains(".") else { return false }
    let groups = halves.map { groupCount($0) }
    guard !groups.contains(nil) else { return false }
    let count = groups.reduce(0) { $0 + ($1 ?? 0) }
    return halves.count == 2 ? count <= 7 : count == 8
  }

  /// The 16-bit groups in one side of `::`; nil when it is malformed.
  private static func groupCount(_ text: Substring) -> Int? {
    guard !text.isEmpty else { return 0 }
    var parts = text.split(separator: ":", omittingEmptySubsequences: false)
    var count = 0
    if let last = parts.last, last.contains(".") {
      guard isVersion4(last) else { return nil }
      parts.removeLast()
      count = 2
    }
    guard
      parts.allSatisfy({ (1...4).contains($0.utf8.count) && $0.utf8.allSatisfy(isHexDigit) })
    else { return nil }
    return count + parts.count
  }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    isASCIIDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
  }
}

extension String {
  /// Splits at each `separator`, without Foundation.
  func components(separatedBy separator: String) -> [Substring] {
    var pieces: [Substring] = []
    var rest = self[...]
    while let range = rest.range(of: separator) {
      pieces.append(rest[..<range.lowerBound])
      rest = rest[range.upperBound...]
    }
    return pieces + [rest]
  }
}

extension StringProtocol {
  /// The first place of `other`.
  func range(of other: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(other) { return start..<index(start, offsetBy: other.count) }
      start = index(after: start)
    }
    return nil
  }
}
