import AgentsModel
import SQLite
import TestSupport
import Testing

@testable import AgentsStore

/// Names of phones are unique in the schema, whoever writes.
@Suite struct PeerNameTests {
  let scratch: Scratch
  let store: Store

  init() throws {
    scratch = try Scratch()
    store = try scratch.open()
    _ = try store.add(
      try sample("anna", "1000", ["sipName": "Phone-7"]), try sample("bert", "1001"),
      try sample("carl", "1002", ["sipName": "old", "deletedAt": now]))
    try store.write {
      try $0.insert(try sampleTelephone("desk", "1500"), sampleCredential("d").sip, at: now)
    }
  }

  @Test(arguments: [
    ("the name of another phone", "dora", "PHONE-7", false),
    ("another's username", "dora", "BERT", false),
    ("a telephone's", "dora", "Desk", false),
    ("the own username", "dora", "Dora", true),
    ("one of the bin", "dora", "OLD", true),
    ("the username of one who has another name", "dora", "anna", false),
    ("a new one", "dora", "Phone-8", true),
  ])
  func `a name is nobody else's`(
    _ what: String, _ username: String, _ name: String, _ isFree: Bool
  ) throws {
    func isTaken(_ body: (StoreTransaction) throws -> Void) -> Bool {
      do { try store.write(keeping: false, body) } catch { return true }
      return false
    }
    let row = try sample(username, "1003", ["sipName": name])
    #expect(isTaken { _ = try $0.insert(row, nil) } != isFree, "\(what), new")
    let plain = try sample(username, "1003")
    let field = try FieldCatalog.find("sipName")
    #expect(
      isTaken { transaction in
        var agent = try transaction.insert(plain, nil)
        try field.property.write(&agent, name)
        try transaction.update(agent, [field])
      } != isFree, "\(what), changed")
    let holder = try store.read { try $0.holder(ofName: name) }
    #expect((holder == nil) == (isFree), "\(what), found")
  }

  @Test func `nobody takes the name of a phone as username`() throws {
    try store.write {
      var agent = try #require(try $0.agent(named: "anna"))
      agent.voice.sipName = try SIPName(parsing: "dora")
      try $0.update(agent, [try FieldCatalog.find("sipName")])
    }
    #expect(throws: SQLiteError.self) {
      _ = try store.add(try sample("Dora", "1003"))
    }
    #expect(throws: SQLiteError.self) {
      try store.write {
        try $0.insert(try sampleTelephone("DORA", "1501"), sampleCredential("d").sip, at: now)
      }
    }
    #expect(try store.read { try $0.holder(ofName: "DORA")?.name } == "anna")
  }

  @Test func `who comes back from the bin must find the name free`() throws {
    try store.write {
      var agent = try #require(try $0.agent(named: "bert"))
      agent.voice.sipName = try SIPName(parsing: "Old")
      try $0.update(agent, [try FieldCatalog.find("sipName")])
    }
    #expect(throws: SQLiteError.self) {
      try store.write {
        var agent = try #require(try $0.agent(named: "carl", inBin: true))
        agent.account.deletedAt = Timestamp()
        try $0.update(agent, [try FieldCatalog.find("deletedAt")])
      }
    }
  }

  @Test func `phones are found by their names, agents by their usernames`() throws {
    try store.read { reader throws in
      #expect(try reader.endpoints(named: ["phone-7"]).map(\.username) == ["anna"])
      #expect(try reader.endpoints(named: ["anna"]) == [])
      #expect(try reader.endpoints(of: ["Anna"]).map(\.name.text) == ["Phone-7"])
      #expect(try reader.endpoints(named: ["desk"]).map(\.username) == ["desk"])
      #expect(try reader.endpoints(numbered: ["1001"]).map(\.username) == ["bert"])
    }
  }
}
