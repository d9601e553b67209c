import AgentsModel
import TestSupport
import Testing

@testable import AgentsStore

@Suite struct EndpointTests {
  let scratch: Scratch
  let store: Store

  init() throws {
    scratch = try Scratch()
    store = try scratch.open()
    try store.write { transaction in
      for (name, number, changes) in [
        ("late", "1999", [:]), ("first", "1000", ["allow": "gsm"]), ("next", "2000", [:]),
        ("zero", "01500", [:]), ("plain", "1500", [:]), ("off", "3000", ["disabled": "true"]),
        ("locked", "1002", ["locked": "true"]), ("gone", "4000", ["deletedAt": now]),
        ("far", "9999999999", [:]), ("low", "07", [:]),
      ] as [(String, String, [String: String])] {
        let credential = name == "plain" ? sampleCredential() : nil
        _ = try transaction.insert(try sample(name, number, changes), credential)
      }
    }
  }

  @Test func `a block gives those that Asterisk sees, by number, then by text`() throws {
    let endpoints = try store.read { try $0.endpoints(in: NumberBlock(first: 1000)) }
    #expect(endpoints.map(\.name.text) == ["first", "locked", "zero", "plain", "late"])
    #expect(endpoints.map { $0.digest == nil } == [true, true, true, false, true])
  }

  @Test func `an endpoint is what its agent and its digest make`() throws {
    try store.read { reader throws in
      for endpoint in try reader.endpoints(in: NumberBlock(first: 1000)) {
        let agent = try #require(try reader.agent(named: endpoint.name.text))
        let digest = try reader.credential(ofAgent: agent.account.id.value)?.sip
        #expect(endpoint == Endpoint(agent, digest: digest))
      }
    }
  }

  @Test func `blocks are those with an agent that Asterisk sees`() throws {
    #expect(
      try store.read { try $0.blocks() }.map(\.first) == [0, 1000, 2000, 3000, 9_999_999_000])
  }

  @Test func `an empty store has no block`() throws {
    try store.run("DELETE FROM agent")
    #expect(try store.read { try $0.blocks() } == [])
    #expect(try store.read { try $0.endpoints(in: NumberBlock(first: 1000)) } == [])
  }
}

/// Whom queues ring is in SQL for the file of a queue, and in Swift for what a change makes stale.
@Suite struct RungMembersTests {
  @Test func `SQL and Swift agree about every combination of what they read`() throws {
    let scratch = try Scratch()
    let store = try scratch.open()
    let name = try QueueName("voice:all")
    var number = 1000
    for typology in Typology.allCases {
      for type in PeerType.words {
        for flags in 0..<16 {
          let (ringsInUse, isDisabled) = (flags & 1 != 0, flags & 2 != 0)
          let (isDeleted, hasPassword) = (flags & 4 != 0, flags & 8 != 0)
          number += 1
          let agent = try sample(
            "agent\(number)", String(number),
            [
              "typology": typology.rawValue, "type": type,
              "transport": Agent(typology: typology)["transport"] ?? "",
              "encryption": String(typology == .webrtc),
              "pushGateway": typology == .mobile ? "push.example.com:443" : "",
              "phoneBarRingInUse": String(ringsInUse),
              "disabled": String(isDisabled), "deletedAt": isDeleted ? now : "",
            ])
          try store.write {
            _ = try $0.insert(agent, hasPassword ? sampleCredential() : nil)
          }
        }
      }
    }
    try store.run(
      """
      INSERT INTO queue (channel, name, strategy, weight) VALUES ('voice', 'all', 'ringall', 0);
      INSERT INTO queueMember (queueId, agentId, penalty) SELECT queue.id, agent.id, 0 FROM queue, agent;
      """)
    var expected: [String: Bool] = [:]
    try store.read { reader in
      for number in 1001...number {
        // An agent in the bin is found by its name there alone.
        guard
          let agent = try reader.agent(named: "agent\(number)")
            ?? reader.agent(named: "agent\(number)", inBin: true)
        else { continue }
        let digest = try reader.credential(ofAgent: agent.account.id.value)?.sip
        let endpoint = Endpoint(agent, digest: digest)
        guard agent.isRendered, endpoint.isDialled else { continue }
        expected[agent.account.name.text] = endpoint.ringsInUse
      }
      let members = try #require(try reader.voiceQueue(named: name.name)).members
      #expect(
        Dictionary(uniqueKeysWithValues: members.map { ($0.name, $0.ringsInUse) }) == expected)
    }
    #expect(expected.count == 4 * (PeerType.words.count - 1) * 2)
    #expect(expected.values.filter(\.self).count == expected.count / 4)
  }
}
