import AsteriskConfig
import Testing

struct VoicemailValueTests {
  @Test(arguments: [
    ([], "-4711,Zoë Ó,zoe@example.org"),
    (["attach=yes", "tz=rome"], "-4711,Zoë Ó,zoe@example.org,,attach=yes|tz=rome"),
    (["emailsubject=a, b"], "-4711,Zoë Ó,zoe@example.org,,emailsubject=a, b"),
  ])
  func `writes a box`(options: [String], expected: String) throws {
    let value = try VoicemailValue.value(
      pin: "-4711", name: "Zoë Ó", email: "zoe@example.org", options: options)
    #expect(value == expected)
  }

  @Test func `leaves out what is empty`() throws {
    #expect(try VoicemailValue.value(pin: "1", name: "", email: "") == "1,,")
  }

  @Test(arguments: [
    ("1,2", "n", "e", "", ConfigError.Place.voicemailPIN, ConfigError.Reason.reserved(",")),
    ("1", "n,m", "e", "", .voicemailName, .reserved(",")),
    ("1", "n,\u{301}m", "e", "", .voicemailName, .reserved(",")),
    ("1", "n", "e,f", "", .voicemailEmail, .reserved(",")),
    ("1", "n", "e", "a=b|c=d", .voicemailOption, .reserved("|")),
    ("1", "n\n", "e", "", .voicemailName, .controlCharacter),
    ("1", " n", "e", "", .voicemailName, .outerBlank),
    (String(repeating: "1", count: 80), "n", "e", "", .voicemailPIN, .tooLong(limit: 79)),
    ("1", String(repeating: "n", count: 80), "e", "", .voicemailName, .tooLong(limit: 79)),
  ])
  func `refuses a box`(
    pin: String, name: String, email: String, option: String, place: ConfigError.Place,
    reason: ConfigError.Reason
  ) {
    #expect(throws: ConfigError.unwritable(place, reason)) {
      try VoicemailValue.value(pin: pin, name: name, email: email, options: [option])
    }
  }

  @Test(arguments: [
    ("Anna Bell", true), ("", true), ("Bell, Anna", false), ("Anna\u{A}", false), (" Anna", false),
    ("a;b", true),
  ])
  func `takes a field that is read back as it is`(field: String, isTaken: Bool) {
    let value = try? VoicemailValue.value(pin: "1", name: field, email: "")
    #expect((value != nil) == isTaken)
  }
}

struct QueueMemberValueTests {
  @Test(arguments: [
    ("Anna", "SIP/anna,5,Anna"),
    ("", "SIP/anna,5"),
    (#"Bell, "A" (x) [y] \"#, #"SIP/anna,5,Bell\, \"A\" \(x\) \[y\] \\"#),
    (",\u{301};|", "SIP/anna,5,\\,\u{301};|"),
  ])
  func `writes a member`(name: String, expected: String) throws {
    let value = try QueueMemberValue.value(interface: "SIP/anna", penalty: 5, name: name)
    #expect(value == expected)
  }

  @Test(arguments: [
    ("", 0, "n", ConfigError.Place.queueMemberInterface, ConfigError.Reason.empty),
    ("SIP/a,b", 0, "n", .queueMemberInterface, .reserved(",")),
    (#"SIP/a\"#, 0, "n", .queueMemberInterface, .reserved("\\")),
    (String(repeating: "i", count: 80), 0, "n", .queueMemberInterface, .tooLong(limit: 79)),
    ("SIP/a", -1, "n", .queueMemberPenalty, .negative),
    ("SIP/a", 0, "n\n", .queueMemberName, .controlCharacter),
    ("SIP/a", 0, "n ", .queueMemberName, .outerBlank),
    ("SIP/a", 0, String(repeating: "n", count: 80), .queueMemberName, .tooLong(limit: 79)),
  ])
  func `refuses a member`(
    interface: String, penalty: Int, name: String, place: ConfigError.Place,
    reason: ConfigError.Reason
  ) {
    #expect(throws: ConfigError.unwritable(place, reason)) {
      try QueueMemberValue.value(interface: interface, penalty: penalty, name: name)
    }
  }
}
