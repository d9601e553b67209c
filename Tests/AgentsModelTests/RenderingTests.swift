import AgentsModel
import Testing

/// Rendering agents into the files that Asterisk reads.
struct RenderingTests {
  private static let plain = rendering(Settings())

  private static func rendering(
    _ settings: Settings, directory: String = "/etc/asterisk/xcally"
  ) -> Rendering {
    Rendering(
      directory: directory, owner: "0123456789abcdef", Dialect(settings, seen: nil), settings)
  }

  private static func settings(_ words: String...) throws -> Settings {
    var settings = Settings()
    for assignment in words.compactMap({ Assignment($0) }) {
      try SettingCatalog.find(assignment.key).property.write(&settings, assignment.text)
    }
    return settings
  }

  /// The driver of each set of expected files.
  static let pjsip = try? settings("asteriskDriver=pjsip", "asteriskVersion=22.10")
  static let oldPJSIP = try? settings("asteriskDriver=pjsip", "asteriskVersion=16.28")

  private static func block(_ kind: FileKind, _ first: Int) -> GeneratedFile {
    .block(kind, NumberBlock(first: first))
  }

  @Test(arguments: [("default", Settings()), ("pjsip", pjsip), ("pjsip-md5", oldPJSIP)])
  func `writes the roots`(_ set: String, _ settings: Settings?) throws {
    let settings = try #require(settings)
    for kind in Dialect(settings, seen: nil).kinds {
      let bytes = try #require(try Self.rendering(settings).bytes(of: .root(kind), .settings))
      try Golden.expect(bytes, equal: "\(set)/\(kind.root)")
      #expect(Seal(intact: bytes) != nil)
    }
  }

  @Test(arguments: ["sip", "pjsip"])
  func `writes certificates and an absolute directory into the roots`(_ driver: String) throws {
    let settings = try Self.settings(
      "tlsCertificate=/etc/ssl/a b.pem", "tlsPrivateKey=/etc/ssl/key;1.pem",
      "asteriskDriver=\(driver)", "sipRealm=pbx.example.com")
    let rendering = Self.rendering(settings, directory: "/srv/pbx files")
    for kind in Dialect(settings, seen: nil).kinds {
      let bytes = try #require(try rendering.bytes(of: .root(kind), .settings))
      try Golden.expect(bytes, equal: "changed/\(kind.root)")
    }
  }

  @Test(arguments: [
    ("default", Settings(), block(.sip, 1000), RenderedAgents.defaults),
    ("default", Settings(), block(.extensions, 1000), RenderedAgents.defaults),
    ("changed", Settings(), block(.sip, 0), RenderedAgents.changed),
    ("changed", Settings(), block(.voicemail, 0), RenderedAgents.changed),
    ("changed", Settings(), block(.extensions, 0), RenderedAgents.changed),
    ("hostile", Settings(), block(.sip, 1000), RenderedAgents.hostile),
    ("hostile", Settings(), block(.voicemail, 1000), RenderedAgents.hostile),
    ("hostile", Settings(), block(.extensions, 1000), RenderedAgents.hostile),
    ("pjsip", pjsip, block(.pjsip, 1000), RenderedAgents.defaults),
    ("pjsip", pjsip, block(.extensions, 1000), RenderedAgents.defaults),
    ("pjsip", pjsip, block(.pjsip, 0), RenderedAgents.changed),
    ("pjsip-md5", oldPJSIP, block(.pjsip, 1000), RenderedAgents.hostile),
  ])
  func `writes a block`(
    _ set: String, _ settings: Settings?, _ file: GeneratedFile, _ endpoints: [Endpoint]
  ) throws {
    let rendering = Self.rendering(try #require(settings))
    let bytes = try #require(try rendering.bytes(of: file, .endpoints(endpoints)))
    try Golden.expect(bytes, equal: "\(set)/\(file.name)")
    #expect(Seal(intact: bytes) != nil)
    #expect(try rendering.bytes(of: file, .endpoints(endpoints)) == bytes)
  }

  @Test(arguments: [("default", Settings()), ("pjsip", pjsip)])
  func `writes a voice queue`(_ set: String, _ settings: Settings?) throws {
    let queue = VoiceQueue(
      name: "sales", strategy: .rrmemory, weight: Weight(5),
      members: [
        .init(name: "anna", peer: "anna", penalty: 0, ringsInUse: false),
        .init(name: "bert.2_x", peer: "bert.2_x", penalty: 3, ringsInUse: true),
      ])
    let rendering = Self.rendering(try #require(settings))
    let bytes = try #require(try rendering.bytes(of: .queue("sales"), .queue(queue)))
    try Golden.expect(bytes, equal: "\(set)/queues_agents.d/sales.conf")
    let empty = VoiceQueue(name: "sales", strategy: .ringall, weight: Weight(0), members: [])
    #expect(try rendering.bytes(of: .queue("sales"), .queue(empty)) != nil)
    #expect(try rendering.bytes(of: .queue("sales"), .queue(nil)) == nil)
  }

  @Test func `writes nothing for the other driver`() throws {
    let pjsip = Self.rendering(try #require(Self.pjsip))
    #expect(try pjsip.bytes(of: .root(.sip), .settings) == nil)
    #expect(
      try pjsip.bytes(of: Self.block(.sip, 1000), .endpoints(RenderedAgents.defaults)) == nil)
    #expect(try Self.plain.bytes(of: .root(.pjsip), .settings) == nil)
  }

  @Test func `writes every hostile name that a plan accepts`() {
    for endpoint in RenderedAgents.hostile {
      #expect(!endpoint.fullname.text.isEmpty)
      #expect(throws: Never.self) {
        try Self.plain.bytes(of: Self.block(.sip, 1000), .endpoints([endpoint]))
      }
    }
  }

  @Test(arguments: [FileKind.sip, .extensions])
  func `leaves out an agent without a digest`(_ kind: FileKind) throws {
    var silent = RenderedAgents.defaults[0]
    silent.digest = nil
    let file = Self.block(kind, 1000)
    let others = Array(RenderedAgents.defaults.dropFirst())
    #expect(
      try Self.plain.bytes(of: file, .endpoints([silent] + others))
        == Self.plain.bytes(of: file, .endpoints(others)))
    #expect(try Self.plain.bytes(of: file, .endpoints([silent])) == nil)
  }

