/// Finds the end of a value in a line.
///
/// In doubt a value ends late: hiding too much does less harm than hiding too little.
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

  /// The rest of the line, or of the quoted text around the value.
  func phrase(from start: Int, isInText: Bool) -> Int {
    guard isInText else { return max(start, lineEnd) }
    let end = (start..<max(start, lineEnd)).first { index in
      line[index] == Self.quote && line[index - 1] != Self.backslash && endsText(index, true)
    }
    return end ?? max(start, lineEnd)
  }

  /// An unquoted value ends at a blank or `&`, because a password may contain anything else.
  ///
  /// - Parameters:
  ///   - isJSON: The key is quoted, so a comma or a bracket also ends the value.
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

  /// A text quoted by `mark`; as many backslashes are before its closing quote as before the
  /// opening one.
  func quoted(_ mark: UInt8, depth: Int, from start: Int) -> Int {
    for index in start..<max(start, lineEnd) where line[index] == mark {
      let run = backslashes(before: index, from: start)
      if Self.isEnd(run, depth) { return index - min(run, depth) }
    }
    return max(start, lineEnd)
  }

  /// The text in brackets; the rest of the line if they are not closed.
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

  /// Whether what follows may belong to the value, and not to the text around it.
  func goesOn(at index: Int) -> Bool {
    index < lineEnd && !" \t\r,;)]}\"'\\&<".utf8.contains(line[index])
  }

  /// A quote that ends a text, not one that is part of a password.
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

  /// 1, 3, 7… backslashes before its quotes mean that a text is nested in 1, 2, 3… others, because
  /// each level doubles them.
  private static func isEnd(_ run: Int, _ depth: Int) -> Bool {
    run < depth || (run - depth).isMultiple(of: 2 * (depth + 1))
  }
}
