import AsteriskConfig
import Testing

/// Lines that Asterisk refuses, and lines that it skips.
struct FindingsTests {
  @Test(arguments: [
    ("a=1", 1, ConfigError.Fault.settingOutsideSection),
    ("; note\n\nno equals sign", 3, .settingOutsideSection),
    ("[s]\n[t", 2, .unclosedSectionName),
    ("[s;]", 1, .unclosedSectionName),
    ("[s](!", 1, .unclosedTemplateList),
    ("[s]\n\\", 2, .invalidEscape),
    ("[s]\n\\ a=1", 2, .invalidEscape),
    ("[s]\n\\éa=1", 2, .invalidEscape),
    (String(repeating: ";--", count: 129), 1, .commentsNestedTooDeep),
  ])
  func `throws for a file which Asterisk takes as invalid`(
    text: String, line: Int, fault: ConfigError.Fault
  ) {
    #expect(throws: ConfigError.unreadable(line: line, fault)) {
      try ConfigDocument(parsing: Array(text.utf8))
    }
  }

  @Test(arguments: [
    ("[s]\nword", 2, ConfigWarning.Remark.noEqualsSign),
    ("[s]\n= 1", 2, .noSettingName),
    ("#includes x", 1, .unknownDirective("includes")),
    ("#include", 1, .noDirectiveArgument),
    ("#exec /bin/date", 1, .execute("/bin/date")),
    ("[s](base)", 1, .unknownTemplate("base")),
    ("[s](s)", 1, .unknownTemplate("s")),
    ("[s](+)", 1, .unknownSection("s")),
    ("[s]\n;-- note\na=1", 2, .unbalancedComment),
  ])
  func `warns of a line`(text: String, line: Int, remark: ConfigWarning.Remark) throws {
    let reading = try ConfigReading(Array(text.utf8))
    #expect(reading.warnings == [ConfigWarning(line: line, remark: remark)])
    #expect(reading.document.sections.flatMap(\.settings).isEmpty)
  }

  @Test func `finds templates ignoring case`() throws {
    let reading = try ConfigReading(Array("[Base](!)\n[a](base)\n[b](A)".utf8))
    #expect(reading.warnings.isEmpty)
  }
}
