import AsteriskConfig
import Testing

@testable import AgentsModel

/// Who may change which field.
struct FieldRightTests {
  private let bert = Grant(
    id: 7, login: OperatorLogin(stored: "bert"), role: .user, permission: .full)

  @Test(arguments: FieldCatalog.keys)
  func `every field that somebody sets is classified, and no other`(_ key: String) throws {
    let field = try FieldCatalog.find(key)
    // What is kept goes into a phone's section, like a field; memberships are a matter of groups.
    #expect(
      (field.right != nil) == (field.isSettable || field.kind == .lines),
      "give the entry of \(key) a right, which says who may change it")
  }

  @Test(arguments: FieldCatalog.fields.filter { $0.isSettable || $0.kind == .lines }.map(\.key))
  func `an operator sets what is the agent's own, and what is within bounds`(
    _ key: String
  ) throws {
    let field = try FieldCatalog.find(key)
    var settings = Settings()
    settings.minInternal = InternalMinimum(1002)
    let value = try #require(ExpectedField.row(key)?.sample)
    var changed = Agent()
    try field.property.write(&changed, value)
    let plan = AgentPlan(old: Agent(), new: changed)
    #expect(plan.changes.map(\.field.key) == [key])
    let denial = plan.denial(for: bert, settings)
    switch try #require(field.right) {
    case .own: #expect(denial == nil)
    case .admin: #expect(denial == .fields(login: "bert", [key], hints: []))
    case .bounded:
      guard case .fields("bert", [key], let hints) = denial else {
        Issue.record("\(key) is not denied: \(String(describing: denial))")
        return
      }
      #expect(hints.count == 1)
    }
    // A value that is unchanged needs no permission.
    #expect(AgentPlan(old: changed, new: changed).denial(for: bert, settings) == nil)
  }

  @Test func `the settings draw the bounds`() throws {
    var settings = Settings()
    settings.agentContexts = try ContextNames(parsing: "sales,from-sip")
    var agent = Agent()
    try FieldCatalog.find("context").property.write(&agent, "sales")
    try FieldCatalog.find("internal").property.write(&agent, "1000")
    #expect(AgentPlan(old: Agent(), new: agent).denial(for: bert, settings) == nil)
    try FieldCatalog.find("internal").property.write(&agent, "112")
    #expect(
      AgentPlan(old: Agent(), new: agent).denial(for: bert, settings)
        == .fields(
          login: "bert", ["internal"],
          hints: ["others take internals from 1000 on (setting minInternal)"]))
  }

  @Test func `what is set at creation is asked for as a change of the defaults`() throws {
    let settings = Settings()
    let plan = AgentPlan.create(
      [
        Assignment("name", "anna"), Assignment("fullname", "Anna"),
        Assignment("email", "a@example.com"), Assignment("typology", "webrtc"),
        Assignment("internal", "1000"),
      ], settings)
    #expect(plan.denial(for: bert, settings) == nil)
    let other = AgentPlan.create(
      [Assignment("context", "internal"), Assignment("host", "192.0.2.1")], settings)
    guard case .fields("bert", ["host", "context"], _) = other.denial(for: bert, settings) else {
      Issue.record("not denied")
      return
    }
  }

  // MARK: - Contexts that the program writes

  @Test(arguments: Extensions.contexts.map(\.name))
  func `no context of ours is an agent's, in whatever case`(_ name: String) throws {
    #expect(name.hasPrefix("xcally-agents"))
    for text in [name, name.uppercased()] {
      let plan = AgentPlan.edit(Agent(), [Assignment("context", text)], Settings())
      #expect(plan.findings.errors.map(\.code) == ["context.generated"])
      #expect(throws: Refusal.self) { _ = try ContextNames(parsing: "from-sip,\(text)") }
    }
  }

  @Test func `every section of the dialplan that is written is one of them`() throws {
    var agent = Agent()
    agent.account.name = try Username(parsing: "anna")
    agent.account.internalNumber = try Internal(parsing: "1000")
    agent.voice.chanSpy = true
    agent.account.voicemail = true
    let endpoint = Endpoint(agent, digest: SIPDigest(realm: "r", md5: "m", sha256: "s"))
    let sections = Extensions.content(of: endpoint, .sip, ringing: 1)
    #expect(Set(sections.map(\.name)).count > 1)
    #expect(sections.allSatisfy { ContextName.isGenerated($0.name) })
  }
}
