/// Takes comments out of lines, one line after the other, and escapes out of what remains.
///
/// `;` comments to the end of the line, `;--` (without a third `-`) opens a block which `--;`
/// closes, blocks nest, and `\;` is a `;` with none of these meanings.
struct CommentStripper {
  /// How many blocks are open.
  ///
  /// Below 0 after a `--;` too many: Asterisk then skips line after line as inside a block, until
  /// enough `;--` have come.
  private(set) var depth = 0
  /// The line where `depth` was last 0.
  private(set) var balancedLine = 0
  /// What remains of the last line given.
  private(set) var text: [UInt8] = []

  /// Sets `text` to what remains of a line.
  /// - Returns: where the `;` stands which cuts the line; nil when none does.
  mutating func strip(_ line: Span<UInt8>, number: Int) throws(ConfigError) -> Int? {
    text.removeAll(keepingCapacity: true)
    if depth == 0 { balancedLine = number }
    var isCopying = depth == 0
    var index = 0
    // A mark does not reach back over the one before it: what stands here is already used up.
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
