import TestSupport
import Testing

/// Values that try to break a configuration file.
///
/// Each is refused, or Asterisk reads exactly the stored value.
@Suite struct HostileValueTests {
  /// Names that are allowed.
  private static let names = [
    "a;b", "a;--b", "a--;b", ";--", "--;", ";", "a;", #"a\;b"#, #"a\\;b"#, #"\;--\;"#,
    #""quoted""#, #"a"b"#, "\"", #"\""#, #"a\"#, #"a\\"#, #"\"#, #"\a"#, #"\\"#, #"a\"b"#,
    "[general]", "[x](!)", "(a)", "a=>b", "=> b", "> b", "=", "a=b", "#include", "#exec x",
    "#tryinclude \"x\"", "!a", "a,b", "a|b", "<b>", "a <100>", "<1000>", "a>b", "-a", "--full-name",
    "日本語", "Ünïcödé", "e\u{301}", "🐘", "a\u{200D}b", "a\u{300}, b", "${CALLERID(num)}", "%41",
    "'", "`id`", "$(id)", "&", "*", "~", "a  b", "a@b", "1000-", "a/b", "a:b",
    String(repeating: "x", count: 79), String(repeating: "\\", count: 79),
    String(repeating: "\"", count: 79), String(repeating: ";", count: 79),
    String(repeating: "日", count: 26) + "a",
  ]

  /// Names that are refused, with the code of the refusal.
  private static let refusedNames: [(name: String, code: String)] = [
    ("", "fullname.empty"), (" a", "fullname.outer-blank"), ("a ", "fullname.outer-blank"),
    ("\u{A0}a", "fullname.outer-blank"), ("a\tb", "fullname.control-character"),
    ("a\nb", "fullname.control-character"), ("a\r\nb", "fullname.control-character"),
    ("a\u{1B}[0m", "fullname.control-character"), ("a\u{85}b", "fullname.control-character"),
    ("a\u{2028}b", "fullname.control-character"), ("a\u{7F}", "fullname.control-character"),
    (String(repeating: "x", count: 80), "fullname.too-long"),
    (String(repeating: "日", count: 27), "fullname.too-long"),
  ]

  @Test func `a name is read back exactly by the phones and by the voicemail`() async throws {
    try await Installation.run { site in
      for (number, name) in Self.names.enumerated() {
        let voicemail = name.unicodeScalars.contains(",") ? "--no-voicemail" : "--voicemail"
        try await site.create(
          "agent\(number)", "--alias=\(name)", "--description=\(name)", voicemail, "--no-apply",
          "--voicemail-pin-file", "first.pin", fullName: name)
      }
      try await site.done("apply")

      // With many peers, the tool asks only for the first ones.
      _ = try await site.asterisk.command("sip show peer agent\(Self.names.count - 1)") {
        !$0.contains("not found")
      }

      let peers = try site.sections(of: "sip.conf")
      let boxes = try site.sections(of: "voicemail.conf")
      #expect(peers.count == Self.names.count + 1)
      for (number, name) in Self.names.enumerated() {
        let internalNumber = "\(1000 + number)"
        let quoted = name.replacing("\\", with: #"\\"#).replacing("\"", with: #"\""#)
        let callerID = "\"\(quoted)\" <\(internalNumber)>"
        #expect(peers["agent\(number)"]?["callerid"] == callerID)
        // The caller ID that a called phone sees. Asterisk parses it, and quotes it in a buffer of 128 bytes.
        if quoted.utf8.count < 127 {
          let shown = try await site.shown("agent\(number)")["Callerid"]
          #expect(shown == callerID)
        }
        if !name.unicodeScalars.contains(",") {
          #expect(
            boxes["default"]?[internalNumber]
              == "582047,\(name),agent\(number)@example.com,,passwordlocation=spooldir")
        }
      }
      let stored = try await site.done(
        "list", "--columns", "fullname,alias,description", "--format", "jsonl", "--sort", "id")
      #expect(stored.split(separator: "\n").count == Self.names.count)
    }
  }

  @Test func `a name that no file can hold is refused`() async throws {
    let scratch = try Scratch()
    for (name, code) in Self.refusedNames {
      let result = try await Program.run(
        [
          "create", "anna", "--set", "fullname=\(name)", "--email", "a@example.com",
          "--password-stdin", "--no-apply", "--format", "json",
        ], in: scratch, input: Installation.password + "\n")
      #expect(result.status == 65, "\(name.debugDescription)")
      #expect(result.errors.contains("\"code\":\"\(code)\""), "\(name.debugDescription)")
    }
  }

