extension [UInt8] {
  /// Appends `text` with a backslash before each `;`, which is all the escaping there is.
  ///
  /// Asterisk drops exactly one backslash before a `;`, whatever stands before that: `\\;` is read
  /// as `\;`, and a backslash anywhere else is a backslash. So every text has its spelling. In a
  /// comment nothing is special any more.
  mutating func append(escaping text: String, as role: TextRole) {
    guard role != .comment, text.utf8.span.position(of: Grammar.comment) != nil else {
      return append(contentsOf: text.utf8)
    }
    for byte in text.utf8 {
      if byte == Grammar.comment { append(Grammar.escape) }
      append(byte)
    }
  }
}
