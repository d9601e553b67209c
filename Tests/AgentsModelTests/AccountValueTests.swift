import AgentsModel
import Testing

/// The values of the tab "Personal Info".
///
/// Each rule is tested on both sides of its limit.
struct AccountValueTests {
  @Test(arguments: [
    ("name", "a"), ("name", "Mario.Rossi_2"), ("name", "1000"), ("name", "._"),
    ("name", times(40, "a")), ("name", "generals"), ("name", "default2"),
    ("fullname", "A"), ("fullname", "Zoë van 't Hoff"), ("fullname", "山田 太郎"),
    ("fullname", times(79, "a")), ("fullname", times(39, "é") + "a"), ("fullname", "👩‍👩‍👧‍👦"),
    ("fullname", "a;b --; \"c\" \\ [d] => #include ,"), ("fullname", "-a"),
    ("alias", ""), ("alias", times(79, "a")),
    ("phone", ""), ("phone", "+39 (010) 123-456.7"), ("mobile", times(40, "1")),
    ("internal", "10"), ("internal", "0012"), ("internal", "9999999999"), ("internal", "00"),
    ("description", ""), ("description", " two  blanks "), ("description", times(1000, "a")),
    ("description", times(500, "é")),
    ("voicemailPin", "1235"), ("voicemailPin", "0001"), ("voicemailPin", "2468"),
    ("voicemailPin", "1357913579"), ("voicemailPin", "1212"),
    ("toastPosition", "bottom-left"), ("clientLogLevel", "debug"), ("typology", "webrtc"),
    ("extensionMonitor", "wav49"), ("type", "user"),
  ])
  func `takes a value as it is`(_ key: String, _ text: String) throws {
    #expect(try outcome(key, text) == .accepted(text))
  }

