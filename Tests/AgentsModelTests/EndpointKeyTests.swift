import AsteriskConfig
import Testing

@testable import AgentsModel

/// `Endpoint.keys` names the fields that Asterisk sees: no more, because the store reads each of them for
/// every endpoint, and no less, because the files would show the default of a field that is not read.
struct EndpointKeyTests {
  @Test func `every key is one of the catalog, once`() {
    for key in Endpoint.keys { #expect(FieldCatalog.field(key) != nil, "there is no field \(key)") }
    #expect(Set(Endpoint.keys).count == Endpoint.keys.count)
  }

  @Test(arguments: FieldCatalog.keys)
  func `a field is a key exactly when its sample changes the endpoint and the files`(
    _ key: String
  ) throws {
    let sample = try #require(ExpectedField.row(key)?.sample)
    let field = try FieldCatalog.find(key)
    var (changesEndpoint, changesFiles) = (false, false)
    for agent in try Self.agents() {
      var changed = agent
      let isThere = field.property.read(agent) == sample
      try field.property.write(&changed, isThere ? field.property.read(Agent()) : sample)
      let (old, new) = (Self.endpoint(agent), Self.endpoint(changed))
      changesEndpoint = changesEndpoint || old != new
      changesFiles = changesFiles || Self.shown(old) != Self.shown(new)
    }
    let isKey = Endpoint.keys.contains(key)
    #expect(
      isKey == changesEndpoint,
      """
      \(key) \(changesEndpoint ? "changes" : "does not change") the endpoint, but Endpoint.keys \
      \(isKey ? "has" : "lacks") it
      """)
    #expect(
      changesEndpoint == changesFiles,
      """
      \(key) \(changesEndpoint ? "changes" : "does not change") the endpoint, but the samples \
      \(changesFiles ? "change" : "do not change") any file
      """)
  }

  /// Agents of each typology: one with the defaults, and one with everything switched on that makes other
  /// fields visible.
  private static func agents() throws -> [Agent] {
    try Typology.allCases.flatMap { typology -> [Agent] in
      var plain = Agent(typology: typology)
      try set(&plain, ["name=bert", "fullname=Bert Verdi", "internal=1000"])
      var rich = plain
      try set(
        &rich,
        [
          "email=bert@example.com", "voicemail=true", "voicemailPin=860413", "host=192.0.2.99",
          "phoneBarUnconditional=true", "phoneBarUnconditionalNumber=800",
          "pushGateway=push.example.net:5070",
        ])
      return [plain, rich]
    }
  }

  private static func set(_ agent: inout Agent, _ words: [String]) throws {
    for assignment in words.compactMap({ Assignment($0) }) {
      try FieldCatalog.find(assignment.key).property.write(&agent, assignment.text)
    }
  }

  private static func endpoint(_ agent: Agent) -> Endpoint {
    Endpoint(agent, digest: RenderedAgents.digest)
  }

  /// What the files of each dialect show of an endpoint, those of queues included.
  private static func shown(_ endpoint: Endpoint) -> [[Section]] {
    let dialects = [Settings(), RenderingTests.pjsip, RenderingTests.oldPJSIP].compactMap(\.self)
      .map { Dialect($0, seen: nil) }
    let files = dialects.flatMap { dialect in
      FileKind.allCases.map { $0.content(of: endpoint, dialect) }
    }
    let ringsInUse = Setting("ringinuse", endpoint.isDialled ? "\(endpoint.ringsInUse)" : "")
    return files + [[Section(name: "member", settings: [ringsInUse])]]
  }
}
