import AgentsCore
import Testing

/// Agents as the files that Asterisk reads.
struct RenderingTests {
  private static let plain = Rendering(
    directory: "/etc/asterisk/xcally", owner: "0123456789abcdef", Settings())

  private static func rendering(_ words: String..., directory: String) throws -> Rendering {
    var settings = Settings()
    for assignment in words.compactMap({ Assignment($0) }) {
      try SettingCatalog.find(assignment.key).property.write(&settings, assignment.text)
    }
    return Rendering(directory: directory, owner: "0123456789abcdef", settings)
  }

  private static func block(_ first: Int) -> NumberBlock { NumberBlock(first: first) }

  @Test func `writes the roots`() throws {
    for root in GeneratedFile.roots {
      let bytes = try #require(try Self.plain.bytes(of: root, []))
      try Golden.expect(bytes, equal: "default/\(root.name)")
      #expect(Seal(intact: bytes) != nil)
    }
  }

  @Test func `writes certificates and an absolute directory into the roots`() throws {
    let rendering = try Self.rendering(
      "tlsCertificate=/etc/ssl/a b.pem", "tlsPrivateKey=/etc/ssl/key;1.pem",
      directory: "/srv/pbx files")
    for root in GeneratedFile.roots {
      let bytes = try #require(try rendering.bytes(of: root, []))
      try Golden.expect(bytes, equal: "changed/\(root.name)")
    }
  }

  @Test(arguments: [
    ("default", GeneratedFile.peerBlock(block(1000)), RenderedAgents.defaults),
    ("changed", .peerBlock(block(0)), RenderedAgents.changed),
    ("changed", .mailboxBlock(block(0)), RenderedAgents.changed),
    ("hostile", .peerBlock(block(1000)), RenderedAgents.hostile),
    ("hostile", .mailboxBlock(block(1000)), RenderedAgents.hostile),
  ])
  func `writes a block`(_ set: String, _ file: GeneratedFile, _ endpoints: [Endpoint]) throws {
    let bytes = try #require(try Self.plain.bytes(of: file, endpoints))
    try Golden.expect(bytes, equal: "\(set)/\(file.name)")
    #expect(Seal(intact: bytes) != nil)
    #expect(try Self.plain.bytes(of: file, endpoints) == bytes)
  }

  @Test func `writes every hostile name that a plan accepts`() {
    for endpoint in RenderedAgents.hostile {
      #expect(!endpoint.fullname.text.isEmpty)
      #expect(throws: Never.self) {
        try Self.plain.bytes(of: .peerBlock(Self.block(1000)), [endpoint])
      }
    }
  }

  @Test func `leaves out an agent without a digest`() throws {
    var silent = RenderedAgents.defaults[0]
    silent.digest = nil
    let file = GeneratedFile.peerBlock(Self.block(1000))
    let others = Array(RenderedAgents.defaults.dropFirst())
    #expect(
      try Self.plain.bytes(of: file, [silent] + others) == Self.plain.bytes(of: file, others))
    #expect(try Self.plain.bytes(of: file, [silent]) == nil)
  }

  @Test func `writes no file where nothing belongs into it`() throws {
    #expect(try Self.plain.bytes(of: .peerBlock(Self.block(1000)), []) == nil)
    #expect(
      try Self.plain.bytes(of: .mailboxBlock(Self.block(1000)), RenderedAgents.defaults) == nil)
  }

  @Test func `keeps a mailbox although no phone can register`() throws {
    var silent = RenderedAgents.changed[0]
    silent.digest = nil
    #expect(try Self.plain.bytes(of: .mailboxBlock(Self.block(0)), [silent]) != nil)
  }

  @Test func `installs nothing that Asterisk would read otherwise`() {
    var endpoint = RenderedAgents.endpoint("anna", "1000", "fullname=Rossi, Anna")
    endpoint.voicemail = true
    let file = GeneratedFile.mailboxBlock(Self.block(1000))
    #expect(throws: AgentsError.renderingUnfaithful(file: "voicemail_agents.d/1000-1999.conf")) {
      try Self.plain.bytes(of: file, [endpoint])
    }
  }

  @Test func `renders no agent who may not register`() {
    var agent = planned().new
    #expect(agent.isRendered)
    agent.account.disabled = true
    #expect(!agent.isRendered)
    agent.account.disabled = false
    agent.account.locked = true
    #expect(!agent.isRendered)
    agent.account.locked = false
    agent.account.deletedAt = Timestamp(stored: "2026-01-02T03:04:05.678Z")
    #expect(!agent.isRendered)
  }

  @Test func `reads from the store all that it renders, and no key that is none`() {
    for key in Endpoint.keys { #expect(FieldCatalog.field(key) != nil) }
    #expect(Set(Endpoint.keys).count == Endpoint.keys.count)
  }
}
