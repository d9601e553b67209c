import AgentsModel
import Testing

/// Which files exist, their names, and which of them a change makes stale.
struct GeneratedFileTests {
  @Test(arguments: [
    ("10", "0-999"), ("0012", "0-999"), ("999", "0-999"), ("0999", "0-999"), ("1000", "1000-1999"),
    ("01000", "1000-1999"), ("1999", "1000-1999"), ("2000", "2000-2999"), ("00", "0-999"),
    ("9999999999", "9999999000-9999999999"),
  ])
  func `puts an internal into the thousand of its number`(_ number: String, _ name: String) throws {
    let block = NumberBlock(containing: try Internal(parsing: number))
    #expect(block.name == name)
    #expect(block.range.contains(try #require(Int(number))))
  }

  @Test func `orders blocks by number`() {
    let blocks = [NumberBlock(first: 10_000), NumberBlock(first: 2000), NumberBlock(first: 0)]
    #expect(blocks.sorted().map(\.first) == [0, 2000, 10_000])
  }

  @Test(arguments: [
    (GeneratedFile.root(.sip), "sip_agents.conf", "sip.conf"),
    (.block(.sip, NumberBlock(first: 1000)), "sip_agents.d/1000-1999.conf", "sip.conf"),
    (
      .block(.sip, NumberBlock(first: 9_999_999_000)), "sip_agents.d/9999999000-9999999999.conf",
      "sip.conf"
    ),
    (.root(.pjsip), "pjsip_agents.conf", "pjsip.conf"),
    (.block(.pjsip, NumberBlock(first: 1000)), "pjsip_agents.d/1000-1999.conf", "pjsip.conf"),
    (.root(.voicemail), "voicemail_agents.conf", "voicemail.conf"),
    (.block(.voicemail, NumberBlock(first: 0)), "voicemail_agents.d/0-999.conf", "voicemail.conf"),
    (.root(.extensions), "extensions_agents.conf", "extensions.conf"),
    (
      .block(.extensions, NumberBlock(first: 1000)), "extensions_agents.d/1000-1999.conf",
      "extensions.conf"
    ),
    (.root(.queues), "queues_agents.conf", "queues.conf"),
    (.queue("Sales_2-a"), "queues_agents.d/Sales_2-a.conf", "queues.conf"),
  ])
  func `names the file and what reads it`(
    _ file: GeneratedFile, _ name: String, _ includedBy: String
  ) {
    #expect(file.name == name)
    #expect(GeneratedFile(name: name) == file)
    #expect(file.kind.includedBy == includedBy)
  }

  @Test(arguments: [
    "", "sip.conf", "sip_agents.d", "sip_agents.d/", "sip_agents.d/x.conf",
    "sip_agents.d/1000.conf",
    "sip_agents.d/1000-1999", "sip_agents.d/1000-1999.conf~", "sip_agents.d/1001-2000.conf",
    "sip_agents.d/01000-1999.conf", "sip_agents.d/1000-2999.conf", "sip_agents.d/-1000--1.conf",
    "other.d/1000-1999.conf", "a/sip_agents.d/1000-1999.conf",
    "sip_agents.d/10000000000-10000000999.conf", "sip_agents.d/9223372036854775807-0.conf",
    "sip_agents.d/9223372036854775000-9223372036854775999.conf", "queues_agents.d/general.conf",
    "queues_agents.d/a b.conf", "queues_agents.d/.conf", "queues_agents.d/a:b.conf",
    "queues_agents.d/../a.conf", "queues_agents.d/a/b.conf", "queues_agents.d/a.edited",
  ])
  func `knows no file that the program never writes`(_ name: String) {
    #expect(GeneratedFile(name: name) == nil)
  }

  private static let agent = RenderedAgents.endpoint(
    "anna", "1000", "voicemail=true", "voicemailPin=482916")
  private static let sip = Dialect(Settings(), seen: nil)

  private static func files(_ first: Int, _ kinds: FileKind...) -> Set<GeneratedFile> {
    Set(kinds.map { .block($0, NumberBlock(first: first)) })
  }

  private static func affected(
    by old: Endpoint?, _ new: Endpoint?, _ dialect: Dialect = sip
  ) -> Set<GeneratedFile> {
    GeneratedFile.affected(by: old, new, dialect)
  }

