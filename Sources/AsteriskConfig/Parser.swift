/// Reads one file, statement by statement.
struct Parser {
  private var lines = Lines()
  /// A file may begin inside a comment that an earlier file opened.
  var comments = CommentStripper()
  /// Whether a section is open for settings.
  var hasSection = false

  /// The line of the last statement; counts from 1.
  var line: Int { lines.number }

  /// The next statement; nil at the end.
  /// - Throws: `ConfigError.unreadable` for a line where Asterisk stops reading.
  mutating func next(in bytes: Span<UInt8>) throws(ConfigError) -> Statement? {
    while let line = lines.next(in: bytes) {
      if let statement = try statement(of: line, in: bytes) { return statement }
    }
    return nil
  }

  private mutating func statement(
    of line: Lines.Line, in bytes: Span<UInt8>
  ) throws(ConfigError) -> Statement? {
    guard !line.isTooLong else { return .skipped(.lineTooLong) }
    if line.hasSemicolon { return try commented(bytes.extracting(line.range)) }
    guard comments.depth == 0 else { return nil }
    let range = bytes.stripped(line.range)
    return range.isEmpty ? nil : try statement(bytes.extracting(range))
  }

  private mutating func commented(_ line: Span<UInt8>) throws(ConfigError) -> Statement? {
    let cut = try comments.strip(line, number: lines.number)
    let text = comments.text
    let range = text.span.stripped(0..<text.count)
    if !range.isEmpty { return try statement(text.span.extracting(range)) }
    return cut.map { .comment(comment(in: line, behind: $0)) }
  }

  /// The comment without one leading blank, which the encoder writes.
  ///
  /// More blanks are indentation and stay.
  private func comment(in line: Span<UInt8>, behind semicolon: Int) -> String {
    var start = semicolon + 1
    var end = line.count
    while start < end, Grammar.isBlank(line[end - 1]) { end -= 1 }
    if start < end, line[start] == UInt8(ascii: " ") { start += 1 }
    return line.text(start..<end)
  }

  /// Reads a line that is not empty and has no comments and no outer blanks.
  private mutating func statement(_ text: Span<UInt8>) throws(ConfigError) -> Statement {
    switch text[0] {
    case UInt8(ascii: "["): .section(try header(text))
    case UInt8(ascii: "#"): directive(text)
    default: try setting(text)
    }
  }
}

// MARK: Sections

extension Parser {
  private mutating func header(_ text: Span<UInt8>) throws(ConfigError) -> SectionHeader {
    guard let close = text.position(of: UInt8(ascii: "]"), from: 1) else {
      throw .unreadable(line: lines.number, .unclosedSectionName)
    }
    hasSection = true
    let name = text.text(1..<min(close, 1 + Grammar.nameLimit))
    let list = close + 1
    guard list < text.count, text[list] == UInt8(ascii: "(") else {
      return SectionHeader(name: name, words: [])
    }
    guard let end = text.position(of: UInt8(ascii: ")"), from: list) else {
      throw .unreadable(line: lines.number, .unclosedTemplateList)
    }
    var words: [SectionHeader.Word] = []
    var start = list + 1
    while start <= end {
      let comma = text.position(of: UInt8(ascii: ","), from: start) ?? end
      words.append(word(text.text(start..<min(comma, end))))
      start = min(comma, end) + 1
    }
    return SectionHeader(name: name, words: words)
  }

  private func word(_ text: String) -> SectionHeader.Word {
    if text == "!" { return .template }
    guard text.utf8.first == UInt8(ascii: "+") else { return .parent(text) }
    return .addition(filter: String(text.dropFirst()))
  }
}

// MARK: Directives

