import AgentsModel
import SQLite
import TestSupport
import Testing

@testable import AgentsStore

@Suite struct AgentTests {
  let scratch: Scratch
  let store: Store

  init() throws {
    scratch = try Scratch()
    store = try scratch.open()
  }

  @Test func `an agent with every field set comes back as it was`() throws {
    var agent = try sample("anna", "1000")
    for (key, value) in everyFieldSet { try agent.set(key, value) }
    let untouched = AgentColumns.stored.map(\.key).filter { agent[$0] == Agent()[$0] }
    // The two kinds of screen recording exclude each other.
    #expect(
      untouched == ["id", "phoneBarAutomaticScreenRecording"], "everyFieldSet lacks a value")
    let stored = try store.add(agent)
    #expect(stored[0].account.id.value == 1)
    #expect(try store.read { try $0.agent(named: "ANNA", inBin: true) } == stored[0])
  }

  @Test func `ids are never reused`() throws {
    let first = try store.add(try sample("anna", "1000"))[0]
    try store.write { try $0.removePermanently(agent: first.account.id.value) }
    #expect(try store.add(try sample("berta", "1000"))[0].account.id.value == 2)
  }

  @Test func `finds by username ignoring case, and tells who is missing`() throws {
    try store.add(try sample("anna", "1000"), try sample("Berta", "1001"))
    var gone = try sample("carla", "1002")
    gone.account.deletedAt = try Timestamp(parsing: now)
    try store.add(gone)
    try store.read { reader throws in
      let (found, missing) = try reader.agents(named: ["berta", "carla", "ANNA", "Anna", "dora"])
      #expect(found.map(\.account.name.text) == ["Berta", "anna"])
      #expect(missing == ["carla", "dora"])
      #expect(try reader.namesInBin(missing) == ["carla"])
      #expect(try reader.agent(named: "carla") == nil)
      #expect(try reader.agent(named: "Carla", inBin: true)?.account.id.value == 3)
      #expect(try reader.agent(id: 2)?.account.name.text == "Berta")
    }
  }

  @Test func `the bin gives the one deleted last`() throws {
    for (day, number) in [("01", "1000"), ("03", "1001"), ("02", "1002")] {
      try store.add(
        try sample("anna", number, ["deletedAt": "2026-11-\(day)T00:00:00.000Z"]))
    }
    #expect(
      try store.read { try $0.agent(named: "anna", inBin: true) }?["internal"] == "1001")
  }

  @Test func `an update writes only the fields that it is told`() throws {
    var anna = try store.add(try sample("anna", "1000"))[0]
    let changes = try store.write { transaction in
      let total = "SELECT total_changes()"
      let before: Int = try transaction.database.value(total) ?? 0
      try transaction.update(anna, [])
      return try (transaction.database.value(total) ?? 0) - before
    }
    #expect(changes == 0)
    try anna.set("fullname", "Anna Rossi")
    let renamed = anna
    try anna.set("voicemail", "true")
    try store.write { try $0.update(anna, [try FieldCatalog.find("fullname")]) }
    #expect(try store.read { try $0.agent(named: "anna") } == renamed)
    try store.write { try $0.update(anna) }
    #expect(try store.read { try $0.agent(named: "anna") } == anna)
  }

  @Test func `an update of an agent that is not there is refused`() throws {
    #expect(throws: AgentsError.notFound(.agents(["anna"], inBin: []))) {
      try store.write { try $0.update(try sample("anna", "1000")) }
    }
  }

  @Test func `a transaction that throws leaves nothing behind`() throws {
    #expect(throws: AgentsError.caller(.declined)) {
      try store.write { transaction in
        _ = try transaction.insert(try sample("anna", "1000"), sampleCredential())
        try transaction.touch(files: ["1000-1999"])
        throw AgentsError.caller(.declined)
      }
    }
    try store.read { reader throws in
      #expect(try reader.count(AgentSelection()) == 0)
      #expect(try reader.pendingFiles(in: "/etc/x") == [:])
      #expect(try reader.lowestFreeInternal(from: 1000) == "1000")
    }
  }

  @Test func `a stored value that the rules refuse names agent and field`() throws {
    try store.add(try sample("anna", "1000"))
    try store.run("UPDATE agent SET nat = 'sometimes'")
    let error = #expect(throws: AgentsError.self) {
      try store.read { try $0.agent(named: "anna") }
    }
    guard case .store(.invalidValue("anna", "nat", _)) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  private let everyFieldSet: [String: String] = {
    var values: [String: String] = [:]
    for field in AgentColumns.stored where field.key != "id" {
      let standard = field.property.read(Agent())
      switch field.kind {
      case .bool: values[field.key] = standard == "true" ? "false" : "true"
      case .integer(let range): values[field.key] = String(min(range.upperBound, 77_777))
      case .choice(let words): values[field.key] = words.last { $0 != standard }
      case .timestamp: values[field.key] = now
      case .text, .digits, .list, .lines:
        // A field whose rule takes neither needs a value of its own below.
        values[field.key] = ["Zoë", "2468"].first {
          var agent = Agent()
          return (try? field.property.write(&agent, $0)) != nil
        }
      }
    }
    let own = [
      "name": "anna", "email": "anna@example.com", "voicemailPin": "860413",
      "typology": "external", "alias": "Ann's; \"alias\"", "phone": "+39 (011) 1.2-3",
      "mobile": "+39 333", "internal": "0012", "description": "Ünïcödé — 日本",
      "avatar": "1.png", "transport": "tls,udp", "otherTypologies": "external=tls/true",
      "host": "192.0.2.1", "nat": "no",
      "allow": "opus,g729", "callerid": "\"Anna\" <0012>", "context": "sales",
      "callGroup": "1,3-5", "pickupGroup": "0-63",
      "phoneBarAutomaticScreenRecording": "false", "phoneBarUnconditionalNumber": "+391*#",
      "pushGateway": "push.example.com:5060", "permissions": "voice",
    ]
    values.merge(own) { $1 }
    return values
  }()
}