  @Test func `a name with a comma is refused where the agent has a mailbox`() async throws {
    let scratch = try Scratch()
    for name in ["a,b", "a,\u{301}b", ","] {
      let result = try await Program.run(
        [
          "create", "anna", "--full-name=\(name)", "--email", "a@example.com", "--voicemail",
          "--password-stdin", "--no-apply", "--format", "json",
        ], in: scratch, input: Installation.password + "\n")
      #expect(result.status == 65, "\(name.debugDescription)")
      #expect(result.errors.contains(#""code":"fullname.comma""#), "\(name.debugDescription)")
    }
  }

  /// Fields that Asterisk sees.
  ///
  /// Each row has a value and whether it is allowed.
  private static let fields: [(assignment: String, isAccepted: Bool)] = [
    (#"callerid="a;b" <1>"#, true), (#"callerid=";--" <1>"#, true),
    (#"callerid="--;" <1>"#, true), (##"callerid="#include" <1>"##, true),
    (#"callerid="[x](!) = y, z" <1>"#, true), (#"callerid="-" <*#+1>"#, true),
    (#"callerid="日本" <1>"#, true), (#"callerid="a\" <1>"#, false),
    (#"callerid="a\"b" <1>"#, false), (#"callerid="a => b" <1>"#, false),
    (#"callerid="a" <b> "c" <1>"#, false),
    (#"callerid="a" <1;2>"#, false), (#"callerid="a" <1> "#, false),
    (#"callerid=" a" <1>"#, false), (#"callerid=a <1>"#, false), (#"callerid=<1>"#, false),
    (
      "callerid=\"\(String(repeating: "x", count: 79))\" <\(String(repeating: "1", count: 79))>",
      true
    ),
    ("callerid=\"\(String(repeating: "x", count: 80))\" <1>", false),
    ("callerid=\"a\n[general]\" <1>", false),
    ("pushGateway=a.example.com:1", true), ("pushGateway=[2001:db8::1]:65535", true),
    ("pushGateway=a;b:1", false), ("pushGateway=a:1;--", false), ("pushGateway=a:1,force", false),
    ("pushGateway=-a:1", false), ("pushGateway=a:65536", false), ("pushGateway=a:٣", false),
    ("pushGateway=a\n:1", false), ("pushGateway=a b:1", false),
    ("context=a-b_1", true), ("context=a;b", false), ("context=[a]", false),
    ("context=a b", false), ("context=日本", false), ("context=", false),
    ("host=127.0.0.1;--", false), ("host=example.com", false), ("host=1.2.3.4/8", false),
    ("transport=udp;--", false), ("allow=ulaw;alaw", false), ("nat=no;", false),
    ("type=friend;", false), ("callGroup=1;2", false), ("callGroup=64", false),
    ("email=a,b@example.com", false), ("email=a;b@example.com", false),
    ("email=a|b@example.com", false), ("email=\"a\"@example.com", false),
    ("email=a#{}=b@example.com", true),
    ("internal=1000;", false), ("internal=-100", false), ("internal=٣٤٥", false),
  ]

  @Test func `any other value is read back exactly or refused`() async throws {
    try await Installation.run { site in
      try await site.create(
        "anna", "--typology", "mobile", "--voicemail", "--voicemail-pin-file", "first.pin",
        "--set", "pushGateway=127.0.0.1:9")
      for (assignment, isAccepted) in Self.fields {
        let halves = assignment.split(
          separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let (key, value) = (String(halves[0]), String(halves[1]))
        let before = try site.sections(of: "sip.conf")["anna"]
        let result = try await site.run(["edit", "anna", "--set", assignment])
        #expect(result.status == (isAccepted ? 0 : 65), "\(assignment)")
        let peer = try site.sections(of: "sip.conf")["anna"]
        guard isAccepted else {
          #expect(peer == before, "\(assignment)")
          continue
        }
        switch key {
        case "email":
          let box = try site.sections(of: "voicemail.conf")["default"]?["1000"]
          #expect(box == "582047,Anna Rossi,\(value),,passwordlocation=spooldir")
        case "pushGateway": #expect(peer?["outboundproxy"] == value)
        default: #expect(peer?[key] == value)
        }
      }
    }
  }
}
