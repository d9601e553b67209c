import AgentsModel
import Foundation
import SQLite
import Synchronization
import TestSupport
import Testing

@testable import AgentsStore

@Suite struct AuditChainTests {
  let scratch: Scratch
  let store: Store

  init() throws {
    scratch = try Scratch()
    store = try scratch.open()
  }

  private func verdict() throws -> AuditVerdict { try store.read { try $0.verifyAudit() } }

  private func finding() throws -> AuditFinding? { try verdict().finding }

  @Test func `an empty trail and one that nobody touched are intact`() throws {
    #expect(try verdict().head == (0, AuditLink.start))
    try store.fill(100)
    let verdict = try verdict()
    #expect(verdict.finding == nil)
    #expect(verdict.rows == 100)
    #expect(verdict.head.id == 100)
  }

  @Test func `a transaction that is not kept leaves the chain as it was`() throws {
    try store.fill(3)
    let before = try verdict()
    #expect(throws: CancellationError.self) {
      try store.write { transaction in
        try transaction.append(entry(4))
        throw CancellationError()
      }
    }
    #expect(try verdict() == before)
    try store.fill(1)
    #expect(try verdict().rows == 4)
  }

  @Test func `the form of the chain is the one on record`() throws {
    var link = AuditLink()
    link.begin(after: AuditLink.start, id: 1)
    for text in entry(1).texts { link.add(text) }
    // Computed with Python's hashlib and struct.
    #expect(link.hash == "1d63e896bb92354c164ceeb6a1ce237718bda8e8a2fcacb1b2a80a37829e5db0")
    let hashes = [["ab", "c"], ["a", "bc"], ["abc"], ["abc", ""]].map { texts in
      link.begin(after: AuditLink.start, id: 1)
      for text in texts { link.add(text) }
      return link.hash
    }
    #expect(Set(hashes).count == 4)
  }

  @Test(arguments: [
    ("UPDATE audit SET object = 'other' WHERE id = 5", AuditFinding.Kind.edited, 5),
    ("UPDATE audit SET hash = '' WHERE id = 1", .edited, 1),
    ("UPDATE audit SET object = CAST(x'FF' AS TEXT) WHERE id = 20", .edited, 20),
    ("DELETE FROM audit WHERE id = 1", .removed, 1),
    ("DELETE FROM audit WHERE id BETWEEN 5 AND 7", .removed, 5),
    ("DELETE FROM audit WHERE id = 20", .removed, 20),
    ("DELETE FROM audit", .removed, 1),
    ("UPDATE audit SET id = 100 WHERE id = 5", .reordered, 5),
    (
      """
      UPDATE audit SET id = -1 WHERE id = 3; UPDATE audit SET id = 3 WHERE id = 9;
      UPDATE audit SET id = 9 WHERE id = -1
      """, .reordered, 3
    ),
    (
      """
      INSERT INTO audit (id, at, login, uid, tty, verb, object, changes)
        VALUES (21, 'x', '', 0, '', 'v', '', '{}')
      """, .added, 21
    ),
    // Even if the end of the chain is moved back: SQLite has counted the rows.
    (
      """
      DELETE FROM audit WHERE id > 10;
      UPDATE auditMark SET id = 10, hash = (SELECT hash FROM audit WHERE id = 10) WHERE mark = 'head'
      """, .removed, 11
    ),
    (
      """
      DELETE FROM audit;
      UPDATE auditMark SET id = 0, hash = printf('%064d', 0) WHERE mark = 'head'
      """, .removed, 1
    ),
  ])
  func `what was done to a row is told`(
    _ sql: String, _ kind: AuditFinding.Kind, _ row: Int
  ) throws {
    try store.fill(20)
    try store.run(sql)
    #expect(try finding() == AuditFinding(kind: kind, place: .row(row)))
    // Also if the program writes more rows.
    try store.write { try $0.append(entry(1)) }
    #expect(try finding() == AuditFinding(kind: kind, place: .row(row)))
  }

  @Test(arguments: [
    ("DELETE FROM auditMark WHERE mark = 'head'", AuditFinding(kind: .removed, place: .head)),
    ("DELETE FROM auditMark WHERE mark = 'anchor'", AuditFinding(kind: .removed, place: .anchor)),
    (
      "UPDATE auditMark SET hash = printf('%064d', 7) WHERE mark = 'head'",
      AuditFinding(kind: .edited, place: .head)
    ),
    (
      "UPDATE auditMark SET hash = printf('%064d', 7) WHERE mark = 'anchor'",
      AuditFinding(kind: .edited, place: .anchor)
    ),
    (
      """
      DELETE FROM audit WHERE id <= 5; UPDATE auditMark SET id = 5,
        hash = (SELECT hash FROM other) WHERE mark = 'anchor'
      """, AuditFinding(kind: .edited, place: .anchor)
    ),
    (
      "UPDATE sqlite_sequence SET seq = 19 WHERE name = 'audit'",
      AuditFinding(kind: .edited, place: .head)
    ),
    (
      "DELETE FROM sqlite_sequence WHERE name = 'audit'", AuditFinding(kind: .edited, place: .head)
    ),
    ("DROP TABLE auditMark", AuditFinding(kind: .removed, place: .table)),
    ("ALTER TABLE audit RENAME TO gone", AuditFinding(kind: .removed, place: .table)),
    ("ALTER TABLE audit ADD COLUMN note TEXT", AuditFinding(kind: .edited, place: .table)),
    (
      "DROP TABLE auditMark; CREATE TABLE auditMark (mark, id, hash)",
      AuditFinding(kind: .edited, place: .table)
    ),
  ])
  func `what was done to an end of the chain is told`(
    _ sql: String, _ expected: AuditFinding
  ) throws {
    try store.fill(20)
    try store.run("CREATE TABLE other AS SELECT hash FROM audit WHERE id = 5")
    try store.run(sql)
    #expect(try finding() == expected)
  }

  @Test func `a chain that was written anew is another one than was published`() throws {
    try store.fill(20)
    let published = try verdict().head.hash
    try store.fill(5)
    #expect(try store.read { try $0.verifyAudit(published: published) }.finding == nil)
    let forged = try Scratch()
    let other = try forged.open()
    try other.fill(19)
    try other.fill(1)
    #expect(try other.read { try $0.verifyAudit() }.finding == nil)
    #expect(
      try other.read { try $0.verifyAudit(published: published) }.finding
        == AuditFinding(kind: .rewritten, place: .head))
  }

  /// Rows older than the chain are added to it as they are, and a row of the program says so.
  @Test func `what an upgrade chained is told`() throws {
    let older = try Scratch()
    let file = MigrationTests.fixtures
      .appendingPathComponent("schema-\(AuditTrail.firstSchema - 1).sql")
    try older.execute(try String(contentsOf: file, encoding: .utf8))
    try older.execute("DELETE FROM audit WHERE id = 3")
    let (rows, last): (Int, Int) = try Connection(
      older.database, for: .writing, busyTimeout: 0
    ).reading {
      (
        try $0.value("SELECT count(*) FROM audit") ?? 0,
        try $0.value("SELECT max(id) FROM audit") ?? 0
      )
    }
    #expect(rows == last - 1 && rows > 3)
    let verdict = try older.open().read { try $0.verifyAudit() }
    #expect(verdict.finding == nil)
    #expect(verdict.rows == rows + 1)
    #expect(verdict.adopted == last)
    #expect(verdict.head.id == last + 1)
  }

  @Test func `a pruned trail goes on from its anchor`() throws {
    try store.fill(20)
    try store.write { transaction in
      let rows = try transaction.auditRows(before: "2026-11-24T01:02:15.004Z")
      let (count, last) = try #require(rows)
      #expect(count == 5)
      try transaction.pruneAudit(upTo: last)
      try transaction.append(
        entry(
          20, verb: "audit prune",
          changes: #"{"rows":5,"last":\#(last.id),"hash":"\#(last.hash)"}"#))
    }
    #expect(try verdict().rows == 16)
    #expect(try finding() == nil)
    try store.run("UPDATE auditMark SET id = 4 WHERE mark = 'anchor'")
    #expect(try finding() == AuditFinding(kind: .edited, place: .anchor))
  }

  /// Changes any column of any row, removes or moves any row, and changes either end; one at a time, each undone.
  @Test func `each of 200 random edits is caught`() throws {
    try store.fill(60)
    #expect(try finding() == nil)
    var random = Seeded(20_261_124)
    for _ in 0..<200 {
      let sql = Tampering.sql(&random)
      var caught: AuditFinding?
      try store.connection.taking { database in
        try database.run("BEGIN")
        try database.script(sql)
        #expect(database.changes > 0, "\(sql)")
        caught = try StoreReader(database).verifyAudit().finding
        try database.run("ROLLBACK")
      }
      #expect(caught != nil, "not caught: \(sql)")
    }
    #expect(try finding() == nil)
  }

  @Test func `rows are copied when the setting says so, its own last change included`() throws {
    let copies = Copies()
    let copying = store.copyingAudit { copies.add($0) }
    try copying.write { try $0.append(entry(1)) }
    #expect(copies.ids == [])
    for value in ["true", "false"] {
      try copying.write { transaction in
        try transaction.setSetting("auditSyslog", value)
        try transaction.append(entry(2))
      }
      try copying.write { try $0.append(entry(3)) }
    }
    #expect(copies.ids == [2, 3, 4])
  }

  @Test(arguments: [
    ("verb", "queue", [2]), ("verb", "que", []), ("verb", "edit", [4, 3]),
    ("object", "agent3", [4]), ("object", "b", [1]), ("who", "root", [4, 3, 2, 1]),
    ("who", "anna", [4, 3, 2, 1]), ("who", "ann", []),
    ("since", "2026-11-24T01:02:12.004Z", [4, 3]), ("until", "2026-11-24T01:02:12.004Z", [2, 1]),
  ])
  func `a filter finds its rows, the latest first`(
    _ key: String, _ value: String, _ expected: [Int]
  ) throws {
    try store.write { transaction in
      var first = entry(0, verb: "restore")
      first.object = "a b"
      try transaction.append(first)
      try transaction.append(entry(1, verb: "queue create"))
      try transaction.append(entry(2))
      try transaction.append(entry(3))
    }
    var wanted = AuditFilter()
    switch key {
    case "verb": wanted.verb = value
    case "object": wanted.object = value
    case "who": wanted.who = value
    case "since": wanted.since = value
    default: wanted.until = value
    }
    var found: [Int] = []
    try store.read { try $0.forEachAudit(wanted) { row, _ in found.append(row.id) } }
    #expect(found == expected)
  }

  @Test func `the audit trail is read backwards`() throws {
    let entries = ["create", "edit", "delete"].map { verb in
      AuditEntry(
        at: now, login: "root", uid: .max, tty: "pts/0", verb: verb, object: "anna",
        changes: #"{"fullname":["","Anna"]}"#)
    }
    try store.write { transaction in for entry in entries { try transaction.append(entry) } }
    #expect(try store.read { try $0.audit(last: 2) } == [entries[2], entries[1]])
  }

  @Test func `a row is told field by field`() throws {
    try store.fill(1)
    let changes = #"{"result":"x","a\"b":[false,true],"on":true,"rows":3,"queues":{"added":["q"]}}"#
    try store.write { try $0.append(entry(1, changes: changes)) }
    let (row, previous, fields) = try #require(try store.read { try $0.audit(id: 2) })
    #expect(row.entry.sudoUser == "anna")
    #expect(try store.read { try $0.audit(id: 1) }?.row.hash == previous)
    #expect(try store.read { try $0.audit(id: 1) }?.previous == AuditLink.start)
    #expect(
      fields == [
        AuditedField(key: "result", old: nil, new: #""x""#),
        AuditedField(key: #"a"b"#, old: "false", new: "true"),
        AuditedField(key: "on", old: nil, new: "true"),
        AuditedField(key: "rows", old: nil, new: "3"),
        AuditedField(key: "queues", old: nil, new: #"{"added":["q"]}"#),
      ])
    #expect(try store.read { try $0.audit(id: 3) } == nil)
  }
}

private final class Copies: Sendable {
  private let rows = Mutex<[AuditRow]>([])

  func add(_ more: [AuditRow]) { rows.withLock { $0 += more } }

  var ids: [Int] { rows.withLock { $0.map(\.id) } }
}
