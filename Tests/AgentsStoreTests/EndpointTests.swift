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
