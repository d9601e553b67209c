import Foundation
import SQLite
import TestSupport
import Testing

@testable import AgentsModel
@testable import AgentsStore

@Suite struct TelephoneTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// Some values of each field, the default among them.
  private static let values: [(String, [String])] = [
    ("fullname", ["Desk", "Ünï \"quoted\" \\ name", "a, b"]),
    ("typology", ["external", "webrtc"]), ("host", ["dynamic", "192.0.2.1", "2001:db8::1"]),
    ("nat", ["no", "yes", "force_rport,comedia", "comedia"]), ("type", ["friend", "peer", "user"]),
    ("allow", ["ulaw,alaw", "alaw", "opus,g722"]), ("callerid", ["", "\"D\" <1>", "\"é\" <+39>"]),
    ("context", ["from-sip", "doors", "a_b-c"]), ("callGroup", ["", "1-3,63"]),
    ("pickupGroup", ["", "0"]), ("videosupport", ["true", "false"]),
  ]

  @Test(arguments: 0..<60)
  func `what is stored of a telephone is read again`(_ seed: Int) throws {
    var random = Seeded(seed)
    func drawn() -> [Assignment] {
      var drawn = Self.values.filter { _ in Bool.random(using: &random) }.map {
        Assignment($0, $1.randomElement(using: &random) ?? "")
      }
      if !drawn.contains(Assignment("typology", "webrtc")) {
        drawn.append(Assignment("transport", ["udp,tcp", "tls", "ws,wss,udp"][seed % 3]))
        drawn.append(Assignment("encryption", ["true", "false"][seed % 2]))
      }
      return drawn
    }
    var telephone = try sampleTelephone("d+\(seed)", "5\(seed + 10)", drawn())
    telephone.adoptedAt = seed % 2 == 0 ? Timestamp(stored: now) : Timestamp()
    let whole = sampleCredential().sip
    let digest =
      seed % 3 == 0 ? SIPDigest(realm: whole.realm, md5: whole.md5, sha256: "") : whole
    let store = try scratch.open()
    try store.write { try $0.insert(telephone, digest, at: now) }
    try store.read { reader throws in
      #expect(try reader.telephones() == [telephone])
      #expect(try reader.telephone(named: "D+\(seed)") == telephone)
      let block = NumberBlock(containing: telephone.internalNumber)
      #expect(try reader.endpoints(in: block) == [Endpoint(telephone, digest: digest)])
      #expect(try reader.contexts() == ["from-sip", telephone.voice.context.text])
    }
    let (changed, findings) = telephone.edited(
      [Assignment("typology", "external")] + drawn().filter { $0.key != "typology" }, Settings())
    #expect(findings.errors == [])
    try store.write { try $0.update(telephone, to: changed) }
    #expect(try store.read { try $0.telephones() } == [changed])
  }

  @Test func `a password of ours ends what was adopted`() throws {
    let store = try scratch.open()
    var telephone = try sampleTelephone("desk", "500")
    telephone.adoptedAt = Timestamp(stored: now)
    let ours = sampleCredential("b").sip
    try store.write { transaction throws in
      try transaction.insert(telephone, sampleCredential().sip, at: now)
      try transaction.setDigest(ours, of: telephone)
    }
    let found = try #require(try store.read { try $0.telephones("").first })
    #expect(found.digest == ours)
    #expect(found.telephone.adoptedAt == Timestamp())
  }

  @Test func `another name is nobody else's`() throws {
    let store = try scratch.open()
    _ = try store.add(try sample("anna", "1000"))
    let telephone = try sampleTelephone("desk", "500")
    let digest = sampleCredential().sip
    try store.write { try $0.insert(telephone, digest, at: now) }
    #expect(throws: SQLiteError.self) {
      try store.write { try $0.rename(telephone, to: PeerName(parsing: "ANNA"), digest) }
    }
    try store.write { try $0.rename(telephone, to: PeerName(parsing: "front-desk"), digest) }
    #expect(try store.read { try $0.holder(ofName: "desk") } == nil)
    #expect(try store.read { try $0.holder(ofInternal: "500")?.name } == "telephone front-desk")
  }

  @Test func `telephones count where phones are counted`() throws {
    let store = try scratch.open()
    _ = try store.add(try sample("anna", "1000", ["allow": "alaw"]))
    let telephones = [
      try sampleTelephone("web", "500", [Assignment("typology", "webrtc")]),
      try sampleTelephone(
        "door", "501",
        [
          Assignment("context", "doors"), Assignment("allow", "alaw,gsm"),
          Assignment("host", "192.0.2.1"),
        ]),
      try sampleTelephone("caller", "502", [Assignment("type", "user")]),
    ]
    try store.write { transaction throws in
      for telephone in telephones {
        try transaction.insert(telephone, sampleCredential().sip, at: now)
      }
    }
    try store.read { reader throws in
      #expect(try reader.contexts() == ["from-sip", "doors"])
      #expect(try reader.registeringPhones().map(\.peer) == ["web"])
      #expect(
        Set(try reader.telephoneGroups().map { "\($0.transports) \($0.typology) \($0.count)" }) == [
          #"["wss"] webrtc 1"#, #"["udp", "tcp"] external 2"#,
        ])
      let codecs = try reader.codecUse()
      #expect(codecs["alaw"]?.text == "1 agent and 3 telephones")
      #expect(codecs["gsm"]?.text == "1 telephone")
      let samples = try reader.contextSamples()
      #expect(samples.map(\.context) == ["doors", "from-sip"])
      #expect(samples[0].agents.text == "1 telephone")
      #expect(samples[1].agents.text == "1 agent (anna) and 2 telephones")
    }
  }

  @Test(arguments: 1...7)
  func `a telephone of an older store is written as before`(_ version: Int) throws {
    let file = MigrationTests.fixtures.appendingPathComponent("schema-\(version).sql")
    try scratch.execute(try String(contentsOf: file, encoding: .utf8))
    let digest = sampleCredential().sip
    try scratch.execute(
      """
      INSERT INTO telephone (name, fullname, internal, sipRealm, sipMD5, sipSHA256, createdAt)
        VALUES ('lift', 'Desk, 1', '0099', 'asterisk', '\(digest.md5)', '\(digest.sha256)', '\(now)')
      """)
    let files = """
      SELECT name || revision FROM fileRevision WHERE name LIKE '%/0-999.conf' ORDER BY name
      """
    let store = try scratch.open(.writing)
    #expect(try store.connection.reading { try $0.values(files) as [String] } == [])
    try store.write { transaction throws in
      let telephone = try #require(try transaction.telephone(named: "lift"))
      #expect(telephone.number == "0099")
      #expect(telephone.fullName == "Desk, 1")
      #expect(telephone.voice == Agent(typology: .external).voice)
      #expect(telephone.adoptedAt == Timestamp())
      #expect(try transaction.holder(ofInternal: "0099")?.name == "telephone lift")
      #expect(
        try transaction.endpoints(in: NumberBlock(first: 0)) == [
          Endpoint(telephone, digest: digest)
        ])
      try transaction.delete(telephone)
      #expect(try transaction.holder(ofInternal: "0099") == nil)
    }
  }
}
