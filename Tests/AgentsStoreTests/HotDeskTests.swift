import SQLite
import TestSupport
import Testing

@testable import AgentsModel
@testable import AgentsStore

/// Agents who are logged on at telephones, in the store.
@Suite struct HotDeskTests {
  let scratch: Scratch
  let store: Store

  /// The agents anna and bert, and the telephones desk1 and desk2, which can be called.
  init() throws {
    scratch = try Scratch()
    store = try scratch.open()
    for (name, number) in [("anna", "1000"), ("bert", "1001")] {
      _ = try store.add(
        try sample(name, number, ["typology": "external", "hotdesk": "true"]))
    }
    try store.write { transaction throws in
      for (name, number) in [("desk1", "500"), ("desk2", "501")] {
        try transaction.insert(
          try sampleTelephone(name, number), sampleCredential().sip, at: now)
      }
    }
  }

  private func agent(_ name: String) throws -> Agent {
    try #require(try store.read { try $0.agent(named: name) })
  }

  private func put(_ name: String, at telephone: String) throws {
    var agent = try agent(name)
    agent.account.telephone = try SIPName(parsing: telephone)
    try store.write {
      try $0.update(agent, [FieldCatalog.find("telephone")])
    }
  }

  @Test func `an agent is at one telephone, and has its name`() throws {
    try put("anna", at: "desk1")
    #expect(try agent("anna").account.telephone.text == "desk1")
    #expect(throws: SQLiteError.self) { try put("bert", at: "DESK1") }
    try put("anna", at: "desk2")
    try put("bert", at: "desk1")
    try store.read { reader throws in
      let desk = try #require(try reader.telephone(named: "desk1"))
      #expect(try reader.agent(at: desk.name)?.username == "bert")
    }
    try put("bert", at: "")
    #expect(try agent("bert").account.telephone == SIPName())
  }

  @Test
  func `another name of the telephone is the agent's, and without the telephone there is none`()
    throws
  {
    try put("anna", at: "desk1")
    try store.write { transaction throws in
      let desk = try #require(try transaction.telephone(named: "desk1"))
      try transaction.rename(desk, to: PeerName(parsing: "front"), sampleCredential().sip)
    }
    #expect(try agent("anna").account.telephone.text == "front")
    try store.write { transaction throws in
      try transaction.delete(try #require(try transaction.telephone(named: "front")))
    }
    #expect(try agent("anna").account.telephone == SIPName())
  }

  /// Neither has a password, so no phone of their own can register.
  @Test func `the telephone rings in the agent's queues, with the agent's name`() throws {
    try put("anna", at: "desk1")
    let queue = try store.write { transaction throws in
      let queue = try transaction.insertQueue(QueueName("voice:sales"), .ringall, Weight(0))
      _ = try transaction.add(agents: [1, 2], toQueue: queue.id, nil)
      return queue
    }
    try store.read { reader throws in
      let members = try #require(try reader.voiceQueue(named: queue.name.name)).members
      #expect(members.map(\.name) == ["anna"])
      #expect(members.map(\.peer) == ["desk1"])
      #expect(try reader.emptyVoiceQueues().isEmpty)
      #expect(try reader.endpoints(of: ["anna"]).map(\.desk?.text) == ["desk1"])
    }
    try put("anna", at: "")
    try store.read { reader throws in
      #expect(try reader.voiceQueue(named: queue.name.name)?.members == [])
      #expect(try reader.emptyVoiceQueues() == [queue.name])
    }
  }
}
