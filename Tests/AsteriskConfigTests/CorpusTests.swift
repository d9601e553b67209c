import AsteriskConfig
import Testing

/// Files as administrators write them.
struct CorpusTests {
  @Test func `reads a sip.conf`() throws {
    let text = #"""
      ; SIP peers of the second floor
      ;
      [general]
      context=default          ; where calls without a peer go
      allowguest = no
      bindaddr=0.0.0.0
      ;bindport=5060
      disallow=all
      allow=alaw
      allow=ulaw
      tos_sip=cs3 ;-- and the rest as shipped: tos_audio=ef
      tos_video=af41 --; ; end
      register => 1234:secret\;2@sip.example.org/1234

      [agent](!)		; all desks
      type=friend
      host=dynamic
      nat=force_rport,comedia

      [1001](agent)
      callerid="Anna Bell" <1001>
      secret=#x;y
      mailbox=1001@default

      #include sip_custom.conf
      #tryinclude "sip_agents.d/*.conf"
      """#
    let reading = try ConfigReading(Array(text.utf8))
    #expect(reading.warnings.isEmpty)
    let general: [(String, String)] = [
      ("context", "default"), ("allowguest", "no"), ("bindaddr", "0.0.0.0"), ("disallow", "all"),
      ("allow", "alaw"), ("allow", "ulaw"), ("tos_sip", "cs3"),
    ]
    #expect(
      reading.document.items == [
        .comment("SIP peers of the second floor"),
        .comment(""),
        .section(
          Section(
            name: "general",
            settings: general.map { Setting(name: $0, value: $1) } + [
              Setting(name: "register", value: "1234:secret;2@sip.example.org/1234", isObject: true)
            ])),
        .comment("bindport=5060"),
        .comment("end"),
        .section(
          Section(
            name: "agent", isTemplate: true,
            settings: [
              Setting(name: "type", value: "friend"), Setting(name: "host", value: "dynamic"),
              Setting(name: "nat", value: "force_rport,comedia"),
            ])),
        .section(
          Section(
            name: "1001", templates: ["agent"],
            settings: [
              Setting(name: "callerid", value: #""Anna Bell" <1001>"#),
              Setting(name: "secret", value: "#x"),
              Setting(name: "mailbox", value: "1001@default"),
            ])),
        .include(Include(path: "sip_custom.conf")),
        .include(Include(path: "sip_agents.d/*.conf", isRequired: false)),
      ])
  }

  @Test func `reads a voicemail.conf`() throws {
    let text = """
      [general]
      format = wav49|gsm|wav\r
      emailbody=Dear ${VM_NAME}:\\n\\nyou have mail\\; call *98.
      [default]
      1001 => 4711,Anna Bell,anna@example.org,,attach=yes|tz=rome
      ;;1002 => 4711,Ben
      1003=>-99,Zoë
      this line says nothing
      """
    let reading = try ConfigReading(Array(text.utf8))
    #expect(reading.warnings == [ConfigWarning(line: 8, remark: .noEqualsSign)])
    #expect(
      reading.document.items == [
        .section(
          Section(
            name: "general",
            settings: [
              Setting(name: "format", value: "wav49|gsm|wav"),
              Setting(
                name: "emailbody", value: #"Dear ${VM_NAME}:\n\nyou have mail; call *98."#),
            ])),
        .section(
          Section(
            name: "default",
            settings: [
              Setting(
                name: "1001", value: "4711,Anna Bell,anna@example.org,,attach=yes|tz=rome",
                isObject: true),
              Setting(name: "1003", value: "-99,Zoë", isObject: true),
            ])),
        .comment(";1002 => 4711,Ben"),
      ])
  }

  @Test func `reads a queues.conf`() throws {
    let text = #"""
      [general]
      persistentmembers = yes
      [sales-defaults](!)
      strategy=rrmemory
      [sales](sales-defaults)
      member => SIP/anna,0,Bell\, Anna
      member => SIP/ben,5,Ben
      [general](+)
      autofill=yes
      """#
    let sales = Section(
      name: "sales", templates: ["sales-defaults"],
      settings: [
        Setting(name: "member", value: #"SIP/anna,0,Bell\, Anna"#, isObject: true),
        Setting(name: "member", value: "SIP/ben,5,Ben", isObject: true),
      ])
    let document = try ConfigDocument(parsing: Array(text.utf8))
    #expect(document.sections.map(\.name) == ["general", "sales-defaults", "sales"])
    #expect(document.sections[0].settings.map(\.name) == ["persistentmembers", "autofill"])
    #expect(document.sections[2] == sales)
    #expect(try ConfigDocument(parsing: document.encoded()) == document)
  }
}
