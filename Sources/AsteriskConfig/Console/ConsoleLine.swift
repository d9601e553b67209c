// Pieces of the lines that Asterisk's console prints.

extension String {
  /// Its lines, without empty ones.
  var consoleLines: [Substring] {
    utf8.split(separator: UInt8(ascii: "\n")).map { Substring($0) }
  }
}

extension Substring {
  /// The text before the first place where `mark` stands, and after it; nil where it does not stand.
  func halves(at mark: String) -> (before: Substring, after: Substring)? {
    let mark = Array(mark.utf8)
    var start = utf8.startIndex
    while let hit = utf8[start...].firstIndex(of: mark[0]) {
      if utf8[hit...].starts(with: mark) {
        return (self[..<hit], self[utf8.index(hit, offsetBy: mark.count)...])
      }
      start = utf8.index(after: hit)
    }
    return nil
  }

  /// The same for the last place.
  func lastHalves(at mark: String) -> (before: Substring, after: Substring)? {
    var found: (before: Substring, after: Substring)?
    var rest = self
    while let (_, after) = rest.halves(at: mark) {
      let end = utf8.index(after.startIndex, offsetBy: -mark.utf8.count)
      found = (self[..<end], self[after.startIndex...])
      rest = after
    }
    return found
  }

  func contains(mark: String) -> Bool { halves(at: mark) != nil }

  /// The words between blanks.
  var words: [Substring] { split { $0 == " " || $0 == "\t" } }

  /// Without blanks around it.
  var unpadded: Substring {
    func isBlank(_ character: Character) -> Bool {
      character == " " || character == "\t" || character == "\r"
    }
    let end = lastIndex { !isBlank($0) }.map(index(after:)) ?? startIndex
    return self[..<end].drop(while: isBlank)
  }
}
