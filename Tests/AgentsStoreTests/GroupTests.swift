import AgentsModel
import SQLite
import TestSupport
import Testing

@testable import AgentsStore

/// Queues, teams and profiles, and their members.
@Suite struct GroupTests {
  let scratch: Scratch
  let store: Store
  /// anna, bert, carl (disabled), dora (without a password), emil (only calls).
  let ids: [Int]

  init() throws {
    scratch = try Scratch()
    store = try scratch.open()
    ids = try store.write { transaction in
      try [
        ("anna", [:]), ("bert", ["phoneBarRingInUse": "true"]), ("carl", ["disabled": "true"]),
        ("dora", [:]), ("emil", ["type": "user"]),
      ].enumerated().map { number, agent in
        try transaction.insert(
          try sample(agent.0, String(1000 + number), agent.1),
          agent.0 == "dora" ? nil : sampleCredential()
        ).account.id.value
      }
    }
  }

  private func name(_ words: String) throws -> QueueName { try QueueName(words) }

  private func addQueue(_ words: String) throws -> Queue {
    try store.write {
      let queue = try name(words)
      return try $0.insertQueue(queue, queue.channel.strategies[0], Weight(2))
    }
  }

  @Test func `a queue is found by channel and name, ignoring case`() throws {
    let sales = try addQueue("voice:Sales")
    let chat = try addQueue("chat:Sales")
    try store.read { reader throws in
      #expect(try reader.queue(name("voice:SALES")) == sales)
      #expect(try reader.queue(name("chat:sales")) == chat)
      #expect(try reader.queue(name("mail:sales")) == nil)
      #expect(try reader.queues().map(\.name.text) == ["chat:Sales", "voice:Sales"])
      #expect(try reader.queues(of: .voice) == [sales])
    }
    #expect(throws: SQLiteError.self) { try addQueue("voice:sAles") }
  }

