import AgentsModel
import Foundation
import Testing

/// What Asterisk shows, compared with what was written; the answers are of Asterisk 16.28 and 22.10.
struct ShownObjectTests {
  private static let agent = RenderedAgents.endpoint(
    "bert", "1001", "fullname=Bert \"Bo\" O'Neil", "typology=external", "callGroup=1,3",
    "pickupGroup=2", "encryption=true", "transport=udp")

  @Test(arguments: [("sip", "sip-show-peer-bert", 16), ("pjsip", "pjsip-show-endpoint-bert", 22)])
  func `what runs as it was written does not differ`(
    _ driver: String, _ answer: String, _ release: Int
  ) throws {
    let object = try Self.object(driver, Self.agent)
    #expect(try Self.shown(answer, release, object.type).differences(from: object) == [])
  }

  @Test(arguments: [("sip", "sip-show-peer-bert", 16), ("pjsip", "pjsip-show-endpoint-bert", 22)])
  func `every value that is shown is compared`(
    _ driver: String, _ answer: String, _ release: Int
  ) throws {
    let other = RenderedAgents.endpoint(
      "bert", "1001", "fullname=Bert", "typology=external", "callGroup=1", "context=public",
      "allow=alaw,g722", "nat=no", "voicemail=true", "voicemailPin=482916", "transport=tcp,udp")
    let object = try Self.object(driver, other)
    let shown = try Self.shown(answer, release, object.type)
    let found = shown.differences(from: object)
    let callerID = Difference.value(
      setting: "callerid", expected: #""Bert" <1001>"#, actual: #""Bert \"Bo\" O'Neil" <1001>"#)
    #expect(found.contains(callerID))
    #expect(
      found.contains(.value(setting: "context", expected: "public", actual: "from-sip")))
    #expect(
      found.contains(.value(setting: "allow", expected: "alaw,g722", actual: "ulaw,alaw")))
    let settings =
      driver == "sip"
      ? [
        "context", "callerid", "allow", "callgroup", "pickupgroup", "mailbox", "transport",
        "encryption", "nat",
      ]
      : [
        "context", "callerid", "allow", "call_group", "pickup_group", "mailboxes", "force_rport",
        "rewrite_contact", "rtp_symmetric", "media_encryption",
      ]
    #expect(found.compactMap(\.setting) == settings)
    #expect(
      shown.differences(from: object, in: ShownObject.vital).compactMap(\.setting)
        == ["context", "callerid", "allow"])
  }

  @Test func `a digest is compared, and never told`() throws {
    let auth = try #require(
      try Self.objects("pjsip", RenderedAgents.endpoint("anna", "1000")).first { $0.type == "auth" }
    )
    let shown = try Self.shown("pjsip-show-auth-anna", 22, "auth")
    #expect(shown.differences(from: auth) == [.secret(setting: "password_digest")])
    let text = try Self.answer("pjsip-show-auth-anna", 22)
      .replacing(/[0-9a-f]{64}/, with: RenderedAgents.digest.sha256)
      .replacing(/MD5:[0-9a-f]{32}/, with: "MD5:\(RenderedAgents.digest.md5)")
    #expect(ShownObject(text, type: "auth")?.differences(from: auth) == [])
  }

  @Test func `a plain secret beside our digest is of somebody else`() throws {
    let object = try Self.object("sip", Self.agent)
    let text = try Self.answer("sip-show-peer-bert", 16)
    for (old, new) in [("Secret       : <Not set>", "Secret : <Set>"), ("<Set>", "<Not set>")] {
      let shown = try #require(ShownObject(text.replacing(old, with: new), type: "peer"))
      #expect(shown.differences(from: object) == [.secret(setting: "md5secret")])
    }
  }

  @Test func `what is not there is not shown`() throws {
    #expect(ShownObject(try Self.answer("sip-show-peer-nosuch", 16), type: "peer") == nil)
    #expect(ShownObject(try Self.answer("pjsip-show-endpoint-nosuch", 22), type: "endpoint") == nil)
    // Only calls in: fewer values.
    let user = try Self.shown("sip-show-user-dora", 16, "peer")
    let dora = RenderedAgents.endpoint("dora", "1003", "fullname=Dora Ü", "type=user")
    #expect(user.differences(from: try Self.object("sip", dora)) == [])
  }

  /// PJSIP shows 79 bytes of a caller ID, and cuts through a letter.
  @Test func `a long caller ID is compared as far as it is shown`() throws {
    let name = String(repeating: "é", count: 39)
    let long = RenderedAgents.endpoint("anna", "1000", "fullname=\(name)")
    let text = try Self.answer("pjsip-show-endpoint-anna", 22)
    func callerID(_ shown: String) throws -> [Difference] {
      let text = text.replacing(#""Anna Rossi" <1000>"#, with: shown)
      return try #require(ShownObject(text, type: "endpoint"))
        .differences(from: try Self.object("pjsip", long), in: ["callerid"])
    }
    #expect(try callerID("\"\(name)") == [])
    #expect(try callerID("\"x\(name.dropLast())\u{fffd}") != [])
    #expect(try callerID("\"\(name.dropLast())") != [])
  }

  @Test func `two descriptions of one object differ by setting`() throws {
    let (old, new) = (
      try Self.object("sip", Self.agent),
      try Self.object(
        "sip",
        RenderedAgents.endpoint(
          "bert", "1001", "fullname=Bert \"Bo\" O'Neil", "transport=udp"))
    )
    #expect(
      Set(old.differences(from: new)) == [
        .value(setting: "callgroup", expected: "1,3", actual: ""),
        .value(setting: "pickupgroup", expected: "2", actual: ""),
        .value(setting: "encryption", expected: "yes", actual: "no"),
      ])
  }

  // MARK: -

  private static func objects(_ driver: String, _ endpoint: Endpoint) throws -> [WrittenObject] {
    let version = driver == "sip" ? "16.28" : "22.10"
    var settings = Settings()
    for assignment in ["asteriskDriver=\(driver)", "asteriskVersion=\(version)"] {
      let word = try #require(Assignment(assignment))
      try SettingCatalog.find(word.key).property.write(&settings, word.text)
    }
    return Rendering(
      directory: "/etc/asterisk/xcally", owner: "0123456789abcdef", Dialect(settings, seen: nil),
      settings
    ).objects(of: endpoint)
  }

  private static func object(_ driver: String, _ endpoint: Endpoint) throws -> WrittenObject {
    let objects = try objects(driver, endpoint)
    return try #require(objects.first)
  }

  private static func shown(_ name: String, _ release: Int, _ type: String) throws -> ShownObject {
    try #require(ShownObject(try answer(name, release), type: type))
  }

  private static func answer(_ name: String, _ release: Int) throws -> String {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Fixtures/console/\(release)/\(name).txt")
    return try String(contentsOf: file, encoding: .utf8)
  }
}
