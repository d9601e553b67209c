extension ConfigDocument {
  /// The text of this document, which Asterisk reads back as exactly this document.
  ///
  /// Sections stand apart by one blank line; the same document always gives the same bytes.
  /// - Throws: `ConfigError.unwritable` for the first thing which has no such text.
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

  /// The bytes of the text if nothing has to be escaped, so that the buffer never grows.
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

  /// The `(!,base)` behind a section name.
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

  /// The blank behind `=` keeps a value which starts with `>` from making `=>`, and the one before
  /// it a name which ends in `+` from making `+=`.
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

  /// Layout: a blank line behind each section and before each section, but none between a section
  /// and the comment above it.
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
