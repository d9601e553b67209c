import AgentsModel
import SQLite
import TestSupport
import Testing

@testable import AgentsStore

@Suite struct NumberTests {
  let scratch: Scratch
  let store: Store

  init() throws {
    scratch = try Scratch()
    store = try scratch.open()
  }

  private func numbers() throws -> [String] {
    try store.connection.reading {
      try $0.values("SELECT internal FROM number ORDER BY internal")
    }
  }

  private func addTelephone(_ name: String, _ number: String) throws {
    let telephone = try sampleTelephone(name, number)
    try store.write { try $0.insert(telephone, sampleCredential().sip, at: now) }
  }

  @Test func `the bin holds no number, and restoring takes it again`() throws {
    var anna = try store.add(try sample("anna", "1000"))[0]
    #expect(try numbers() == ["1000"])
    try anna.set("deletedAt", now)
    try store.write { try $0.update(anna) }
    #expect(try numbers() == [])
    try anna.set("deletedAt", "")
    try store.write { try $0.update(anna) }
    #expect(try numbers() == ["1000"])
    try anna.set("internal", "0077")
    try store.write { try $0.update(anna) }
    #expect(try numbers() == ["0077"])
    try store.write { try $0.removePermanently(agent: anna.account.id.value) }
    #expect(try numbers() == [])
  }

  @Test func `agents and telephones share the numbers`() throws {
    try addTelephone("desk1", "1000")
    #expect(try store.read { try $0.lowestFreeInternal(from: 1000) } == "1001")
    #expect(throws: SQLiteError.self) { try store.add(try sample("anna", "1000")) }
    try store.run("UPDATE telephone SET internal = '1001'")
    #expect(try store.write { try $0.lowestFreeInternal(from: 1000) } == "1002")
    try store.run("DELETE FROM telephone")
    #expect(try numbers() == [])
    #expect(try store.read { try $0.formerOwner(ofInternal: "1001")?.name } == "desk1")
  }

  @Test func `tells who holds a name, an address or a number`() throws {
    try store.add(try sample("anna", "1000"))
    try store.add(try sample("berta", "1001", ["deletedAt": now]))
    #expect(try store.read { try $0.hasTelephone() } == false)
    try addTelephone("desk1", "1002")
    try store.read { reader throws in
      #expect(try reader.hasTelephone())
      let (anna, desk) = (
        Holder(agent: 1, name: "anna"), Holder(agent: nil, name: "telephone desk1")
      )
      #expect(try reader.holder(ofName: "ANNA") == anna)
      #expect(try reader.holder(ofName: "berta") == nil)
      #expect(try reader.holder(ofName: "Desk1") == desk)
      #expect(try reader.holder(ofEmail: "Anna@Example.com") == anna)
      #expect(try reader.holder(ofEmail: "berta@example.com") == nil)
      #expect(try reader.holder(ofInternal: "1000") == anna)
      #expect(try reader.holder(ofInternal: "1001") == nil)
      #expect(try reader.holder(ofInternal: "1002") == desk)
    }
  }

  @Test func `a number with a leading zero is another number`() throws {
    try store.add(try sample("anna", "01000"))
    #expect(try store.write { try $0.lowestFreeInternal(from: 1000) } == "1000")
  }

