import AgentsModel
import CSQLite
import Foundation
import SQLite
import TestSupport
import Testing

@testable import AgentsStore

@Suite struct SchemaTests {
  let scratch: Scratch
  let store: Store

  init() throws {
    scratch = try Scratch()
    store = try scratch.open()
  }

  /// `UPDATE_GOLDEN=1` rewrites it.
  private static let golden = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Fixtures/schema.sql")

  @Test func `the schema is the one on record`() throws {
    let schema = try store.connection.reading { database in
      try database.values("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid")
    }.map { $0 + ";\n" }.joined()
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      try Data(schema.utf8).write(to: Self.golden)
    }
    let recorded = try String(contentsOf: Self.golden, encoding: .utf8)
    let lines = [recorded, schema].map { Set($0.split(separator: "\n").map(String.init)) }
    let others = lines[0].symmetricDifference(lines[1]).sorted()
    #expect(recorded == schema, "UPDATE_GOLDEN=1 rewrites Fixtures/schema.sql: \(others)")
  }

  @Test(arguments: AgentColumns.stored.map(\.key))
  func `every stored field has a column of its kind, wherever in the table`(key: String) throws {
    let column = try #require(
      try columns()[key], "the table agent has no column \(key): add it in a migration")
    #expect(column.type == (try FieldCatalog.find(key).kind.isInteger ? "INTEGER" : "TEXT"))
    #expect(column.isNotNull == (key != "id"), "the column \(key) must be NOT NULL")
  }

  @Test func `every column is a stored field's`() throws {
    // A computed field may only show a column, which nobody sets.
    let shown = AgentColumns.computed.filter { $0.value.contains("agent.\($0.key)") }.keys
    let others = Set(try columns().keys).subtracting(AgentColumns.stored.map(\.key))
    #expect(others == Set(shown), "columns of the table agent that no field has")
  }

  @Test func `every field without a column has an expression instead`() {
    let relations = FieldCatalog.fields.filter { $0.access == .relation }.map(\.key)
    #expect(Set(relations) == Set(AgentColumns.relations.keys))
    let computed = FieldCatalog.fields.filter { $0.access == .computed }.map(\.key)
    #expect(Set(computed) == Set(AgentColumns.computed.keys))
  }

  private func columns() throws -> [String: (type: String, isNotNull: Bool)] {
    let rows: [(String, (String, Bool))] = try store.connection.reading {
      try $0.rows("SELECT name, type, \"notnull\" FROM pragma_table_info('agent')") {
        ($0[0], ($0[1], $0[2]))
      }
    }
    return Dictionary(uniqueKeysWithValues: rows)
  }

  @Test func `every table is strict`() throws {
    let loose: [String] = try store.connection.reading { database in
      try database.values(
        """
        SELECT name FROM pragma_table_list
          WHERE schema = 'main' AND strict = 0 AND name NOT LIKE 'sqlite_%'
        """)
    }
    #expect(loose == [])
  }

  @Test(arguments: AgentColumns.stored.map(\.key))
  func `a choice, a boolean or a number takes its values and no other`(key: String) throws {
    let field = try FieldCatalog.find(key)
    let bad: [StoredValue] =
      switch field.kind {
      case .choice: [.text("other"), .text("")]
      case .bool: [.integer(2), .integer(-1), .text("true")]
      case .integer(let range):
        [.integer(range.lowerBound - 1), .text("many")]
          + (range.upperBound == .max ? [] : [.integer(range.upperBound + 1)])
      case .digits: [.text("12a4"), .text("1"), .text("12345678901")]
      case .timestamp: [.text("yesterday")]
      case .text, .list, .lines: []
      }
    try store.add(try sample("anna", "1000"))
    for value in bad where key != "id" {
      #expect(refusal(of: "UPDATE agent SET \"\(key)\" = ?", [value]) != nil, "\(value)")
    }
    #expect(
      refusal(of: "UPDATE agent SET \"\(key)\" = NULL", [])
        == (key == "id" ? .mismatch : .notNull))
  }

  @Test(arguments: [
    ["name": ""], ["name": "a b"], ["name": String(repeating: "a", count: 41)],
    ["fullname": ""], ["fullname": "a\nb"], ["fullname": " a"], ["fullname": "a\u{7F}"],
    ["fullname": String(repeating: "é", count: 40)], ["fullname": "1000"],
    ["alias": "b "], ["alias": "\t"], ["email": "anna"], ["email": "a b@c"],
    ["phone": "x"], ["mobile": "1;2"], ["description": String(repeating: "x", count: 1001)],
    ["description": "a\u{1}"], ["voicemailPin": "1000"], ["voicemail": "1", "fullname": "a,b"],
    ["avatar": "../x"], ["transport": ""], ["host": ""], ["nat": ""], ["allow": ""],
    ["allow": "alaw,g729"], ["callerid": "\n"], ["context": ""], ["context": "a b"],
    ["sipName": "a b"], ["sipName": String(repeating: "a", count: 41)], ["sipAuthName": "a:b"],
    ["callGroup": "a"], ["pickupGroup": "1;2"], ["typology": "mobile"],
    ["typology": "webrtc", "transport": "udp", "encryption": "1"],
    ["typology": "webrtc", "transport": "wss", "encryption": "0"],
    ["phoneBarScreenRecordingByAgent": "1", "phoneBarAutomaticScreenRecording": "1"],
    ["phoneBarUnconditional": "1"], ["phoneBarUnconditionalNumber": "x"],
    ["pushGateway": String(repeating: "a", count: 255)], ["permissions": "a b"],
  ])
  func `an agent that breaks a rule is refused`(values: [String: String]) throws {
    try store.add(try sample("anna", "1000"))
    let columns = values.keys.sorted()
    let sql = "UPDATE agent SET " + columns.map { "\"\($0)\" = ?" }.joined(separator: ", ")
    #expect(
      refusal(of: sql, columns.map { .text(values[$0] ?? "") }) == .check)
  }

  @Test(arguments: ["name", "email", "internal"])
  func `what is unique is so outside the bin`(key: String) throws {
    let taken = ["name": "ANNA", "email": "Anna@example.com", "internal": "1000"]
    let changes = [key: taken[key] ?? ""]
    try store.add(try sample("anna", "1000"))
    #expect(throws: SQLiteError.self) { try store.add(try sample("berta", "1001", changes)) }
    try store.add(
      try sample("berta", "1001", changes.merging(["deletedAt": now], uniquingKeysWith: { $1 })))
    #expect(
      refusal(of: "UPDATE agent SET deletedAt = '' WHERE id = 2", []) == .unique)
  }

  @Test(arguments: [
    "INSERT INTO queue (channel, name, strategy, weight) VALUES ('post', 'a', 'ringall', 0)",
    "INSERT INTO queue (channel, name, strategy, weight) VALUES ('voice', 'a b', 'ringall', 0)",
    "INSERT INTO queue (channel, name, strategy, weight) VALUES ('voice', 'a', 'beepall', 0)",
    "INSERT INTO queue (channel, name, strategy, weight) VALUES ('chat', 'a', 'ringall', 0)",
    "INSERT INTO queue (channel, name, strategy, weight) VALUES ('chat', 'a,b', 'beepall', 0)",
    "INSERT INTO queue (channel, name, strategy, weight) VALUES ('chat', 'a=b', 'beepall', 0)",
    "INSERT INTO queue (channel, name, strategy, weight) VALUES ('chat', 'a:b', 'beepall', 0)",
    "INSERT INTO queue (channel, name, strategy, weight) VALUES ('chat', 'a', 'beepall', 11)",
    "INSERT INTO team (name) VALUES ('')",
    "INSERT INTO profile (name) VALUES ('a,b')",
    "INSERT INTO audit (at, login, uid, tty, verb, object, changes) VALUES ('x', '', 0, '', 'v', '', '{')",
    "INSERT INTO number (internal) VALUES ('1000')",
    "INSERT INTO internalCursor (only, minimum, next) VALUES (2, 10, 10)",
    "INSERT INTO fileRevision (name, revision) VALUES ('a', 0)",
    "INSERT INTO credential VALUES (1, 'clear', 'asterisk', '', '', '', '', '')",
    "INSERT INTO setting (key, value) VALUES ('', '')",
    "INSERT INTO passwordToken VALUES ('a', 1, 'reset', '\(now)', '\(now)')",
  ])
  func `a row that breaks a rule is refused`(sql: String) {
    #expect(refusal(of: sql, []) == .check)
  }

  @Test(arguments: [
    "INSERT INTO credential VALUES (9, '$y$', 'asterisk', \(hex(32)), \(hex(64)), '', '', '')",
    "INSERT INTO queueMember (queueId, agentId, penalty) VALUES (1, 9, 0)",
    "INSERT INTO teamMember (teamId, agentId) VALUES (1, 9)",
    "INSERT INTO profileMember (profileId, agentId) VALUES (1, 9)",
    "INSERT INTO fileWritten VALUES ('/x', 'a', 1, 1, '', 0, '')",
  ])
  func `a row that belongs to nothing is refused`(sql: String) {
    #expect(refusal(of: sql, []) == .foreignKey)
  }

  private static func hex(_ length: Int) -> String {
    "'" + String(repeating: "a", count: length) + "'"
  }

  private func refusal(of sql: String, _ values: [StoredValue]) -> SQLiteError.Code? {
    do {
      try store.connection.writing { database in
        try database.run(sql, values)
      }
      return nil
    } catch {
      return (error as? SQLiteError)?.extendedCode
    }
  }
}

extension SQLiteError.Code {
  fileprivate static let check = Self(rawValue: constraint.rawValue | 1 << 8)
  fileprivate static let unique = Self(rawValue: constraint.rawValue | 8 << 8)
  fileprivate static let notNull = Self(rawValue: constraint.rawValue | 5 << 8)
  fileprivate static let mismatch = Self(rawValue: SQLITE_MISMATCH)
  fileprivate static let foreignKey = Self(rawValue: constraint.rawValue | 3 << 8)
}
