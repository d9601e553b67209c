/// Where values end in one line.
///
/// In doubt they end late: what is hidden too much is missed less than what is hidden too little.
struct SecretValue {
  private static let quote = UInt8(ascii: "\"")
  private static let backslash = UInt8(ascii: "\\")

  private let line: [UInt8]
  /// Without its end.
  private let lineEnd: Int

  init(_ line: [UInt8]) {
    self.line = line
    lineEnd = (line.lastIndex { !"\r\n".utf8.contains($0) } ?? -1) + 1
  }

  /// The rest of the line, or of the text in `"` that the value is in.
  func phrase(from start: Int, isInText: Bool) -> Int {
    guard isInText else { return max(start, lineEnd) }
    let end = (start..<max(start, lineEnd)).first { index in
      line[index] == Self.quote && line[index - 1] != Self.backslash && endsText(index, true)
    }
    return end ?? max(start, lineEnd)
  }

  /// A value without quotes: to a blank or `&`, since a password may hold anything else.
  ///
  /// - Parameters:
  ///   - isJSON: A number or a word behind a quoted key, which a comma or a bracket ends.
  func bare(from start: Int, isInText: Bool, isJSON: Bool = false) -> Int {
    var index = start
    while index < lineEnd {
      switch line[index] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "&"):
        return index
      case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"):
        if isJSON { return index }
      case Self.quote, UInt8(ascii: "'"):
        if endsText(index, isInText) { return index - backslashes(before: index, from: start) }
      default: break
      }
      index += 1
    }
    return index
  }

  /// A text in `mark`, in front of which as many backslashes stand as there are in front of the end.
  func quoted(_ mark: UInt8, depth: Int, from start: Int) -> Int {
    for index in start..<max(start, lineEnd) where line[index] == mark {
      let run = backslashes(before: index, from: start)
      if Self.isEnd(run, depth) { return index - min(run, depth) }
    }
    return max(start, lineEnd)
  }

  /// All that is in brackets; the rest of the line where they are not closed.
  func brackets(from start: Int) -> Int {
    var level = 0
    var open: (mark: UInt8, depth: Int)?
    for index in start..<lineEnd {
      let byte = line[index]
      switch byte {
      case Self.quote, UInt8(ascii: "'"):
        let run = backslashes(before: index, from: start)
        if let text = open {
          if text.mark == byte, Self.isEnd(run, text.depth) { open = nil }
        } else {
          open = (byte, run)
        }
      case UInt8(ascii: "["), UInt8(ascii: "{"): if open == nil { level += 1 }
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        if open == nil { level -= 1 }
        if level == 0 { return index + 1 }
      default: break
      }
    }
    return lineEnd
  }

  /// Whether something follows that may be of the value, and not of what the value stands in.
  func goesOn(at index: Int) -> Bool {
    index < lineEnd && !" \t\r,;)]}\"'\\&<".utf8.contains(line[index])
  }

  /// A quote that ends a text, and is not one character of a password.
  private func endsText(_ index: Int, _ isInText: Bool) -> Bool {
    let isPlain = line[index] == Self.quote && (index == 0 || line[index - 1] != Self.backslash)
    guard isInText || !isPlain else { return false }
    return index + 1 >= lineEnd || " \t\r,;:)]}>&\"'\\".utf8.contains(line[index + 1])
  }

  private func backslashes(before index: Int, from start: Int) -> Int {
    var first = index
    while first > start, line[first - 1] == Self.backslash { first -= 1 }
    return index - first
  }

  /// A text whose quotes have 1, 3, 7… backslashes stands in 1, 2, 3… other texts; each of these doubles
  /// the backslashes in it.
  private static func isEnd(_ run: Int, _ depth: Int) -> Bool {
    run < depth || (run - depth).isMultiple(of: 2 * (depth + 1))
  }
}