  @Test func `adding and removing says what became of each`() throws {
    let queue = try addQueue("voice:sales")
    try store.write { transaction throws in
      let (anna, bert, carl) = (ids[0], ids[1], ids[2])
      func add(_ agents: [Int], _ penalty: Int?) throws -> [Int: MembershipResult] {
        try transaction.add(agents: agents, toQueue: queue.id, penalty.map { Penalty($0) })
      }
      #expect(try add([anna, bert], nil) == [anna: .added, bert: .added])
      #expect(try add([anna, carl], nil) == [anna: .alreadyThere, carl: .added])
      #expect(try add([anna, bert], 3) == [anna: .changed, bert: .changed])
      #expect(try add([anna, bert], 3) == [anna: .alreadyThere, bert: .alreadyThere])
      #expect(try add([bert], nil) == [bert: .alreadyThere])
      #expect(try add([], nil) == [:])
      #expect(
        try transaction.remove(agents: [anna, ids[3]], fromQueue: queue.id)
          == [anna: .removed, ids[3]: .notThere])
      #expect(try transaction.members(ofQueue: queue.id).map(\.name) == ["bert", "carl"])
      #expect(try transaction.members(ofQueue: queue.id).map(\.penalty) == [3, 0])
    }
  }

  @Test func `a team brings its agents, and the lowest penalty applies`() throws {
    let queue = try addQueue("voice:sales")
    try store.write { transaction throws in
      let day = try transaction.insertGroup(.team, named: GroupName(parsing: "Day"))
      let night = try transaction.insertGroup(.team, named: GroupName(parsing: "Night"))
      #expect(try transaction.add(agents: ids, to: day).values.allSatisfy { $0 == .added })
      #expect(try transaction.add(agents: [ids[0]], to: night) == [ids[0]: .added])
      #expect(try transaction.add(agents: [ids[0]], to: night) == [ids[0]: .alreadyThere])
      #expect(try transaction.add(team: day, toQueue: queue.id, Penalty(5)) == .added)
      #expect(try transaction.add(team: day, toQueue: queue.id, nil) == .alreadyThere)
      #expect(try transaction.add(team: day, toQueue: queue.id, Penalty(4)) == .changed)
      #expect(try transaction.add(team: night, toQueue: queue.id, nil) == .added)
      _ = try transaction.add(agents: [ids[1]], toQueue: queue.id, Penalty(9))
      #expect(try transaction.queues(ofTeam: day.id).map(\.text) == ["voice:sales"])
      #expect(try transaction.memberCount(ofQueue: queue.id) == 5)
    }
    try store.read { reader throws in
      let members = try reader.members(ofQueue: queue.id)
      #expect(members.map(\.name) == ["anna", "bert", "carl", "dora", "emil"])
      #expect(members.map(\.penalty) == [0, 4, 4, 4, 4])
      #expect(members[0].sources == ["team Day", "team Night"])
      #expect(members[1].sources == ["direct", "team Day"])
      #expect(members.map(\.isActive) == [true, true, false, true, true])
      let brought = try reader.namesThroughTeams(inQueue: queue.id, among: [ids[0], ids[4]])
      #expect(brought.map(\.team) == ["Day", "Night"])
      #expect(brought.map(\.names) == [["anna", "emil"], ["anna"]])
    }
  }

  @Test func `Asterisk's queue has those that it can ring`() throws {
    let queue = try addQueue("voice:sales")
    try store.write { _ = try $0.add(agents: ids, toQueue: queue.id, Penalty(1)) }
    #expect(
      try store.read { try $0.voiceQueue(named: "sales") }
        == VoiceQueue(
          name: "sales", strategy: .ringall, weight: Weight(2),
          members: [
            .init(name: "anna", peer: "anna", penalty: 1, ringsInUse: false),
            .init(name: "bert", peer: "bert", penalty: 1, ringsInUse: true),
          ]))
    // The name becomes a file name, and another spelling is another file.
    #expect(try store.read { try $0.voiceQueue(named: "Sales") } == nil)
  }

  @Test func `an agent's queues are found, however it came into them`() throws {
    let (sales, help) = (try addQueue("voice:sales"), try addQueue("chat:help"))
    _ = try addQueue("voice:other")
    try store.write { transaction throws in
      let team = try transaction.insertGroup(.team, named: GroupName(parsing: "Day"))
      _ = try transaction.add(agents: [ids[0]], to: team)
      _ = try transaction.add(team: team, toQueue: sales.id, nil)
      _ = try transaction.add(agents: [ids[0]], toQueue: help.id, nil)
      #expect(try transaction.voiceQueues(ofAgent: ids[0]).map(\.text) == ["voice:sales"])
      #expect(
        try transaction.queues(ofAgent: ids[0], strategy: .beepall).map(\.text) == ["chat:help"])
      #expect(try transaction.voiceQueues(ofAgent: ids[1]) == [])
      try transaction.delete(team)
      #expect(try transaction.voiceQueues(ofAgent: ids[0]) == [])
    }
  }

  @Test func `profiles are groups of their own`() throws {
    try store.write { transaction throws in
      let profile = try transaction.insertGroup(.profile, named: GroupName(parsing: "Evening"))
      _ = try transaction.add(agents: [ids[0], ids[2]], to: profile)
      #expect(try transaction.members(of: profile).map(\.name) == ["anna", "carl"])
      #expect(try transaction.memberCount(of: profile) == 2)
      #expect(try transaction.group(.team, named: "Evening") == nil)
      #expect(
        try transaction.remove(agents: [ids[0], ids[1]], from: profile)
          == [ids[0]: .removed, ids[1]: .notThere])
    }
  }

  @Test func `many agents come into a queue by one statement`() throws {
    let queue = try addQueue("voice:sales")
    try store.write { transaction throws in
      var statements = 0
      transaction.database.trace = { _ in statements += 1 }
      defer { transaction.database.trace = nil }
      _ = try transaction.add(agents: ids, toQueue: queue.id, nil)
      #expect(statements == 1)
    }
  }

  @Test func `agents and telephones share names and numbers`() throws {
    let telephone = try sampleTelephone("desk1", "1500")
    let digest = sampleCredential().sip
    try store.write { transaction throws in
      try transaction.insert(telephone, digest, at: now)
      #expect(try transaction.holder(ofName: "DESK1")?.name == "telephone desk1")
      #expect(try transaction.holder(ofInternal: "1500")?.name == "telephone desk1")
      #expect(try transaction.telephones() == [telephone])
      let endpoints = try transaction.endpoints(in: NumberBlock(first: 1000))
      #expect(endpoints.map(\.name.text) == ["anna", "bert", "carl", "dora", "emil", "desk1"])
      #expect(endpoints.last == Endpoint(telephone, digest: digest))
    }
    #expect(throws: SQLiteError.self) {
      try store.write { _ = try $0.insert(try sample("desk1", "1501"), nil) }
    }
    try store.write { try $0.delete(telephone) }
    #expect(try store.read { try $0.telephones() } == [])
    #expect(try store.read { try $0.holder(ofInternal: "1500") } == nil)
  }

  @Test func `who is locked is rung, and offered no chat`() throws {
    try store.run("UPDATE agent SET locked = 1 WHERE name = 'bert'")
    let voice = try addQueue("voice:sales")
    let chat = try addQueue("chat:help")
    try store.write { transaction throws in
      for queue in [voice, chat] {
        _ = try transaction.add(agents: Array(ids.prefix(3)), toQueue: queue.id, nil)
      }
    }
    try store.read { reader throws in
      #expect(try reader.members(ofQueue: voice.id).map(\.isActive) == [true, true, false])
      #expect(try reader.members(ofQueue: chat.id).map(\.isActive) == [true, false, false])
      #expect(try reader.voiceQueue(named: "sales")?.members.map(\.name) == ["anna", "bert"])
    }
  }
}
