/// The places where a text can be, and which texts each place refuses.
enum TextRole {
  case comment, path, sectionName, templateName, settingName, value

  /// Why the text would not be read back at this place; nil when it would.
  func objection(to text: Span<UInt8>) -> ConfigError.Reason? {
    guard !text.isEmpty else { return .empty }
    if let limit, text.count > limit { return .tooLong(limit: limit) }
    for index in text.indices where Grammar.isControl(text[index]) { return .controlCharacter }
    // A comment keeps its indentation: the first byte of its line is the `;`.
    let first = self == .comment ? Grammar.comment : text[0]
    if Grammar.isBlank(first) || Grammar.isBlank(text[text.count - 1]) { return .outerBlank }
    return reservedByte(in: text).map { .reserved(Character(Unicode.Scalar($0))) }
  }

  private var limit: Int? {
    switch self {
    case .sectionName, .templateName: Grammar.nameLimit
    case .path: Grammar.pathLimit
    case .comment, .settingName, .value: nil
    }
  }

  private func reservedByte(in text: Span<UInt8>) -> UInt8? {
    switch self {
    case .value: nil
    case .comment: opensBlock(text) ? Grammar.dash : nil
    case .path: first(of: text, in: "\"<")
    case .sectionName: any(of: text, in: "]")
    // `!` and `+` are special words of the list, and commas separate its words.
    case .templateName: first(of: text, in: "!+") ?? any(of: text, in: "],)")
    // `[` begins a section, `#` a directive, and a backslash an escaped name.
    case .settingName: first(of: text, in: "[#\\") ?? any(of: text, in: "=")
    }
  }

  /// Whether `;` and this text would open a block comment: `;--` does, `;---` does not.
  ///
  /// The encoder writes a blank between them, but somebody who removes it by hand would lose the rest of the file.
  private func opensBlock(_ text: Span<UInt8>) -> Bool {
    text.count >= 2 && text[0] == Grammar.dash && text[1] == Grammar.dash
      && !(text.count > 2 && text[2] == Grammar.dash)
  }

  private func first(of text: Span<UInt8>, in reserved: String) -> UInt8? {
    reserved.utf8.first { $0 == text[0] }
  }

  private func any(of text: Span<UInt8>, in reserved: String) -> UInt8? {
    reserved.utf8.first { text.position(of: $0) != nil }
  }
}