extension Parser {
  private func directive(_ text: Span<UInt8>) -> Statement {
    var end = 1
    // Asterisk compares signed bytes, so a byte that is not ASCII ends the word too.
    while end < text.count, text[end] > 32, text[end] < 128 { end += 1 }
    let word = text.text(1..<end).lowercased()
    let argument = unquoted(text.stripped(min(end + 1, text.count)..<text.count), in: text)
    guard ["include", "tryinclude", "exec"].contains(word) else {
      return .skipped(.unknownDirective(word))
    }
    guard let argument else { return .skipped(.noDirectiveArgument) }
    return word == "exec"
      ? .skipped(.execute(argument))
      : .include(Include(path: argument, isRequired: word == "include"))
  }

  /// The argument without a pair of `""` or `<>` around it; nil when there is no argument.
  private func unquoted(_ range: Range<Int>, in text: Span<UInt8>) -> String? {
    guard !range.isEmpty else { return nil }
    let last = text[range.upperBound - 1]
    switch text[range.lowerBound] {
    case UInt8(ascii: "\"") where last == UInt8(ascii: "\"") && range.count > 1,
      UInt8(ascii: "<") where last == UInt8(ascii: ">"):
      return text.text((range.lowerBound + 1)..<(range.upperBound - 1))
    default:
      return text.text(range)
    }
  }
}

// MARK: Settings

extension Parser {
  private func setting(_ text: Span<UInt8>) throws(ConfigError) -> Statement {
    guard hasSection else {
      throw .unreadable(line: lines.number, .settingOutsideSection)
    }
    let start = try startOfName(in: text)
    // An escaped byte belongs to the name, even if it is a `=`.
    let unescaped = start == 0 ? 0 : start + 1
    guard let equals = text.position(of: UInt8(ascii: "="), from: unescaped) else {
      return .skipped(.noEqualsSign)
    }
    if equals > unescaped, text[equals - 1] == UInt8(ascii: "+") {
      let value = (equals + 1)..<text.count
      guard let setting = setting(in: text, name: start..<(equals - 1), value: value) else {
        return .skipped(.noSettingName)
      }
      return .lengthening(setting, tail: text.text(value))
    }
    let isObject = equals + 1 < text.count && text[equals + 1] == UInt8(ascii: ">")
    let value = (equals + (isObject ? 2 : 1))..<text.count
    return setting(in: text, name: start..<equals, value: value, isObject: isObject)
      .map { .setting($0) } ?? .skipped(.noSettingName)
  }

  /// Where the name starts: after the backslash that lets it begin with `[` or `#`.
  private func startOfName(in text: Span<UInt8>) throws(ConfigError) -> Int {
    guard text[0] == Grammar.escape else { return 0 }
    // Asterisk compares signed bytes, so a byte that is not ASCII counts as a blank.
    guard text.count > 1, text[1] > 32, text[1] < 128 else {
      throw .unreadable(line: lines.number, .invalidEscape)
    }
    return 1
  }

  /// nil when there is nothing before the `=`.
  private func setting(
    in text: Span<UInt8>, name: Range<Int>, value: Range<Int>, isObject: Bool = false
  ) -> Setting? {
    let name = text.stripped(name)
    guard !name.isEmpty else { return nil }
    let value = text.text(text.stripped(value))
    return Setting(name: text.text(name), value: value, isObject: isObject)
  }
}

/// One line of a file.
enum Statement {
  /// A comment on a line of its own, without the `;` and one blank after it.
  case comment(String)
  case section(SectionHeader)
  case include(Include)
  case setting(Setting)
  /// `name += value`. It appends `tail`, with its leading blanks, to an existing setting; if there is none, it is
  /// the setting itself.
  case lengthening(Setting, tail: String)
  /// Asterisk skips the line.
  case skipped(ConfigWarning.Remark)
}

/// `[name](words)`, as it is written.
package struct SectionHeader: Equatable, Sendable {
  /// At most 79 bytes.
  package let name: String
  /// In the order in which Asterisk acts on them.
  package let words: [Word]

  /// One word between the parentheses; blanks are part of it.
  package enum Word: Equatable, Sendable {
    /// `!`
    case template
    /// `+` (an empty filter) or `+type=aor`: continues the first section of that name that matches.
    case addition(filter: String)
    /// The name of a section whose settings come before its own.
    case parent(String)
  }
}
