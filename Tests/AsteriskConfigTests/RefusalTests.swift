import AsteriskConfig
import Testing

/// A value that Asterisk would read differently cannot be written.
struct RefusalTests {
  @Test(arguments: [
    ("a\nb", ConfigError.Reason.controlCharacter),
    ("a\r", .controlCharacter),
    ("a\0b", .controlCharacter),
    ("a\tb", .controlCharacter),
    ("a\u{7F}b", .controlCharacter),
    ("\r\n", .controlCharacter),
    (" a", .outerBlank),
    ("a ", .outerBlank),
    (" ", .outerBlank),
  ])
  func `refuses a value`(value: String, reason: ConfigError.Reason) {
    let place = ConfigError.Place.settingValue(of: "x", section: "s")
    #expect(throws: ConfigError.unwritable(place, reason)) {
      try encode(Section(name: "s", settings: [Setting(name: "x", value: value)]))
    }
  }

  @Test(arguments: [
    ("", ConfigError.Reason.empty),
    ("a\nb", .controlCharacter),
    (" a", .outerBlank),
    ("a=b", .reserved("=")),
    ("a=\u{301}b", .reserved("=")),
    ("[a", .reserved("[")),
    ("#include", .reserved("#")),
    (#"\a"#, .reserved("\\")),
  ])
  func `refuses a setting name`(name: String, reason: ConfigError.Reason) {
    let place = ConfigError.Place.settingName(name, section: "s")
    #expect(throws: ConfigError.unwritable(place, reason)) {
      try encode(Section(name: "s", settings: [Setting(name: name, value: "v")]))
    }
  }

  @Test(arguments: [
    ("", ConfigError.Reason.empty),
    ("a]b", .reserved("]")),
    ("a]\u{301}b", .reserved("]")),
    ("a\nb", .controlCharacter),
    (" a", .outerBlank),
    ("a ", .outerBlank),
    (String(repeating: "n", count: 80), .tooLong(limit: 79)),
    (String(repeating: "é", count: 40), .tooLong(limit: 79)),
  ])
  func `refuses a section name`(name: String, reason: ConfigError.Reason) {
    #expect(throws: ConfigError.unwritable(.sectionName(name), reason)) {
      try encode(Section(name: name))
    }
  }

  @Test(arguments: [
    ("", ConfigError.Reason.empty),
    ("!", .reserved("!")),
    ("+", .reserved("+")),
    ("a,b", .reserved(",")),
    ("a)b", .reserved(")")),
    ("a]b", .reserved("]")),
    ("a ", .outerBlank),
    (String(repeating: "n", count: 80), .tooLong(limit: 79)),
  ])
  func `refuses a template name`(name: String, reason: ConfigError.Reason) {
    let place = ConfigError.Place.templateName(name, section: "s")
    #expect(throws: ConfigError.unwritable(place, reason)) {
      try encode(Section(name: "s", templates: ["good", name]))
    }
  }

  @Test(arguments: [
    ("", ConfigError.Reason.empty),
    ("a\nb", .controlCharacter),
    ("a ", .outerBlank),
    ("\"a\"", .reserved("\"")),
    ("<a>", .reserved("<")),
    (String(repeating: "p", count: 256), .tooLong(limit: 255)),
  ])
  func `refuses an include path`(path: String, reason: ConfigError.Reason) {
    #expect(throws: ConfigError.unwritable(.includePath(path), reason)) {
      try ConfigDocument(items: [.include(Include(path: path))]).encoded()
    }
  }

  @Test(arguments: [
    ("--", ConfigError.Reason.reserved("-")),
    ("-- a banner", .reserved("-")),
    ("a\nb = c", .controlCharacter),
    ("a ", .outerBlank),
  ])
  func `refuses a comment`(comment: String, reason: ConfigError.Reason) {
    #expect(throws: ConfigError.unwritable(.comment, reason)) {
      try ConfigDocument(items: [.comment(comment)]).encoded()
    }
  }

  @Test func `refuses a line of 8191 bytes but not of 8190`() throws {
    let longest = String(repeating: "v", count: 8190 - "x = ".utf8.count)
    try expectRoundTrip(Section(name: "s", settings: [Setting(name: "x", value: longest)]))
    let place = ConfigError.Place.settingValue(of: "x", section: "s")
    #expect(throws: ConfigError.unwritable(place, .tooLong(limit: 8190))) {
      try encode(Section(name: "s", settings: [Setting(name: "x", value: longest + "v")]))
    }
  }

  @Test func `counts the backslash of an escape as part of the line`() throws {
    let longest = String(repeating: "v", count: 8188 - "x = ".utf8.count) + ";"
    try expectRoundTrip(Section(name: "s", settings: [Setting(name: "x", value: longest)]))
    let place = ConfigError.Place.settingValue(of: "x", section: "s")
    #expect(throws: ConfigError.unwritable(place, .tooLong(limit: 8190))) {
      try encode(Section(name: "s", settings: [Setting(name: "x", value: longest + ";")]))
    }
  }

  @Test func `refuses a header line of 8191 bytes`() {
    let templates = (0..<200).map { "template-\($0)-" + String(repeating: "t", count: 40) }
    #expect(throws: ConfigError.unwritable(.sectionName("s"), .tooLong(limit: 8190))) {
      try encode(Section(name: "s", templates: templates))
    }
  }

  @Test func `takes names of 79 bytes and a path of 255`() throws {
    let name = String(repeating: "n", count: 79)
    try expectRoundTrip(Section(name: name, templates: [name]))
    let include = Include(path: String(repeating: "p", count: 255))
    let document = ConfigDocument(items: [.include(include)])
    #expect(try ConfigDocument(parsing: document.encoded()) == document)
  }

  @discardableResult
  private func encode(_ section: Section) throws -> [UInt8] {
    try ConfigDocument(items: [.section(section)]).encoded()
  }

  private func expectRoundTrip(_ section: Section) throws {
    #expect(try ConfigDocument(parsing: encode(section)).sections == [section])
  }
}
