/// Call or pickup groups: numbers 0–63 and ranges, kept sorted and merged (chan_sip ignores others).
package struct GroupSet: ListFieldValue {
  /// Bit n = group n.
  private let bits: UInt64

  package static var kind: FieldKind { .list([]) }

  package init() {
    bits = 0
  }

  private init(bits: UInt64) {
    self.bits = bits
  }

  package init(parsing text: String) throws(Refusal) {
    var bits: UInt64 = 0
    for part in text.split(separator: ",", omittingEmptySubsequences: text.isEmpty) {
      let ends = part.split(separator: "-", omittingEmptySubsequences: false).map(trimmed)
      let numbers = ends.compactMap { $0.utf8.allSatisfy(isASCIIDigit) ? Int($0) : nil }
      guard numbers.count == ends.count, (1...2).contains(numbers.count),
        let first = numbers.first, let last = numbers.last, first <= last, last <= 63
      else {
        throw Refusal(
          "not-a-group", "\(quoted(String(part))) is neither a group 0-63 nor a range of them",
          hint: "for example 1,3-5")
      }
      for group in first...last { bits |= 1 << group }
    }
    self.bits = bits
  }

  package var text: String {
    var parts: [String] = []
    var group = 0
    while group < 64 {
      guard contains(group) else {
        group += 1
        continue
      }
      var last = group
      while last < 63, contains(last + 1) { last += 1 }
      parts.append(group == last ? "\(group)" : "\(group)-\(last)")
      group = last + 1
    }
    return parts.joined(separator: ",")
  }

  package func adding(_ other: Self) -> String { Self(bits: bits | other.bits).text }
  package func removing(_ other: Self) -> String { Self(bits: bits & ~other.bits).text }

  private func contains(_ group: Int) -> Bool { bits & (1 << group) != 0 }
}
