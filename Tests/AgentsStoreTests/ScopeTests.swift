import AgentsModel
import SQLite
import Synchronization
import TestSupport
import Testing

@testable import AgentsStore

/// Two queues, in which each agent is in another way.
///
/// In sales: anna, and bert through a team. In help: carl. In none: dora. In the bin: eva, who was in sales, and finn,
/// who was in none.
@Suite struct ScopeTests {
  let scratch: Scratch
  let store: Store
  let limited: Store
  private let denials = Denials()

  private final class Denials: Sendable {
    let all = Mutex<[Denial]>([])
  }

  init() throws {
    scratch = try Scratch()
    store = try scratch.open()
    let grant = try store.write { transaction in
      var ids: [String: Int] = [:]
      for (offset, name) in ["anna", "bert", "carl", "dora", "eva", "finn"].enumerated() {
        let isGone = offset > 3
        let agent = try sample(name, "\(1000 + offset)", isGone ? ["deletedAt": now] : [:])
        ids[name] = try transaction.insert(agent, sampleCredential()).account.id.value
      }
      func id(_ name: String) -> Int { ids[name] ?? 0 }
      let sales = try transaction.insertQueue(QueueName("voice:sales"), .ringall, Weight(0))
      let help = try transaction.insertQueue(QueueName("voice:help"), .ringall, Weight(0))
      let night = try transaction.insertGroup(.team, named: GroupName(parsing: "Night"))
      let day = try transaction.insertGroup(.team, named: GroupName(parsing: "Day"))
      _ = try transaction.add(team: night, toQueue: sales.id, nil)
      _ = try transaction.add(agents: [id("anna"), id("eva")], toQueue: sales.id, nil)
      _ = try transaction.add(agents: [id("carl")], toQueue: help.id, nil)
      _ = try transaction.add(agents: [id("bert"), id("dora")], to: night)
      _ = try transaction.remove(agents: [id("dora")], from: night)
      _ = try transaction.add(agents: [id("dora")], to: day)
      _ = try transaction.insertGrant(OperatorLogin(stored: "root"), .admin, .full)
      let grant = try transaction.insertGrant(OperatorLogin(stored: "olga"), .user, .full)
      try transaction.add(queue: sales.id, to: grant)
      return grant
    }
    let denials = denials
    limited = store.limited(to: grant, judging: { _ in grant }) { denial in
      denials.all.withLock { $0.append(denial) }
    }
  }

  @Test func `every way to an agent leads to those in scope`() throws {
    try limited.read { reader throws in
      let all = AgentSelection()
      #expect(try reader.agents(matching: all).map(\.account.name.text) == ["anna", "bert"])
      #expect(try reader.identities(matching: all).map(\.name) == ["anna", "bert"])
      #expect(try reader.count(all) == 2)
      var names: [StoredValue] = []
      try reader.forEachRow(of: all, columns: ["name"]) { names += $0 }
      #expect(names == [.text("anna"), .text("bert")])
      var bytes: [UInt8] = []
      try reader.writeCSV(
        of: all, [try CSVColumn.find("name")], CSVFormat(), isGuarded: false
      ) { bytes += $0 }
      #expect(String(decoding: bytes, as: UTF8.self) == "name\nanna\nbert\n")
      let words = ["anna", "bert", "carl", "dora", "eva", "finn"]
      #expect(try reader.agents(named: words).missing == ["carl", "dora", "eva", "finn"])
      #expect(try reader.identities(named: words).missing == ["carl", "dora", "eva", "finn"])
      #expect(try reader.namesInBin(words) == ["eva"])
      #expect(try reader.agent(named: "eva", inBin: true) != nil)
      #expect(try reader.agent(named: "finn", inBin: true) == nil)
      #expect(try reader.passwordHash(ofAgentNamed: "anna") != nil)
      #expect(try reader.passwordHash(ofAgentNamed: "carl") == nil)
    }
  }

  @Test func `no condition leads out of the scope`() throws {
    var selection = AgentSelection()
    selection.states = [.enabled, .disabled, .locked, .deleted]
    selection.conditions = [try Condition("name~a")]
    let names = try limited.read { try $0.identities(matching: selection).map(\.name) }
    #expect(names == ["anna", "eva"])
    selection.queues = [2]
    #expect(try limited.read { try $0.count(selection) } == 0)
  }

  @Test func `queues are the own ones, teams those of agents in scope`() throws {
    try limited.read { reader throws in
      #expect(try reader.queues().map(\.name.text) == ["voice:sales"])
      #expect(try reader.queues(of: .voice).map(\.name.text) == ["voice:sales"])
      #expect(try reader.queue(QueueName("voice:help")) == nil)
      #expect(try reader.groups(.team).map(\.name) == ["Night"])
      #expect(try reader.group(.team, named: "Day") == nil)
      let night = try #require(try reader.group(.team, named: "Night"))
      #expect(try reader.memberCount(of: night) == 1)
      #expect(try reader.members(of: night).map(\.name) == ["bert"])
    }
  }

  @Test func `names stay unique over all, and the whole store is whole`() throws {
    #expect(try limited.read { try $0.holder(ofName: "carl")?.name } == "carl")
    #expect(try limited.whole.read { try $0.count(AgentSelection()) } == 4)
  }

  @Test func `a queue taken away, or an operator removed, ends the sight at once`() throws {
    try store.run("DELETE FROM queue WHERE name = 'sales'")
    #expect(try limited.read { try $0.count(AgentSelection()) } == 0)
    try store.run("DELETE FROM operator WHERE login = 'olga'")
    #expect(try limited.read { try $0.queues() }.isEmpty)
    #expect(try store.read { try $0.isAnyOperator() })
  }

  @Test func `what is denied inside a transaction is told when it is over`() throws {
    let denial = Denial.stranger(login: "olga")
    #expect(throws: AgentsError.notAllowed(denial)) {
      try limited.write { transaction in
        try transaction.setSetting("minInternal", "2000")
        throw AgentsError.notAllowed(denial)
      }
    }
    #expect(denials.all.withLock { $0 } == [denial])
    #expect(try store.read { try $0.settingTexts() }.isEmpty)
  }

  @Test(
    arguments: [
      "DELETE FROM operator WHERE role = 'admin'", "UPDATE operator SET role = 'user'",
      "UPDATE operator SET permission = 'read'", "DELETE FROM operator",
    ])
  func `the schema keeps one admin, who may everything`(sql: String) {
    #expect(throws: SQLiteError.self) { try store.run(sql) }
  }

  @Test func `the schema wants an admin first`() throws {
    let other = try Scratch().open()
    #expect(throws: SQLiteError.self) {
      try other.write { try $0.insertGrant(OperatorLogin(stored: "olga"), .user, .read) }
    }
  }

  @Test func `without a limit the statements are as they were`() throws {
    #expect(Scope(nil).agents.isEmpty && Scope(nil).and.isEmpty)
  }
}
