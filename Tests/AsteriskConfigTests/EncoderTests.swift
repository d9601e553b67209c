import AsteriskConfig
import Testing

/// Documents and their texts, side by side.
struct EncoderTests {
  @Test func `writes a peer below its template`() throws {
    let document = ConfigDocument(items: [
      .comment("Written by hand in a test"),
      .section(
        Section(
          name: "agent", isTemplate: true,
          settings: [
            Setting(name: "type", value: "friend"),
            Setting(name: "host", value: "dynamic"),
          ])),
      .include(Include(path: "sip_agents.d/*.conf", isRequired: false)),
      .section(
        Section(
          name: "anna", templates: ["agent", "webrtc"],
          settings: [
            Setting(name: "callerid", value: #""Anna; Sales" <1001>"#),
            Setting(name: "secret", value: ""),
          ])),
    ])
    let expected = #"""
      ; Written by hand in a test
      [agent](!)
      type = friend
      host = dynamic

      #tryinclude sip_agents.d/*.conf

      [anna](agent,webrtc)
      callerid = "Anna\; Sales" <1001>
      secret =

      """#
    #expect(try text(of: document) == expected)
  }

  @Test func `writes boxes and members with an arrow`() throws {
    let document = ConfigDocument(items: [
      .include(Include(path: "voicemail_custom.conf")),
      .comment(""),
      .comment("  indented; and cut nowhere"),
      .section(
        Section(
          name: "default",
          settings: [
            Setting(name: "1001", value: "4711,Anna,anna@example.org", isObject: true),
            Setting(name: "1002", value: "", isObject: true),
          ])),
      .section(Section(name: "empty", isTemplate: true, templates: ["base"])),
      .comment("the end"),
    ])
    let expected = #"""
      #include voicemail_custom.conf
      ;
      ;   indented; and cut nowhere
      [default]
      1001 => 4711,Anna,anna@example.org
      1002 =>

      [empty](!,base)

      ; the end

      """#
    #expect(try text(of: document) == expected)
  }

  @Test func `writes nothing for nothing`() throws {
    #expect(try ConfigDocument().encoded().isEmpty)
  }

  @Test(arguments: [
    (#";"#, #"x = \;"#),
    (#";--"#, #"x = \;--"#),
    (#"--;"#, #"x = --\;"#),
    (#"\;"#, #"x = \\;"#),
    (#"\\;"#, #"x = \\\;"#),
    (#";;"#, #"x = \;\;"#),
    (#"\"#, #"x = \"#),
    (#"\\"#, #"x = \\"#),
    (">x", "x = >x"),
    ("=x", "x = =x"),
    ("=>", "x = =>"),
    ("[x](!)", "x = [x](!)"),
    ("#include x", "x = #include x"),
    ("Zoë 🎧", "x = Zoë 🎧"),
  ])
  func `escapes semicolons and nothing else`(value: String, line: String) throws {
    let document = ConfigDocument(items: [
      .section(Section(name: "s", settings: [Setting(name: "x", value: value)]))
    ])
    #expect(try text(of: document) == "[s]\n\(line)\n")
  }

  private func text(of document: ConfigDocument) throws -> String {
    String(decoding: try document.encoded(), as: UTF8.self)
  }
}
