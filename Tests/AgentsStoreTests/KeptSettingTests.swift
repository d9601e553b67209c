import AgentsModel
import SQLite
import TestSupport
import Testing

@testable import AgentsStore

@Suite struct KeptSettingTests {
  private let scratch: Scratch
  private let store: Store
  private let anna: Int
  private let queue: Queue
  private let telephone: Telephone

  private let lines = [
    KeptSetting(stored: .sip, "deny", "0.0.0.0/0"), KeptSetting(stored: .sip, "permit", "é;'\""),
    KeptSetting(stored: .pjsip, "set_var", "a=1"), KeptSetting(stored: .sip, "deny", "::/0"),
  ]
  private let queueLines = [
    KeptSetting(stored: .queue, "timeout", "15"), KeptSetting(stored: .queue, "announce", "x"),
  ]

  init() throws {
    scratch = try Scratch()
    store = try scratch.open()
    let desk = try sampleTelephone("desk", "1500")
    (anna, queue) = try store.write { transaction in
      let agent = try transaction.insert(try sample("anna", "1000"), sampleCredential())
      _ = try transaction.insert(try sample("bert", "1001"), sampleCredential())
      try transaction.insert(desk, sampleCredential().sip, at: now)
      return (
        agent.account.id.value,
        try transaction.insertQueue(QueueName("voice:sales"), .ringall, Weight(0))
      )
    }
    telephone = desk
  }

  private func keep() throws {
    try store.write { transaction throws in
      try transaction.keep(lines, ofAgent: anna)
      try transaction.keep(lines.reversed(), ofTelephone: "DESK")
      try transaction.keep(queueLines, ofQueue: queue.id)
    }
  }

  @Test func `what is kept is read again, in its order, and reaches the files`() throws {
    try keep()
    try store.read { reader throws in
      #expect(try reader.kept(ofAgent: anna) == lines)
      #expect(try reader.kept(ofTelephone: "Desk") == lines.reversed())
      #expect(try reader.kept(ofQueue: queue.id) == queueLines)
      let kept = [lines, [], lines.reversed()]
      #expect(try reader.endpoints(in: NumberBlock(first: 1000)).map(\.kept) == kept)
      let found = try reader.endpoints(
        named: ["desk"], of: ["bert"], numbered: ["1000"])
      #expect(found.map(\.kept) == kept)
      #expect(try reader.voiceQueue(named: "sales")?.kept == queueLines)
      #expect(try reader.keptKeys(.sip).map(\.key) == ["deny", "permit"])
      #expect(try reader.keptKeys(.sip).map(\.lines) == [4, 2])
    }
  }

  @Test func `it replaces what was kept before`() throws {
    try keep()
    try store.write { transaction throws in
      try transaction.keep([lines[2]], ofAgent: anna)
      #expect(try transaction.kept(ofAgent: anna) == [lines[2]])
      #expect(try transaction.kept(ofTelephone: "desk") == lines.reversed())
      let many = Array(repeating: KeptSetting(stored: .sip, "setvar", "\(lines)"), count: 100)
      #expect(throws: Refusal.self) { try transaction.keep(many, ofAgent: anna) }
      #expect(try transaction.kept(ofAgent: anna) == [lines[2]])
    }
  }

  @Test func `it goes with its owner`() throws {
    try keep()
    try store.run("DELETE FROM agent WHERE name = 'anna'")
    try store.write { transaction throws in
      #expect(try transaction.kept(ofAgent: anna) == [])
      try transaction.delete(telephone)
      try transaction.delete(queue: queue.id)
    }
    let left: Int? = try store.connection.reading {
      try $0.value("SELECT count(*) FROM keptSetting")
    }
    #expect(left == 0)
  }

  @Test(arguments: [
    "(agentId, queueId, kind, key, value) VALUES (1, 1, 'queue', 'a', 'b')",
    "(kind, key, value) VALUES ('sip', 'a', 'b')",
    "(agentId, kind, key, value) VALUES (1, 'queue', 'a', 'b')",
    "(queueId, kind, key, value) VALUES (1, 'sip', 'a', 'b')",
    "(agentId, kind, key, value) VALUES (1, 'sip', 'a', '')",
  ])
  func `each line has one owner that has such lines`(_ row: String) {
    #expect(throws: SQLiteError.self) { try store.run("INSERT INTO keptSetting \(row)") }
  }
}
