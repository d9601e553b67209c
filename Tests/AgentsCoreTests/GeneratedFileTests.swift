import AgentsCore
import Testing

/// Which files there are, what they are called, and which a change makes stale.
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
    (GeneratedFile.peers, "sip_agents.conf", "sip.conf", "sip reload"),
    (
      .peerBlock(NumberBlock(first: 1000)), "sip_agents.d/1000-1999.conf", "sip.conf", "sip reload"
    ),
    (.mailboxes, "voicemail_agents.conf", "voicemail.conf", "voicemail reload"),
    (
      .mailboxBlock(NumberBlock(first: 0)), "voicemail_agents.d/0-999.conf", "voicemail.conf",
      "voicemail reload"
    ),
    (
      .peerBlock(NumberBlock(first: 9_999_999_000)), "sip_agents.d/9999999000-9999999999.conf",
      "sip.conf", "sip reload"
    ),
  ])
  func `names the file and what reads it`(
    _ file: GeneratedFile, _ name: String, _ includedBy: String, _ reload: String
  ) {
    #expect(file.name == name)
    #expect(GeneratedFile(name: name) == file)
    #expect(file.includedBy == includedBy)
    #expect(file.reloadCommand == reload)
  }

  @Test(arguments: [
    "", "sip.conf", "sip_agents.d", "sip_agents.d/", "sip_agents.d/x.conf",
    "sip_agents.d/1000.conf",
    "sip_agents.d/1000-1999", "sip_agents.d/1000-1999.conf~", "sip_agents.d/1001-2000.conf",
    "sip_agents.d/01000-1999.conf", "sip_agents.d/1000-2999.conf", "sip_agents.d/-1000--1.conf",
    "other.d/1000-1999.conf", "a/sip_agents.d/1000-1999.conf",
    "sip_agents.d/10000000000-10000000999.conf", "sip_agents.d/9223372036854775807-0.conf",
    "sip_agents.d/9223372036854775000-9223372036854775999.conf",
  ])
  func `knows no file that the program never writes`(_ name: String) {
    #expect(GeneratedFile(name: name) == nil)
  }

  private static let agent = RenderedAgents.endpoint(
    "anna", "1000", "voicemail=true", "voicemailPin=482916")
  private static let peer = GeneratedFile.peerBlock(NumberBlock(first: 1000))
  private static let box = GeneratedFile.mailboxBlock(NumberBlock(first: 1000))
  private static let nextPeer = GeneratedFile.peerBlock(NumberBlock(first: 2000))
  private static let nextBox = GeneratedFile.mailboxBlock(NumberBlock(first: 2000))

  @Test func `makes stale what shows the agent, old and new`() throws {
    let old = Self.agent
    #expect(GeneratedFile.affected(by: nil, nil) == [])
    #expect(GeneratedFile.affected(by: old, old) == [])
    #expect(GeneratedFile.affected(by: nil, old) == [Self.peer, Self.box])
    #expect(GeneratedFile.affected(by: old, nil) == [Self.peer, Self.box])

    var moved = old
    moved.internalNumber = try Internal(parsing: "2000")
    #expect(
      GeneratedFile.affected(by: old, moved) == [Self.peer, Self.box, Self.nextPeer, Self.nextBox])

    var dumb = old
    dumb.voicemail = false
    #expect(GeneratedFile.affected(by: old, dumb) == [Self.peer, Self.box])
    #expect(GeneratedFile.affected(by: nil, dumb) == [Self.peer])
  }

  @Test func `leaves the mailboxes alone when only the peer changes`() throws {
    var changed = Self.agent
    changed.voice.context = try ContextName(parsing: "internal")
    #expect(GeneratedFile.affected(by: Self.agent, changed) == [Self.peer])
    changed.digest = nil
    #expect(GeneratedFile.affected(by: Self.agent, changed) == [Self.peer])
  }

  @Test func `makes the mailbox stale with its PIN, name and address`() throws {
    var pin = Self.agent
    pin.voicemailPin = try VoicemailPIN(parsing: "0471")
    var name = Self.agent
    name.fullname = try FullName(parsing: "Anna Bianchi")
    var email = Self.agent
    email.email = try EmailAddress(parsing: "a@example.com")
    for changed in [pin, name, email] {
      #expect(GeneratedFile.affected(by: Self.agent, changed).contains(Self.box))
    }
  }

  @Test func `has two roots and a block for each thousand`() {
    #expect(GeneratedFile.roots == [.peers, .mailboxes])
    #expect(GeneratedFile.peers.block == nil)
    #expect(Self.box.block == NumberBlock(first: 1000))
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
    #expect(path.line(for: .peers) == "#include \"\(text)/sip_agents.conf\"")
    #expect(path.line(for: .mailboxes) == "#include \"\(text)/voicemail_agents.conf\"")
  }
}
