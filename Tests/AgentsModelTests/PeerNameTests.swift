import AsteriskConfig
import Testing

@testable import AgentsModel

/// A phone has one name in Asterisk, wherever that stands.
struct PeerNameTests {
  @Test(arguments: ["anna", "Anna-Maria", "+39.055*1_a", "1000", times(40, "n")])
  func `takes what phones of elsewhere are called`(_ name: String) throws {
    #expect(try PeerName(parsing: name).text == name)
    #expect(try SIPName(parsing: name).text == name)
  }

  @Test(arguments: [
    ("anna maria", "bad-character"), ("anna@pbx", "bad-character"), ("a/b", "bad-character"),
    ("a&b", "bad-character"), ("a,b", "bad-character"), ("a:b", "bad-character"),
    ("a;b", "bad-character"), ("Zoë", "bad-character"), ("a[b", "bad-character"),
    (times(41, "n"), "too-long"), ("General", "reserved"), ("xcally-phonebar", "reserved"),
    ("XCALLY-auth", "reserved"),
  ])
  func `refuses what has a meaning in what Asterisk dials, and names that are taken`(
    _ name: String, _ code: String
  ) {
    let refusal = #expect(throws: Refusal.self) { try SIPName(parsing: name) }
    #expect(refusal?.code == code)
  }

  @Test func `may be empty, and is the username then`() throws {
    #expect(try SIPName(parsing: "").text == "")
    #expect(throws: Refusal.self) { try PeerName(parsing: "") }
    var agent = Agent()
    agent.account.name = try Username(parsing: "anna")
    #expect(agent.peerName.text == "anna")
    #expect(agent.digestUser == "anna")
    agent.voice.sipName = try SIPName(parsing: "Anna-Maria")
    #expect(agent.peerName.text == "Anna-Maria")
    #expect(agent.digestUser == "Anna-Maria")
    agent.voice.sipAuthName = try SIPAuthName(parsing: "am@pbx")
    #expect(agent.peerName.text == "Anna-Maria")
    #expect(agent.digestUser == "am@pbx")
  }

  private static let endpoint = RenderedAgents.endpoint(
    "anna", "1000", "sipName=Phone-7", "sipAuthName=login7", "host=192.0.2.10", "chanSpy=true",
    "extensionMonitor=wav")

  @Test(arguments: [Settings(), RenderingTests.pjsip, RenderingTests.oldPJSIP])
  func `no file has the username, but for a recording and the name of a member`(
    _ settings: Settings?
  ) throws {
    let dialect = Dialect(try #require(settings), seen: nil)
    let queue = VoiceQueue(
      name: "sales", strategy: .ringall, weight: Weight(0),
      members: [.init(name: "anna", peer: "Phone-7", penalty: 0, ringsInUse: false)])
    let sections =
      try dialect.kinds.flatMap { $0.content(of: Self.endpoint, dialect) }
      + [queue.section(dialect.dialled)]
    let texts = sections.map(\.name) + sections.flatMap(\.settings).map(\.value)
    let technology = dialect.driver.technology
    #expect(
      texts.filter { $0.contains("anna") } == [
        "1000,n,MixMonitor(anna-${UNIQUEID}.wav,b)", "\(technology)/Phone-7,0,anna",
      ]
        || texts.filter { $0.contains("anna") } == [
          "1000,1,MixMonitor(anna-${UNIQUEID}.wav,b)", "\(technology)/Phone-7,0,anna",
        ])
    #expect(texts.contains("1000,n,Dial(\(technology)/Phone-7,0)"))
    #expect(texts.contains("1000,hint,\(technology)/Phone-7"))
    #expect(texts.contains("1000,n,ChanSpy(\(technology)/Phone-7-,q)"))
  }

  @Test func `PJSIP has one name for all objects, and another to log in with`() throws {
    let dialect = Dialect(try #require(RenderingTests.pjsip), seen: nil)
    let sections = FileKind.pjsip.content(of: Self.endpoint, dialect)
    #expect(sections.map(\.name) == Array(repeating: "Phone-7", count: 4))
    func values(_ name: String) -> [String] {
      sections.flatMap(\.settings).filter { $0.name == name }.map(\.value)
    }
    #expect(values("auth") == ["Phone-7"])
    #expect(values("aors") == ["Phone-7"])
    #expect(values("endpoint") == ["Phone-7"])
    #expect(values("contact") == ["sip:Phone-7@192.0.2.10"])
    #expect(values("username") == ["login7"])
  }

  @Test func `another name of a phone is seen in its queues`() {
    let old = RenderedAgents.endpoint("anna", "1000")
    #expect(Endpoint.differInQueues(old, RenderedAgents.endpoint("anna", "1000", "sipName=x")))
    #expect(!Endpoint.differInQueues(old, old))
  }
}