  @Test(arguments: [
    ("name", "", "empty", "must not be empty"),
    ("name", times(41, "a"), "too-long", "is 41 bytes long; at most 40 are allowed"),
    (
      "name", "anna-b", "bad-character",
      #""anna-b" holds "-"; allowed: letters, digits, "." and "_""#
    ),
    ("name", "a b", "bad-character", #""a b" holds " "; allowed: letters, digits, "." and "_""#),
    ("name", "zoë", "bad-character", #""zoë" holds "ë"; allowed: letters, digits, "." and "_""#),
    (
      "name", "a\u{301}", "bad-character",
      "\"\u{e1}\" holds \"\u{e1}\"; allowed: letters, digits, \".\" and \"_\""
    ),
    (
      "name", "a\nb", "bad-character",
      #""a\u{a}b" holds "\u{a}"; allowed: letters, digits, "." and "_""#
    ),
    ("name", "general", "reserved", #""general" is a name that Asterisk keeps for itself"#),
    ("name", "GLOBAL", "reserved", #""GLOBAL" is a name that Asterisk keeps for itself"#),
    ("fullname", "", "empty", "must not be empty"),
    ("fullname", times(80, "a"), "too-long", "is 80 bytes long; at most 79 are allowed"),
    ("fullname", times(40, "é"), "too-long", "is 80 bytes long; at most 79 are allowed"),
    ("fullname", " Anna", "outer-blank", "must not start or end with a blank"),
    ("fullname", "Anna ", "outer-blank", "must not start or end with a blank"),
    ("fullname", "\u{a0}Anna", "outer-blank", "must not start or end with a blank"),
    ("fullname", "Anna\u{600} ", "outer-blank", "must not start or end with a blank"),
    ("fullname", "A\tB", "control-character", "holds the control character U+0009"),
    ("fullname", "A\nB", "control-character", "holds the control character U+000A"),
    ("fullname", "A\r\nB", "control-character", "holds the control character U+000D"),
    ("fullname", "A\u{0}B", "control-character", "holds the control character U+0000"),
    ("fullname", "A\u{7f}B", "control-character", "holds the control character U+007F"),
    ("fullname", "A\u{85}B", "control-character", "holds the control character U+0085"),
    ("fullname", "A\u{2028}B", "control-character", "holds the control character U+2028"),
    ("alias", times(80, "a"), "too-long", "is 80 bytes long; at most 79 are allowed"),
    ("alias", " ", "outer-blank", "must not start or end with a blank"),
    ("phone", times(41, "1"), "too-long", "is 41 bytes long; at most 40 are allowed"),
    ("phone", " 1", "outer-blank", "must not start or end with a blank"),
    (
      "phone", "12x", "bad-character",
      #""12x" holds "x"; allowed: digits, blanks and + - ( ) ."#
    ),
    (
      "mobile", "١٢٣", "bad-character",
      #""١٢٣" holds "١"; allowed: digits, blanks and + - ( ) ."#
    ),
    ("internal", "", "length", #""" does not have 2 to 10 digits"#),
    ("internal", "1", "length", #""1" does not have 2 to 10 digits"#),
    ("internal", "10000000000", "length", #""10000000000" does not have 2 to 10 digits"#),
    ("internal", "10a", "bad-character", #""10a" holds "a"; allowed: digits"#),
    ("internal", "-10", "bad-character", #""-10" holds "-"; allowed: digits"#),
    ("internal", "１０", "bad-character", #""１０" holds "１"; allowed: digits"#),
    ("description", times(1001, "a"), "too-long", "is 1001 bytes long; at most 1000 are allowed"),
    ("description", "a\tb", "control-character", "holds the control character U+0009"),
    (
      "toastPosition", "top-rigth", "not-a-choice",
      #""top-rigth" is not one of top-left, top-center, top-right, bottom-left, bottom-center, bottom-right"#
    ),
    (
      "typology", "", "not-a-choice",
      #""" is not one of phonebar, external, webrtc, mobile"#
    ),
  ])
  func `refuses a value that breaks its rule`(
    _ key: String, _ text: String, _ code: String, _ message: String
  ) throws {
    #expect(try outcome(key, text) == .refused(code, message))
  }

  @Test(arguments: ["", "123", "12345678901", "12a4", "１２３４", " 1234", "-1234"])
  func `refuses a PIN that is not 4 to 10 digits, without repeating it`(_ pin: String) throws {
    #expect(try outcome("voicemailPin", pin) == .refused("length", "must be 4 to 10 digits"))
  }

  @Test(arguments: [
    "0000", "9999999999", "1234", "0123", "456789", "4321", "9876", "123456789", "1234567890",
    "0987654321", "7890",
  ])
  func `refuses a PIN that everybody tries first`(_ pin: String) throws {
    // One that is kept from elsewhere may be such; who chooses one may not.
    #expect(try outcome("voicemailPin", pin) == .accepted(pin))
    let plan = AgentPlan.create([Assignment("voicemailPin", pin)], Settings())
    let finding = try #require(plan.findings.first { $0.field == "voicemailPin" })
    #expect(finding.code == "voicemailPin.weak" && finding.severity == .error)
    #expect(finding.message == "must not be one repeated digit nor a run like 1234 or 4321")
    #expect(
      AgentPlan.edit(
        Agent(typology: .phonebar), [Assignment("voicemailPin", pin)], Settings()
      ).findings.map(\.code).contains("voicemailPin.weak"))
  }

  @Test(arguments: [
    ("PHONEBAR", "phonebar"), ("WebRTC", "webrtc"), ("Mobile", "mobile"),
  ])
  func `takes a choice in any case`(_ text: String, _ canonical: String) throws {
    #expect(try outcome("typology", text) == .accepted(canonical))
  }

  @Test(arguments: [
    ("true", "true"), ("yes", "true"), ("on", "true"), ("1", "true"), ("TRUE", "true"),
    ("Yes", "true"), ("false", "false"), ("no", "false"), ("off", "false"), ("0", "false"),
  ])
  func `takes a bool in four spellings`(_ text: String, _ canonical: String) throws {
    #expect(try outcome("chanSpy", text) == .accepted(canonical))
  }

  @Test(arguments: ["", "2", "y", "ja", " true", "wahr"])
  func `refuses what is no bool`(_ text: String) throws {
    #expect(
      try outcome("chanSpy", text)
        == .refused("not-a-bool", "\"\(text)\" is neither true nor false"))
  }

  @Test func `names the nearest word of a choice`() {
    #expect(
      throws: Refusal(
        "not-a-choice", "\"fiend\" is not one of friend, user, peer", hint: .didYouMean("friend"))
    ) { try PeerType(parsing: "fiend") }
  }

  @Test func `cuts a long value in a message and shows its control characters`() {
    #expect(quoted(times(61, "a")) == "\"" + times(60, "a") + "…\"")
    #expect(quoted(times(60, "é")) == "\"" + times(60, "é") + "\"")
    #expect(quoted("\u{1b}[31m\u{7f}") == #""\u{1b}[31m\u{7f}""#)
  }
}
