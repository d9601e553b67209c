import AsteriskConfig
import Testing

@testable import AgentsModel

@Suite struct KeptSettingTests {
  private static let drivers = ["asteriskDriver=sip", "asteriskDriver=pjsip"]

  private static func dialect(_ driver: String) throws -> Dialect {
    var settings = Settings()
    let assignment = try #require(Assignment(driver))
    try SettingCatalog.find(assignment.key).property.write(&settings, assignment.text)
    return Dialect(settings, seen: nil)
  }

  private static let kept = [
    KeptSetting(stored: .sip, "deny", "0.0.0.0/0"), KeptSetting(stored: .pjsip, "set_var", "a=1;2"),
    KeptSetting(stored: .sip, "permit", "192.0.2.0/24"),
    KeptSetting(stored: .pjsip, "set_var", "b=2"),
  ]

  @Test(arguments: KeptSetting.keys.flatMap { kind, keys in keys.map { (kind, $0) } })
  func `each key is accepted as it is, and read back by Asterisk's rules`(
    _ kind: KeptSetting.Kind, _ key: String
  ) throws {
    let setting = try KeptSetting.accepted(kind, key: key, value: ";a=>b\\,c [d] é")
    #expect(setting == KeptSetting(stored: kind, key, ";a=>b\\,c [d] é"))
    let document = ConfigDocument(items: [.section(Section(name: "x", settings: [setting.setting]))]
    )
    #expect(try ConfigDocument(parsing: document.encoded()) == document)
  }

