/// Reads one file line by line.
struct Parser {
  private var lines = Lines()
  private var builder = DocumentBuilder()
  private var warnings: [ConfigWarning] = []
  private var comments = CommentStripper()

  mutating func reading(of bytes: Span<UInt8>) throws(ConfigError) -> ConfigReading {
    while let line = lines.next(in: bytes) { try read(line, in: bytes) }
    if comments.depth != 0 {
      warnings.append(ConfigWarning(line: comments.balancedLine, remark: .unbalancedComment))
    }
    builder.closeSection()
    return ConfigReading(document: builder.document, warnings: warnings)
  }

  private mutating func read(_ line: Lines.Line, in bytes: Span<UInt8>) throws(ConfigError) {
    guard !line.isTooLong else { return warn(.lineTooLong) }
    if line.hasSemicolon {
      try readCommented(bytes.extracting(line.range))
    } else if comments.depth == 0 {
      let range = bytes.stripped(line.range)
      if !range.isEmpty { try readStatement(bytes.extracting(range)) }
    }
  }

  private mutating func readCommented(_ line: Span<UInt8>) throws(ConfigError) {
    let cut = try comments.strip(line, number: lines.number)
    let text = comments.text
    let range = text.span.stripped(0..<text.count)
    if !range.isEmpty { return try readStatement(text.span.extracting(range)) }
    if let cut { builder.add(.comment(comment(in: line, behind: cut))) }
  }

  /// Without the one blank we write in front, but with more of them: they are indentation.
  private func comment(in line: Span<UInt8>, behind semicolon: Int) -> String {
    var start = semicolon + 1
    var end = line.count
    while start < end, Grammar.isBlank(line[end - 1]) { end -= 1 }
    if start < end, line[start] == UInt8(ascii: " ") { start += 1 }
    return line.text(start..<end)
  }

  /// Reads a line without comments and outer blanks which is not empty.
  private mutating func readStatement(_ text: Span<UInt8>) throws(ConfigError) {
    switch text[0] {
    case UInt8(ascii: "["): try readSection(text)
    case UInt8(ascii: "#"): readDirective(text)
    default: try readSetting(text)
    }
  }

  private mutating func warn(_ remark: ConfigWarning.Remark) {
    warnings.append(ConfigWarning(line: lines.number, remark: remark))
  }
}

// MARK: Sections

extension Parser {
  private mutating func readSection(_ text: Span<UInt8>) throws(ConfigError) {
    guard let close = text.position(of: UInt8(ascii: "]"), from: 1) else {
      throw .unreadable(line: lines.number, .unclosedSectionName)
    }
    let name = text.text(1..<min(close, 1 + Grammar.nameLimit))
    builder.openSection(name)
    let list = close + 1
    guard list < text.count, text[list] == UInt8(ascii: "(") else { return }
    guard let end = text.position(of: UInt8(ascii: ")"), from: list) else {
      throw .unreadable(line: lines.number, .unclosedTemplateList)
    }
    var start = list + 1
    while start <= end {
      let comma = text.position(of: UInt8(ascii: ","), from: start) ?? end
      readOrigin(text.text(start..<min(comma, end)), of: name)
      start = min(comma, end) + 1
    }
  }

  /// Takes one word between the parentheses behind a section name; blanks are part of it.
  private mutating func readOrigin(_ word: String, of section: String) {
    if word == "!" {
      builder.markTemplate()
    } else if word.utf8.first == UInt8(ascii: "+") {
      if word != "+" || !builder.continueEarlier() { warn(.unknownSection(section)) }
    } else {
      if !builder.isKnown(word) { warn(.unknownTemplate(word)) }
      builder.inherit(from: word)
    }
  }
}

// MARK: Directives

extension Parser {
  private mutating func readDirective(_ text: Span<UInt8>) {
    var end = 1
    // Asterisk compares signed bytes: whatever is not ASCII ends the word too.
    while end < text.count, text[end] > 32, text[end] < 128 { end += 1 }
    let word = text.text(1..<end).lowercased()
    let argument = unquoted(text.stripped(min(end + 1, text.count)..<text.count), in: text)
    guard ["include", "tryinclude", "exec"].contains(word) else {
      return warn(.unknownDirective(word))
    }
    guard let argument else { return warn(.noDirectiveArgument) }
    if word == "exec" { return warn(.execute(argument)) }
    builder.add(.include(Include(path: argument, isRequired: word == "include")))
  }

  /// The argument without one pair of `""` or `<>` around it; nil when there is none.
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
  private mutating func readSetting(_ text: Span<UInt8>) throws(ConfigError) {
    guard builder.hasSection else {
      throw .unreadable(line: lines.number, .settingOutsideSection)
    }
    let start = try startOfName(in: text)
    // An escaped byte belongs to the name, be it a `=`.
    let unescaped = start == 0 ? 0 : start + 1
    guard let equals = text.position(of: UInt8(ascii: "="), from: unescaped) else {
      return warn(.noEqualsSign)
    }
    if equals > unescaped, text[equals - 1] == UInt8(ascii: "+") {
      return readLengthening(text, name: start..<(equals - 1), value: (equals + 1)..<text.count)
    }
    let isObject = equals + 1 < text.count && text[equals + 1] == UInt8(ascii: ">")
    add(
      text, name: start..<equals, value: (equals + (isObject ? 2 : 1))..<text.count,
      isObject: isObject)
  }

  /// Where the name starts: behind the backslash which allows it to start with `[` or `#`.
  private func startOfName(in text: Span<UInt8>) throws(ConfigError) -> Int {
    guard text[0] == Grammar.escape else { return 0 }
    // Asterisk compares signed bytes: what is not ASCII counts as blank.
    guard text.count > 1, text[1] > 32, text[1] < 128 else {
      throw .unreadable(line: lines.number, .invalidEscape)
    }
    return 1
  }

  /// `name += value`, which without an earlier `name` is `name = value`.
  private mutating func readLengthening(
    _ text: Span<UInt8>, name: Range<Int>, value: Range<Int>
  ) {
    let key = text.text(text.stripped(name))
    if builder.lengthen(key, by: text.text(value)) { return }
    add(text, name: name, value: value, isObject: false)
  }

  private mutating func add(
    _ text: Span<UInt8>, name: Range<Int>, value: Range<Int>, isObject: Bool
  ) {
    let name = text.stripped(name)
    guard !name.isEmpty else { return warn(.noSettingName) }
    let value = text.text(text.stripped(value))
    builder.add(Setting(name: text.text(name), value: value, isObject: isObject))
  }
}