  @Test func `writes no file where nothing belongs into it`() throws {
    #expect(try Self.plain.bytes(of: Self.block(.sip, 1000), .endpoints([])) == nil)
    #expect(
      try Self.plain.bytes(
        of: Self.block(.voicemail, 1000), .endpoints(RenderedAgents.defaults)) == nil)
  }

  @Test func `keeps a mailbox although no phone can register`() throws {
    var silent = RenderedAgents.changed[0]
    silent.digest = nil
    #expect(try Self.plain.bytes(of: Self.block(.voicemail, 0), .endpoints([silent])) != nil)
  }

  @Test func `installs nothing that Asterisk would read otherwise`() {
    var endpoint = RenderedAgents.endpoint("anna", "1000", "fullname=Rossi, Anna")
    endpoint.voicemail = true
    #expect(
      throws: AgentsError.asterisk(.unfaithfulRendering(file: "voicemail_agents.d/1000-1999.conf"))
    ) {
      try Self.plain.bytes(of: Self.block(.voicemail, 1000), .endpoints([endpoint]))
    }
  }

  @Test(arguments: [true, false])
  func `who may not register is no peer, and callers reach the mailbox`(_ hasDigest: Bool) throws {
    for settings in [Settings(), try Self.settings("asteriskDriver=pjsip")] {
      let dialect = Dialect(settings, seen: nil)
      for hasMailbox in [true, false] {
        var agent = planned("anna", "voicemail=\(hasMailbox)", "chanSpy=true").new
        agent.account.internalNumber = try Internal(parsing: "1000")
        agent.account.disabled = hasDigest
        agent.bar.unconditional = true
        agent.bar.unconditionalNumber = try ForwardingNumber(parsing: "5")
        let endpoint = Endpoint(agent, digest: hasDigest ? RenderedAgents.digest : nil)
        let rendering = Self.rendering(settings)
        let texts = try [dialect.driver.files, .voicemail, .extensions].map { kind in
          try rendering.bytes(of: Self.block(kind, 1000), .endpoints([endpoint])).map {
            String(decoding: $0, as: UTF8.self)
          }
        }
        #expect(texts[0] == nil)
        #expect((texts[1] != nil) == hasMailbox)
        #expect((texts[2] != nil) == hasMailbox)
        if hasMailbox {
          #expect(
            texts[2]?.hasSuffix(
              """
              [xcally-agents]
              exten => 1000,1,VoiceMail(1000@default,u)
              exten => 1000,n,Hangup()

              """) == true, "\(texts)")
        }
        #expect(!Endpoint.differInQueues(endpoint, nil))
      }
    }
  }

  @Test func `renders every agent outside the bin, also one that is locked`() {
    var agent = planned().new
    #expect(agent.isRendered)
    agent.account.locked = true
    #expect(agent.isRendered)
    var old = agent
    old.account.locked = false
    #expect(
      Endpoint(old, digest: RenderedAgents.digest) == Endpoint(agent, digest: RenderedAgents.digest)
    )
    agent.account.deletedAt = Timestamp(stored: "2026-01-02T03:04:05.678Z")
    #expect(!agent.isRendered)
  }
}