  @Test func `ten digits can be used up`() throws {
    try store.add(try sample("anna", "9999999999"))
    #expect(
      throws: AgentsError.refused([
        Finding(
          .error, "internal.exhausted", field: "internal",
          "no number from 9999999999 on is free", hint: "lower the setting minInternal")
      ])
    ) {
      try store.write { try $0.lowestFreeInternal(from: 9_999_999_999) }
    }
  }

  @Test(arguments: 1...8)
  func `the lowest free number is the one a search from the minimum finds`(seed: Int) throws {
    // The disk is not under test.
    try store.connection.taking { try $0.run("PRAGMA synchronous = OFF") }
    var random = Seeded(seed)
    var agents: [Agent] = []
    let others: Set = ["10", "13", "14", "31", "40"]
    var taken: Set<String> {
      Set(agents.filter { $0["deletedAt"] == "" }.compactMap { $0["internal"] })
    }
    var (former, isReused): (Set<String>, Bool) = ([], false)
    func mayBeGiven(_ number: Int) -> Bool {
      !taken.contains(String(number)) && (isReused || !former.contains(String(number)))
    }
    for step in 0..<250 {
      let minimum = [10, 12, 15, 30][Int.random(in: 0..<4, using: &random)]
      let lowest = try #require((minimum...).first(where: mayBeGiven))
      #expect(try store.read { try $0.lowestFreeInternal(from: minimum) } == String(lowest))
      #expect(try store.write { try $0.lowestFreeInternal(from: minimum) } == String(lowest))
      let next = try #require(
        (minimum...).first { mayBeGiven($0) && !others.contains(String($0)) })
      #expect(
        try store.write { try $0.lowestFreeInternal(from: minimum, besides: others.contains) }
          == String(next))
      let number = String(Int.random(in: 10...45, using: &random))
      let victim = agents.indices.randomElement(using: &random)
      // Whoever has a number now may give it up in this step.
      let before = taken
      defer { former.formUnion(before.subtracting(taken)) }
      switch (Int.random(in: 0..<7, using: &random), victim) {
      case (6, _):
        isReused.toggle()
        try store.write { try $0.setSetting("reuseInternals", isReused ? "true" : "false") }
      case (0, let index?):
        let isInBin = agents[index]["deletedAt"] != ""
        guard !isInBin || !taken.contains(agents[index].internalNumber) else { continue }
        try agents[index].set("deletedAt", isInBin ? "" : now)
        try store.write { try $0.update(agents[index]) }
      case (1, let index?):
        guard !taken.contains(number) else { continue }
        try agents[index].set("internal", number)
        try store.write { try $0.update(agents[index]) }
      case (2, let index?):
        let id = agents.remove(at: index).account.id.value
        try store.write { try $0.removePermanently(agent: id) }
      case (3, _):
        #expect(throws: AgentsError.caller(.declined)) {
          try store.write { transaction in
            _ = try transaction.lowestFreeInternal(from: 20)
            _ = try transaction.insert(try sample("undone", String(lowest)), nil)
            throw AgentsError.caller(.declined)
          }
        }
      default: agents += try store.add(try sample("a\(step)", String(lowest)))
      }
    }
  }

  @Test(arguments: 1...6)
  func `many numbers of one transaction are the lowest, and no free one is taken for taken`(
    seed: Int
  ) throws {
    try store.connection.taking { try $0.run("PRAGMA synchronous = OFF") }
    try store.write { try $0.setSetting("reuseInternals", "true") }
    var random = Seeded(seed)
    var agents: [Agent] = []
    for round in 0..<12 {
      let claimed = Set((0..<4).map { _ in String(Int.random(in: 20...60, using: &random)) })
      try store.write { transaction in
        var internals = FreeInternals(from: 20)
        for step in 0..<6 {
          let taken = Set(agents.map(\.internalNumber)).union(claimed)
          let number = try internals.next(transaction, besides: claimed.contains)
          #expect(!taken.contains(number))
          if step == 0 { #expect((20...).first { !taken.contains(String($0)) } == Int(number)) }
          agents.append(try transaction.insert(try sample("a\(round)x\(step)", number), nil))
          if Bool.random(using: &random), let index = agents.indices.randomElement(using: &random) {
            try transaction.removePermanently(agent: agents.remove(at: index).account.id.value)
          }
        }
      }
      let free = try store.connection.reading { database in
        let range = try database.row("SELECT minimum, next FROM internalCursor") {
          $0.integer(0)..<$0.integer(1)
        }
        return (range ?? 0..<0).filter { number in
          !agents.contains { $0.internalNumber == String(number) }
        }
      }
      #expect(free == [])
    }
  }

  @Test func `a number that was given up keeps its last owner and the time`() throws {
    try store.write { transaction in
      _ = try transaction.insert(try sample("anna", "1000"), nil)
      _ = try transaction.insert(try sample("bert", "1001"), nil)
    }
    func renumber(_ name: String, to number: String, at time: String) throws {
      try store.write { transaction in
        var agent = try #require(try transaction.agent(named: name))
        try agent.set("internal", number)
        try transaction.update(agent, [try FieldCatalog.find("internal")])
        try transaction.append(
          AuditEntry(
            at: time, login: "root", uid: 0, tty: "", verb: "edit", object: name, changes: "{}"))
      }
    }
    try renumber("anna", to: "1005", at: now)
    let anna = FormerOwner(kind: .agent(1), name: "anna", until: now)
    #expect(try store.read { try $0.formerOwner(ofInternal: "1000") } == anna)
    #expect(try store.read { try $0.formerOwner(ofInternal: "1001") } == nil)
    let later = "2026-11-25T01:02:03.004Z"
    try renumber("bert", to: "1000", at: now)
    try renumber("bert", to: "1006", at: later)
    let bert = FormerOwner(kind: .agent(2), name: "bert", until: later)
    #expect(try store.read { try $0.formerOwner(ofInternal: "1000") } == bert)
    try store.write { try $0.removePermanently(agent: 1) }
    #expect(try store.read { try $0.formerOwner(ofInternal: "1005")?.name } == "anna")
    #expect(try store.read { try $0.lowestFreeInternal(from: 1000) } == "1002")
  }

  @Test func `twenty thousand numbers that were given up are passed once`() throws {
    try store.connection.taking { try $0.run("PRAGMA synchronous = OFF") }
    try store.run(
      """
      WITH RECURSIVE n(i) AS (SELECT 1000 UNION ALL SELECT i + 1 FROM n WHERE i < 20999)
        INSERT INTO formerNumber (internal, agentId, name, until)
          SELECT CAST(i AS TEXT), i, 'a' || i, '\(now)' FROM n
      """)
    #expect(try store.write { try $0.lowestFreeInternal(from: 1000) } == "21000")
    let range: [Int] = try store.connection.reading {
      try $0.row("SELECT minimum, next FROM internalCursor") { [$0.integer(0), $0.integer(1)] }
        ?? []
    }
    #expect(range == [1000, 21_000])
    // A number that is freed and remembered leaves that as it is.
    try store.add(try sample("anna", "1500"))
    try store.write { try $0.removePermanently(agent: 1) }
    let after: Int? = try store.connection.reading {
      try $0.value("SELECT next FROM internalCursor")
    }
    #expect(after == 21_000)
  }

  @Test func `the error names the setting where only numbers of others are free`() throws {
    try store.add(try sample("anna", "9999999999"))
    try store.write { try $0.removePermanently(agent: 1) }
    #expect(
      throws: AgentsError.refused([
        Finding(
          .error, "internal.exhausted", field: "internal",
          "every number from 9999999999 on is taken, or was somebody's before",
          hint: .set(setting: "reuseInternals", to: "true"))
      ])
    ) {
      try store.write { try $0.lowestFreeInternal(from: 9_999_999_999) }
    }
    try store.write { try $0.setSetting("reuseInternals", "true") }
    #expect(try store.write { try $0.lowestFreeInternal(from: 9_999_999_999) } == "9999999999")
  }
}
