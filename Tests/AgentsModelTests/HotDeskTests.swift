import AsteriskConfig
import Testing

@testable import AgentsModel

/// Agents who are logged on at telephones: plans and files.
struct HotDeskTests {
  private static func agent(_ changes: String...) throws -> Agent {
    var agent = Agent(typology: .external)
    let values = ["name=anna", "fullname=Anna Rossi", "internal=1000", "hotdesk=true"] + changes
    for value in values.compactMap({ Assignment($0) }) {
      try FieldCatalog.find(value.key).property.write(&agent, value.text)
    }
    return agent
  }

  private static func telephone(_ type: String = "friend") throws -> Telephone {
    let words = ["fullname=Desk", "internal=500", "type=\(type)"].compactMap { Assignment($0) }
    let (telephone, findings) = Telephone.create(name: "desk-1", words, Settings())
    try #require(findings.errors == [])
    return telephone
  }

  private static func lines(_ endpoint: Endpoint, _ driver: Dialect.Driver) -> [String] {
    Extensions.content(of: endpoint, driver, ringing: 20).flatMap { section in
      section.settings.map { "\(section.name) \($0.value)" }
    }
  }

  @Test(arguments: [Dialect.Driver.sip, .pjsip])
  func `all that rings the agent rings the telephone, and the rest is the agent's`(
    _ driver: Dialect.Driver
  ) throws {
    let agent = try Self.agent(
      "telephone=desk-1", "voicemail=true", "voicemailPin=4829", "chanSpy=true",
      "extensionMonitor=wav")
    // Also without a password: no phone of the agent's own can register then.
    for digest in [RenderedAgents.digest, nil] {
      let peer = "\(driver.technology)/desk-1"
      #expect(
        Self.lines(Endpoint(agent, digest: digest), driver) == [
          "xcally-agents 1000,hint,\(peer)",
          "xcally-agents 1000,1,MixMonitor(anna-${UNIQUEID}.wav,b)",
          "xcally-agents 1000,n,Dial(\(peer),20)",
          "xcally-agents 1000,n,VoiceMail(1000@default,u)", "xcally-agents 1000,n,Hangup()",
          "xcally-agents-spy 1000,1,Answer()", "xcally-agents-spy 1000,n,ChanSpy(\(peer)-,q)",
          "xcally-agents-spy 1000,n,Hangup()",
        ])
    }
  }

  @Test func `a telephone rings for nobody who is disabled`() throws {
    let agent = try Self.agent("telephone=desk-1", "disabled=true")
    let endpoint = Endpoint(agent, digest: RenderedAgents.digest)
    #expect(!endpoint.isDialled)
    #expect(Self.lines(endpoint, .pjsip) == [])
  }

  @Test(arguments: ["sip", "pjsip"])
  func `a logon changes the dialplan and the queues, and no phone and no mailbox`(
    _ driver: String
  ) throws {
    var settings = Settings()
    try SettingCatalog.find("asteriskDriver").property.write(&settings, driver)
    let agent = try Self.agent("voicemail=true", "voicemailPin=4829")
    let plan = AgentPlan.logOn(agent, at: try Self.telephone())
    #expect(plan.findings == [])
    #expect(plan.changes.map(\.field.key) == ["telephone"])
    let (old, new) = (
      Endpoint(agent, digest: RenderedAgents.digest),
      Endpoint(plan.new, digest: RenderedAgents.digest)
    )
    #expect(
      GeneratedFile.affected(by: old, new, Dialect(settings, seen: nil))
        == [.block(.extensions, NumberBlock(first: 1000))])
    #expect(Endpoint.differInQueues(old, new))
  }

  @Test(arguments: [
    ("hotdesk=false", "hotdesk.needed", Hint.giveHotDesk("anna", isExternal: true)),
    ("typology=phonebar", "hotdesk.needed", .giveHotDesk("anna", isExternal: false)),
    ("disabled=true", "disabled.hotdesk", .enable("anna")),
  ])
  func `who may not be at a telephone is told why`(
    _ change: String, _ code: String, _ hint: Hint
  ) throws {
    let plan = AgentPlan.logOn(try Self.agent(change), at: try Self.telephone())
    #expect(plan.findings.errors.map(\.code) == [code])
    #expect(plan.findings.map(\.hint) == [hint])
  }

  @Test func `a telephone that cannot be called rings for nobody`() throws {
    let plan = AgentPlan.logOn(try Self.agent(), at: try Self.telephone("user"))
    #expect(plan.findings.errors.map(\.code) == ["telephone.not-called"])
  }

  @Test(arguments: ["hotdesk=false", "typology=webrtc", "disabled=true"])
  func `who may no longer be at the telephone leaves it, and that is said`(
    _ change: String
  ) throws {
    let agent = try Self.agent("telephone=desk-1", "email=a@example.com")
    let plan = AgentPlan.edit(agent, [try #require(Assignment(change))], Settings())
    #expect(plan.new.account.telephone == SIPName())
    #expect(plan.findings.map(\.code) == ["telephone.logged-off"])
    #expect(plan.changes.map(\.field.key).contains("telephone"))
    let other = AgentPlan.edit(agent, [Assignment("alias", "A")], Settings())
    #expect(other.new.account.telephone == agent.account.telephone)
  }
}
