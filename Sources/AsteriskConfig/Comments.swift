/// Removes comments and then escapes, line by line.
///
/// `;` begins a comment to the end of the line. `;--` (without a third `-`) opens a block and `--;` closes it; blocks
/// nest. `\;` is a plain `;`.
struct CommentStripper {
  /// The number of open blocks.
  ///
  /// It is below 0 after a surplus `--;`: Asterisk then skips all lines, as inside a block, until enough `;--` follow.
  private(set) var depth = 0
  /// The last line at which `depth` was 0.
  private(set) var balancedLine = 0
  /// The rest of the last line.
  private(set) var text: [UInt8] = []

  /// Sets `text` to the rest of a line.
  /// - Returns: the index of the `;` that begins a comment; nil when there is none.
  mutating func strip(_ line: Span<UInt8>, number: Int) throws(ConfigError) -> Int? {
    text.removeAll(keepingCapacity: true)
    if depth == 0 { balancedLine = number }
    var isCopying = depth == 0
    var index = 0
    // A mark cannot share bytes with the one before it: bytes before this index are used up.
    var unused = 0
    while index < line.count {
      let byte = line[index]
      if byte != Grammar.comment {
        if isCopying { text.append(byte) }
        index += 1
        continue
      }
      if index > unused, line[index - 1] == Grammar.escape {
        if isCopying { text[text.count - 1] = byte }
      } else if opensBlock(line, at: index) {
        guard depth < Grammar.commentDepthLimit else {
          throw .unreadable(line: number, .commentsNestedTooDeep)
        }
        depth += 1
        isCopying = false
        index += 2
      } else if index >= unused + 2, closesBlock(line, at: index) {
        depth -= 1
        if depth == 0 { isCopying = true } else if isCopying { text.append(byte) }
      } else if depth == 0 {
        return index
      } else if isCopying {
        text.append(byte)
      }
      index += 1
      unused = index
    }
    return nil
  }

  private func opensBlock(_ line: Span<UInt8>, at index: Int) -> Bool {
    index + 2 < line.count && line[index + 1] == Grammar.dash && line[index + 2] == Grammar.dash
      && !(index + 3 < line.count && line[index + 3] == Grammar.dash)
  }

  private func closesBlock(_ line: Span<UInt8>, at index: Int) -> Bool {
    line[index - 1] == Grammar.dash && line[index - 2] == Grammar.dash
  }
}