  @Test func `makes stale what shows the agent, old and new`() throws {
    let old = Self.agent
    let all = Self.files(1000, .sip, .voicemail, .extensions)
    #expect(Self.affected(by: nil, nil) == [])
    #expect(Self.affected(by: old, old) == [])
    #expect(Self.affected(by: nil, old) == all)
    #expect(Self.affected(by: old, nil) == all)

    var moved = old
    moved.internalNumber = try Internal(parsing: "2000")
    #expect(
      Self.affected(by: old, moved)
        == all.union(Self.files(2000, .sip, .voicemail, .extensions)))
    moved.internalNumber = try Internal(parsing: "1001")
    #expect(Self.affected(by: old, moved) == all)

    var dumb = old
    dumb.voicemail = false
    #expect(Self.affected(by: old, dumb) == all)
    #expect(Self.affected(by: nil, dumb) == Self.files(1000, .sip, .extensions))
  }

  @Test func `touches only what shows a change`() throws {
    var changed = Self.agent
    changed.voice.context = try ContextName(parsing: "internal")
    #expect(Self.affected(by: Self.agent, changed) == Self.files(1000, .sip))
    changed = Self.agent
    changed.voice.chanSpy = true
    #expect(Self.affected(by: Self.agent, changed) == Self.files(1000, .extensions))
    changed = Self.agent
    changed.forwarding = try ForwardingNumber(parsing: "200")
    #expect(Self.affected(by: Self.agent, changed) == Self.files(1000, .extensions))
    changed = Self.agent
    changed.digest = nil
    #expect(Self.affected(by: Self.agent, changed) == Self.files(1000, .sip, .extensions))
    changed = Self.agent
    changed.voicemailPin = try VoicemailPIN(parsing: "0471")
    #expect(Self.affected(by: Self.agent, changed) == Self.files(1000, .voicemail))
    changed = Self.agent
    changed.email = try EmailAddress(parsing: "a@example.com")
    #expect(Self.affected(by: Self.agent, changed) == Self.files(1000, .voicemail))
    changed = Self.agent
    changed.fullname = try FullName(parsing: "Anna Bianchi")
    #expect(Self.affected(by: Self.agent, changed) == Self.files(1000, .sip, .voicemail))
    // Only queues show it.
    changed = Self.agent
    changed.ringsInUse = true
    #expect(Self.affected(by: Self.agent, changed) == [])
    #expect(Endpoint.differInQueues(Self.agent, changed))
  }

  @Test func `leaves the other driver's files alone`() throws {
    var settings = Settings()
    settings.asteriskDriver = .pjsip
    let pjsip = Dialect(settings, seen: nil)
    #expect(
      Self.affected(by: nil, Self.agent, pjsip)
        == Self.files(1000, .pjsip, .voicemail, .extensions))
    // Only for chan_sip.
    var changed = Self.agent
    changed.voice.videosupport = true
    #expect(Self.affected(by: Self.agent, changed, pjsip) == [])
  }

  @Test func `queues show who can be rung`() {
    var silent = Self.agent
    silent.digest = nil
    var caller = Self.agent
    caller.voice.type = .user
    #expect(Endpoint.differInQueues(nil, Self.agent))
    #expect(Endpoint.differInQueues(Self.agent, silent))
    #expect(Endpoint.differInQueues(Self.agent, caller))
    #expect(!Endpoint.differInQueues(nil, silent))
    #expect(!Endpoint.differInQueues(silent, caller))
    #expect(!Endpoint.differInQueues(Self.agent, Self.agent))
  }

  @Test(arguments: [
    ("/etc/asterisk/xcally", "xcally"), ("/etc/asterisk/a b", "a b"),
    ("/srv/pbx/etc/asterisk/xcally", "xcally"), ("/etc/asterisk", "/etc/asterisk"),
    ("/etc/asterisk/x/y", "/etc/asterisk/x/y"), ("/srv/pbx", "/srv/pbx"), ("/asterisk/x", "x"),
    ("/x", "/x"),
    ("/etc/my-asterisk/xcally", "/etc/my-asterisk/xcally"),
  ])
  func `names the directory as Asterisk's include wants it`(_ directory: String, _ text: String) {
    let path = IncludePath(directory: directory)
    #expect(path.text == text)
    #expect(path.line(for: .sip) == "#include \"\(text)/sip_agents.conf\"")
    #expect(path.line(for: .voicemail) == "#include \"\(text)/voicemail_agents.conf\"")
  }
}
