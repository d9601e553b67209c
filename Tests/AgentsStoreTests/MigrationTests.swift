import AgentsModel
import Foundation
import SQLite
import TestSupport
import Testing

@testable import AgentsStore

/// Databases of every earlier schema, each made by the program of its time.
@Suite struct MigrationTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  static let fixtures = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Fixtures/databases")

  @Test func `there is one of each schema before this one`() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.fixtures.path).sorted()
    let expected = (1..<Schema.migrations.count).map { "schema-\($0).sql" }
    #expect(
      names == expected, "run Tests/Schema/record before a migration is added, and once for each")
  }

  @Test(arguments: 1..<Schema.migrations.count, [Store.Access.reading, .writing])
  func `an older store is brought up to date, and keeps what it holds`(
    _ version: Int, _ access: Store.Access
  ) throws {
    let file = Self.fixtures.appendingPathComponent("schema-\(version).sql")
    try scratch.execute(try String(contentsOf: file, encoding: .utf8))
    let store = try scratch.open(access)
    try store.read { reader throws in
      let anna = try #require(try reader.agent(named: "anna"))
      #expect(anna.account.fullname.text == "Anna Rossi")
      #expect(try reader.credential(ofAgent: anna.account.id.value) != nil)
      #expect(try reader.agent(named: "carl", inBin: true) != nil)
      #expect(try reader.audit(last: 10).count >= 4)
    }
    let fresh = try Scratch()
    #expect(try schema(of: store) == schema(of: fresh.open()))
  }

  @Test func `accents are composed, and found`() throws {
    let file = Self.fixtures.appendingPathComponent("schema-7.sql")
    try scratch.execute(try String(contentsOf: file, encoding: .utf8))
    try scratch.execute(
      """
      UPDATE agent SET fullname = 'Rene\u{301}' WHERE name = 'anna';
      INSERT INTO team (name) VALUES ('Cafe\u{301}');
      """)
    try scratch.open().read { reader throws in
      let anna = try #require(try reader.agent(named: "anna"))
      #expect(anna.account.fullname.text.utf8.elementsEqual("Ren\u{e9}".utf8))
      for name in ["Cafe\u{301}", "Caf\u{e9}", "cafe\u{301}"] {
        let team = try #require(try reader.group(.team, named: name))
        #expect(team.name.utf8.elementsEqual("Caf\u{e9}".utf8))
      }
    }
  }

  @Test func `two that migrate at once do it once`() throws {
    let file = Self.fixtures.appendingPathComponent("schema-1.sql")
    try scratch.execute(try String(contentsOf: file, encoding: .utf8))
    let queue = try Connection(scratch.database, for: .writing, busyTimeout: 0)
    let late = try Connection(scratch.database, for: .writing, busyTimeout: 0)
    try queue.taking { try Schema.migrate($0, from: 1) }
    // It looked before the other one was finished.
    try late.taking { try Schema.migrate($0, from: 1) }
    #expect(try late.reading { try Schema.state(of: $0) } == .current)
  }

  @Test func `files that a store of schema 1 had not, or had otherwise, are pending`() throws {
    let file = Self.fixtures.appendingPathComponent("schema-1.sql")
    try scratch.execute(try String(contentsOf: file, encoding: .utf8))
    let pending = try scratch.open().read { try $0.pendingFiles(in: "/etc/asterisk/xcally") }
    #expect(
      Set(pending.keys).isSuperset(
        of: [
          "extensions_agents.d/1000-1999.conf", "extensions_agents.d/2000-2999.conf",
          // Its templates have changed, and a telephone now names a new one.
          "sip_agents.conf",
        ]))
  }

  @Test
  func `the files that a store of schema 5 left disabled and locked agents out of are pending`()
    throws
  {
    let file = Self.fixtures.appendingPathComponent("schema-5.sql")
    try scratch.execute(try String(contentsOf: file, encoding: .utf8))
    let pending = try scratch.open().read { try $0.pendingFiles(in: "/srv/asterisk/xcally") }
    #expect(
      Set(pending.keys).isSuperset(
        of: [
          "sip_agents.d/3000-3999.conf", "voicemail_agents.d/3000-3999.conf",
          "extensions_agents.d/3000-3999.conf", "queues_agents.d/sales.conf",
        ]))
  }

  @Test(arguments: 1..<Schema.migrations.count)
  func `every credential is the same afterwards`(_ version: Int) throws {
    let file = Self.fixtures.appendingPathComponent("schema-\(version).sql")
    try scratch.execute(try String(contentsOf: file, encoding: .utf8))
    let sql = """
      SELECT agentId || ' ' || passwordHash || ' ' || sipRealm || ' ' || sipMD5 || ' ' || sipSHA256
        FROM credential ORDER BY agentId
      """
    let before: [String] = try Connection(scratch.database, for: .writing, busyTimeout: 0).reading {
      try $0.values(sql)
    }
    let store = try scratch.open(.writing)
    #expect(try store.connection.reading { try $0.values(sql) } == before)
    #expect(!before.isEmpty)
  }

  private func schema(of store: Store) throws -> [String] {
    try store.connection.reading { database in
      try database.values("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, name")
    }
  }
}
