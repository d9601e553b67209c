extension ConfigDocument {
  /// The text that Asterisk reads back as exactly this document.
  ///
  /// One blank line separates sections. The same document always gives the same bytes.
  /// - Throws: `ConfigError.unwritable` for the first item that cannot be written.
  package func encoded() throws(ConfigError) -> [UInt8] {
    var encoder = Encoder(capacity: sizeHint)
    for item in items {
      switch item {
      case .comment(let text): try encoder.write(comment: text)
      case .include(let include): try encoder.write(include)
      case .section(let section): try encoder.write(section)
      }
    }
    return encoder.bytes
  }

  /// The size of the text without escapes, so that the buffer rarely grows.
  private var sizeHint: Int {
    items.reduce(into: 0) { size, item in
      switch item {
      case .comment(let text): size += text.utf8.count + 4
      case .include(let include): size += include.path.utf8.count + 16
      case .section(let section):
        size += section.name.utf8.count + 8
        for template in section.templates { size += template.utf8.count + 1 }
        for setting in section.settings {
          size += setting.name.utf8.count + setting.value.utf8.count + 5
        }
      }
    }
  }
}

private struct Encoder {
  private(set) var bytes: [UInt8] = []
  private var lineStart = 0
  private var previous = Kind.nothing

  private enum Kind { case nothing, comment, include, section }

  init(capacity: Int) {
    bytes.reserveCapacity(capacity)
  }

  mutating func write(comment text: String) throws(ConfigError) {
    begin(.comment)
    append(";")
    if !text.isEmpty {
      append(" ")
      try append(text, as: .comment, at: .comment)
    }
    try endLine(at: .comment)
  }

  mutating func write(_ include: Include) throws(ConfigError) {
    begin(.include)
    append(include.isRequired ? "#include " : "#tryinclude ")
    try append(include.path, as: .path, at: .includePath(include.path))
    try endLine(at: .includePath(include.path))
  }

  mutating func write(_ section: Section) throws(ConfigError) {
    begin(.section)
    append("[")
    try append(section.name, as: .sectionName, at: .sectionName(section.name))
    append("]")
    if section.isTemplate || !section.templates.isEmpty { try write(originOf: section) }
    try endLine(at: .sectionName(section.name))
    for setting in section.settings { try write(setting, in: section.name) }
  }

  /// The `(!,base)` after a section name.
  private mutating func write(originOf section: Section) throws(ConfigError) {
    append(section.isTemplate ? "(!" : "(")
    var needsComma = section.isTemplate
    for template in section.templates {
      if needsComma { append(",") }
      needsComma = true
      try append(
        template, as: .templateName, at: .templateName(template, section: section.name))
    }
    append(")")
  }

  /// Writes blanks around `=`.
  ///
  /// Otherwise a value that starts with `>` would make `=>`, and a name that ends in `+` would make `+=`.
  private mutating func write(_ setting: Setting, in section: String) throws(ConfigError) {
    try append(
      setting.name, as: .settingName, at: .settingName(setting.name, section: section))
    append(setting.isObject ? " =>" : " =")
    if !setting.value.isEmpty {
      append(" ")
      try append(
        setting.value, as: .value, at: .settingValue(of: setting.name, section: section))
    }
    try endLine(at: .settingValue(of: setting.name, section: section))
  }

  /// Begins an item.
  ///
  /// A blank line separates sections from what is before and after, except for a comment directly above a section.
  private mutating func begin(_ kind: Kind) {
    if previous == .section || (kind == .section && previous == .include) {
      bytes.append(Grammar.lineEnd)
      lineStart = bytes.count
    }
    previous = kind
  }

  private mutating func endLine(
    at place: @autoclosure () -> ConfigError.Place
  ) throws(ConfigError) {
    guard bytes.count - lineStart <= Grammar.lineLimit else {
      throw .unwritable(place(), .tooLong(limit: Grammar.lineLimit))
    }
    bytes.append(Grammar.lineEnd)
    lineStart = bytes.count
  }

  private mutating func append(_ mark: String) {
    bytes.append(contentsOf: mark.utf8)
  }

  private mutating func append(
    _ text: String, as role: TextRole, at place: @autoclosure () -> ConfigError.Place
  ) throws(ConfigError) {
    if let reason = role.objection(to: text.utf8.span) { throw .unwritable(place(), reason) }
    bytes.append(escaping: text, as: role)
  }
}

extension [UInt8] {
  /// Appends `text` with a backslash before each `;`.
  ///
  /// Nothing else needs an escape.
  ///
  /// Asterisk drops exactly one backslash before a `;`: it reads `\\;` as `\;`. A backslash anywhere else is a plain
  /// backslash. So every text can be written. In a comment nothing is special.
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
