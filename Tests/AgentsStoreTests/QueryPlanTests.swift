import AgentsModel
import SQLite
import TestSupport
import Testing

@testable import AgentsStore

/// `show`, `edit` and `create` must cost the same with a hundred agents as with a hundred thousand.
@Suite struct QueryPlanTests {
  let scratch: Scratch
  let store: Store

  init() throws {
    scratch = try Scratch()
    store = try scratch.open()
    try store.add(try sample("anna", "1000"))
  }

  /// The full scans in the plans of all statements that `body` runs.
  private func scans(_ body: (StoreTransaction) throws -> Void) throws -> [String] {
    try plans(body).filter { plan in
      plan.step.hasPrefix("SCAN") && !small.contains(plan.step)
        && !plan.step.hasPrefix("SCAN (subquery")
    }.map { "\($0.step) in …\($0.sql.suffix(120))" }
  }

  private final class Statements: @unchecked Sendable {
    var sql: [String] = []
  }

  // Scans of one row, of a row for each of six tables, or of the rows that the statement skips. A subquery holds the few memberships of an agent,
  // which an index finds.
  private let small: Set<String> = [
    "SCAN internalCursor", "SCAN candidate", "SCAN block", "SCAN CONSTANT ROW",
    "SCAN sqlite_sequence",
  ]

  @Test func `finding an agent reads no table through`() throws {
    let scans = try scans { transaction in
      _ = try transaction.agent(named: "anna")
      _ = try transaction.agent(named: "anna", inBin: true)
      _ = try transaction.agent(id: 1)
      _ = try transaction.namesInBin(["anna"])
      _ = try transaction.credential(ofAgent: 1)
      _ = try transaction.passwordHash(ofAgentNamed: "anna")
      _ = try transaction.passwordHash(near: 1 << 55)
      _ = try transaction.passwordExpiry(ofAgent: 1)
      _ = try transaction.agent(ofLink: String(repeating: "a", count: 64))
      _ = try transaction.passwordHistory(ofAgent: 1, last: 12)
      _ = try transaction.holder(ofName: "berta")
      _ = try transaction.holder(ofEmail: "berta@example.com")
      _ = try transaction.holder(ofInternal: "1001")
    }
    #expect(scans == [])
  }

  @Test func `creating, changing and removing reads no table through`() throws {
    let scans = try scans { transaction in
      let number = try transaction.lowestFreeInternal(from: 1000)
      var berta = try transaction.insert(try sample("berta", number), sampleCredential())
      try berta.set("internal", "1002")
      try transaction.update(berta)
      try berta.set("deletedAt", now)
      try transaction.update(berta)
      try transaction.setCredential(
        sampleCredential("b"), ofAgent: berta.account.id.value, keepingHistory: 3, at: now)
      try transaction.removePermanently(agent: berta.account.id.value)
      try transaction.insertLink(
        String(repeating: "a", count: 64), .reset, forAgent: 1, seconds: 3600)
      try transaction.removeLink(String(repeating: "a", count: 64))
      try transaction.setExpired(passwordOfAgent: 1, at: now)
      try transaction.endAttempt(try transaction.beginAttempt(ofAgent: 1, at: now).number)
      try transaction.touch(files: ["1000-1999"])
      try transaction.record(
        written: "1000-1999", revision: 1, checksum: String(repeating: "0", count: 64),
        isRewritten: true, in: "/x")
    }
    #expect(scans == [])
  }

  @Test func `a block is read by its index, and blocks are leapt over`() throws {
    let scans = try scans { transaction in
      _ = try transaction.endpoints(in: NumberBlock(first: 1000))
      _ = try transaction.blocks()
    }
    #expect(scans == [])
  }

  @Test func `usernames come from their index alone, in its order`() throws {
    var selection = AgentSelection()
    let list: (StoreTransaction) throws -> Void = {
      try $0.forEachRow(of: selection, columns: ["name"]) { _ in }
    }
    #expect(try plans(list).map(\.step) == ["SCAN agent USING INDEX agentName"])
    #expect(try columnsRead(list).allSatisfy(\.isOfIndex))
    selection.conditions = [try Condition("name>=an"), try Condition("name<=an~")]
    selection.limit = 10
    let plan = try plans(list).map(\.step)
    #expect(plan == ["SEARCH agent USING INDEX agentName (name>? AND name<?)"])
    #expect(try columnsRead(list).allSatisfy(\.isOfIndex))
    // Anything else is in the row.
    let others = try columnsRead { try $0.forEachRow(of: selection, columns: ["email"]) { _ in } }
    #expect(others.contains { !$0.isOfIndex })
  }

  /// From where the programs of all statements read columns.
  private func columnsRead(
    _ body: (StoreTransaction) throws -> Void
  ) throws -> [(name: String, isOfIndex: Bool)] {
    let statements = try plans(body).map(\.sql)
    return try store.write { transaction in
      try statements.flatMap { sql in
        let steps = try transaction.database.rows("EXPLAIN \(sql)") { row in
          (name: row.text(1), cursor: row.integer(2), detail: row.text(5))
        }
        // An index is opened with its keys, a table with its number of columns.
        let indexes = Set(
          steps.filter { $0.name == "OpenRead" && $0.detail.hasPrefix("k(") }.map(\.cursor))
        return steps.filter { $0.name == "Column" }.map { ($0.name, indexes.contains($0.cursor)) }
      }
    }
  }

  /// The steps of the plans of all statements that `body` runs.
  private func plans(
    _ body: (StoreTransaction) throws -> Void
  ) throws -> [(step: String, sql: String)] {
    try store.write { transaction in
      let statements = Statements()
      transaction.database.trace = { statements.sql.append($0) }
      try body(transaction)
      transaction.database.trace = nil
      #expect(!statements.sql.isEmpty)
      return try statements.sql.flatMap { sql in
        try transaction.database.rows("EXPLAIN QUERY PLAN \(sql)") { ($0.text(3), sql) }
      }
    }
  }
}