  @Test func `case matters for PJSIP alone`() throws {
    #expect(try KeptSetting.accepted(.sip, key: "Call-Limit", value: "2").key == "call-limit")
    #expect(try KeptSetting.accepted(.queue, key: "MaxLen", value: "2").key == "maxlen")
    #expect(throws: Refusal.self) {
      try KeptSetting.accepted(.pjsip, key: "Set_Var", value: "a=1")
    }
  }

  @Test(arguments: KeptSetting.Kind.allCases)
  func `no key decides who an endpoint is or what it needs to call`(_ kind: KeptSetting.Kind) {
    for key in [
      "type", "secret", "md5secret", "remotesecret", "auth", "aors", "host", "strategy", "weight",
      "member", "insecure", "fromuser", "fromdomain", "from_user", "from_domain", "password",
      "outbound_auth", "identify_by", "outboundproxy", "callbackextension", "x", "",
    ] {
      #expect(throws: Refusal.self) { try KeptSetting.accepted(kind, key: key, value: "1") }
    }
  }

  @Test func `no key is one of our own lines`() throws {
    for driver in Self.drivers {
      let dialect = try Self.dialect(driver)
      let rendering = Rendering(
        directory: "/d", owner: "0123456789abcdef", dialect, Settings())
      let sections =
        rendering.templates(of: dialect.driver.files)
        + (RenderedAgents.defaults + RenderedAgents.changed).flatMap {
          dialect.driver.files.content(of: $0, dialect)
        }
      let keys = KeptSetting.keys[dialect.driver.keptKind] ?? []
      #expect(keys.intersection(sections.flatMap(\.settings).map(\.name)) == [])
    }
  }

  @Test(arguments: [
    ("", "empty"), (" a", "unwritable"), ("a ", "unwritable"), ("a\nb", "unwritable"),
    ("a\u{7f}", "unwritable"), (times(501, "é"), "too-long"),
  ])
  func `what Asterisk would read otherwise is refused`(_ value: String, _ code: String) {
    do throws(Refusal) {
      _ = try KeptSetting.accepted(.sip, key: "setvar", value: value)
      Issue.record("accepted")
    } catch {
      #expect(error.code == code)
    }
  }

  @Test func `a section has room for some`() throws {
    let line = KeptSetting(stored: .queue, "announce", times(1000, "a"))
    try KeptSetting.check(Array(repeating: line, count: 8))
    #expect(throws: Refusal.self) { try KeptSetting.check(Array(repeating: line, count: 9)) }
  }

  @Test(arguments: drivers)
  func `those of the driver come last, in their order, and count as a difference`(
    _ driver: String
  ) throws {
    let dialect = try Self.dialect(driver)
    for endpoint in RenderedAgents.defaults + RenderedAgents.changed {
      var keeping = endpoint
      keeping.kept = Self.kept
      let kind = dialect.driver.files
      let (before, after) = (
        kind.content(of: endpoint, dialect), kind.content(of: keeping, dialect)
      )
      let expected = Self.kept.filter { $0.kind == dialect.driver.keptKind }.map(\.setting)
      #expect(after[0].settings == before[0].settings + expected)
      #expect(after.dropFirst() == before.dropFirst())
      let block = NumberBlock(containing: endpoint.internalNumber)
      #expect(GeneratedFile.affected(by: endpoint, keeping, dialect) == [.block(kind, block)])
      let rendering = Rendering(directory: "/d", owner: "0123456789abcdef", dialect, Settings())
      let bytes = try #require(try rendering.bytes(of: .block(kind, block), .endpoints([keeping])))
      #expect(rendering.objects(in: bytes, of: kind) == rendering.objects(keeping, kind))
      // One of two values that differs is seen.
      var other = keeping
      other.kept.removeFirst(2)
      #expect(rendering.objects(in: bytes, of: kind) != rendering.objects(other, kind))
    }
  }

  @Test(arguments: [nil, "no", "yes"])
  func `of a queue they come after the members, but for ringinuse`(_ ringing: String?) throws {
    let kept =
      [KeptSetting(stored: .queue, "timeout", "15")]
      + (ringing.map { [KeptSetting(stored: .queue, "ringinuse", $0)] } ?? [])
      + [KeptSetting(stored: .queue, "musicclass", "jazz")]
    let queue = VoiceQueue(
      name: "sales", strategy: .ringall, weight: Weight(1),
      members: [
        .init(name: "anna", peer: "anna", penalty: 0, ringsInUse: false),
        .init(name: "bert", peer: "bert", penalty: 2, ringsInUse: true),
      ], kept: kept)
    #expect(queue.ringsInUse == (ringing == "yes"))
    let rendering = Rendering(
      directory: "/d", owner: "0123456789abcdef", try Self.dialect("asteriskDriver=sip"),
      Settings())
    let bytes = try #require(try rendering.bytes(of: .queue("sales"), .queue(queue)))
    #expect(
      String(decoding: bytes, as: UTF8.self).hasSuffix(
        """
        [sales]
        strategy = ringall
        weight = 1
        ringinuse = \(ringing ?? "no")
        member => SIP/anna,0,anna
        member => SIP/bert,2,bert,,yes
        timeout = 15
        musicclass = jazz

        """))
  }

  @Test func `all that is given of a key takes the place of what it had`() {
    func queue(_ texts: [(String, String)]) -> [KeptSetting] {
      texts.map { KeptSetting(stored: .queue, $0, $1) }
    }
    let old =
      queue([("timeout", "15"), ("announce", "a"), ("announce", "b")]) + [Self.kept[0]]
    func changed(
      _ keeping: [(String, String)], _ dropping: [String] = []
    ) -> ([KeptSetting], [String]) {
      let (new, findings) = KeptSetting.changed(
        old, .queue, keeping: keeping.map { Assignment($0, $1) }, dropping: dropping)
      return (new, findings.map(\.code))
    }
    #expect(changed([("TIMEOUT", "15"), ("announce", "a"), ("announce", "b")]) == (old, []))
    #expect(
      changed([("announce", "c"), ("timeout", "15"), ("retry", "1")])
        == (
          [old[0], old[3]] + queue([("announce", "c"), ("retry", "1")]), []
        ))
    #expect(changed([], ["Announce", "retry"]) == ([old[0], old[3]], []))
    #expect(
      changed([("weight", "1"), ("retry", "")], ["x"]).1
        == ["kept.not-kept", "kept.not-kept", "kept.empty"])
  }
}
