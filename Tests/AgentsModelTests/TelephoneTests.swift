import Foundation
import Testing

@testable import AgentsModel

@Suite struct TelephoneTests {
  private let settings = Settings()
  private let digest = SIPDigest(realm: "r", md5: "5", sha256: "2")

  private func planned(_ assignments: Assignment...) -> (Telephone, [Finding]) {
    Telephone.create(
      name: "desk",
      [Assignment("fullname", "Desk"), Assignment("internal", "500")] + assignments, settings)
  }

  @Test func `what nobody sets is as an external agent has it`() {
    let (telephone, findings) = planned()
    #expect(findings == [])
    #expect(telephone.voice == Agent(typology: .external).voice)
    #expect(telephone.changes(from: Telephone()).map(\.field.key) == ["fullname", "internal"])
    var endpoint = Endpoint(telephone, digest: digest)
    #expect(endpoint.template == .telephone)
    endpoint.template = .external
    #expect(endpoint.voice == EndpointTemplate.external.usual.voice)
  }

  @Test(arguments: Telephone.fields.filter { $0.tab == .voice }.map(\.key))
  func `each voice field reaches the phone`(_ key: String) throws {
    let value = try #require(
      [
        "transport": "tls", "host": "192.0.2.1", "nat": "no", "type": "peer", "allow": "alaw",
        "callerid": "\"D\" <1>", "context": "doors", "callGroup": "1", "pickupGroup": "2",
        "videosupport": "true", "encryption": "true",
      ][key])
    let (telephone, findings) = planned(Assignment(key, value))
    #expect(findings.map(\.code) == (key == "videosupport" ? ["videosupport.no-codec"] : []))
    #expect(telephone[key] == value)
    let changed = Endpoint(telephone, digest: digest)
    let usual = Endpoint(planned().0, digest: digest)
    #expect(SIPPeers.peer(changed) != SIPPeers.peer(usual))
  }

  @Test func `a browser's phone is written as a browser's agent`() {
    let (telephone, findings) = planned(Assignment("typology", "webrtc"))
    #expect(findings == [])
    #expect(telephone["transport"] == "wss")
    #expect(telephone["encryption"] == "true")
    #expect(Endpoint(telephone, digest: digest).template == .webrtc)
    let (back, none) = telephone.edited([Assignment("typology", "external")], settings)
    #expect(none == [])
    #expect(back == planned().0)
  }

  @Test(arguments: [
    (Assignment("email", "a@b.c"), "field.unknown"), (Assignment("contxt", "x"), "field.unknown"),
    (Assignment("voicemail", "true"), "field.unknown"), (Assignment("name", "x"), "name.fixed"),
    (Assignment("username", "x"), "name.fixed"),
    (Assignment("typology", "phonebar"), "typology.not-a-choice"),
    (Assignment("typology", "mobile"), "typology.not-a-choice"),
    (Assignment("context", "xcally-agents"), "context.generated"),
    (Assignment("allow", "mp3"), "allow.not-a-choice"),
    (Assignment("fullname", "500"), "fullname.is-internal"),
    (Assignment("context", "x", .add), "context.not-a-list"),
  ])
  func `what a telephone does not take is refused`(_ assignment: Assignment, _ code: String) {
    #expect(planned(assignment).1.errors.map(\.code) == [code])
  }

  /// What is to be taken over of centres that run.
  @Test(arguments: Self.centres())
  func `a telephone of another centre keeps all it has`(_ centre: String) throws {
    let file = Self.directory.appending(path: "\(centre)/expected.json")
    let document = try JSONSerialization.jsonObject(with: Data(contentsOf: file))
    let expected = try #require(document as? [String: Any])
    for telephone in try #require(expected["telephones"] as? [[String: Any]]) {
      func text(_ value: Any?) throws -> String {
        if let value = value as? String { return value }
        return try #require(value as? Bool) ? "true" : "false"
      }
      let voice = try #require(telephone["voice"] as? [String: Any])
      let assignments = try voice.map { Assignment($0, try text($1)) }
      let (taken, findings) = Telephone.create(
        name: try text(telephone["name"]),
        [
          Assignment("fullname", try text(telephone["fullname"])),
          Assignment("internal", try text(telephone["internal"])),
        ] + assignments, settings)
      #expect(findings.errors == [])
      for assignment in assignments { #expect(taken[assignment.key] == assignment.text) }
    }
  }

  private static let directory = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures/centres")

  private static func centres() -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: directory.path)) ?? []
    return names.filter {
      FileManager.default.fileExists(atPath: directory.path + "/\($0)/expected.json")
    }.sorted()
  }

  @Test func `every problem is told, that of the name first`() {
    let (_, findings) = Telephone.create(
      name: "a b", [Assignment("fullname", ""), Assignment("internal", "1")], settings)
    #expect(findings.map(\.code) == ["name.bad-character", "fullname.empty", "internal.length"])
  }

  @Test(arguments: ["desk-1", "a+b", "*60", "-", "Anna.Maria_2", String(repeating: "x", count: 40)])
  func `a phone's name is what other programs write`(_ name: String) throws {
    #expect(try PeerName(parsing: name).text == name)
  }

  @Test(arguments: [
    "", "a b", "a@b", "a/b", "a&b", "a,b", "a:b", "a;b", "é", "General", "xcally-external",
    "XCALLY-auth", String(repeating: "x", count: 41),
  ])
  func `a name with a meaning of its own is refused`(_ name: String) {
    #expect(throws: Refusal.self) { try PeerName(parsing: name) }
  }

  @Test func `every username is a phone's name`() throws {
    for name in ["anna", "a.b_c", "Z9"] {
      #expect(try PeerName(Username(parsing: name)) == PeerName(parsing: name))
    }
  }
}
