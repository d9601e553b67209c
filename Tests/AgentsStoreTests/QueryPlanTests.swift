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
    try store.write { transaction in
      let statements = Statements()
      transaction.database.trace = { statements.sql.append($0) }
      try body(transaction)
      transaction.database.trace = nil
      #expect(!statements.sql.isEmpty)
      return try statements.sql.flatMap { sql in
        try transaction.database.rows("EXPLAIN QUERY PLAN \(sql)") { $0.text(3) }
          .filter { $0.hasPrefix("SCAN") && !small.contains($0) }
          .filter { !$0.hasPrefix("SCAN (subquery") }
          .map { "\($0) in …\(sql.suffix(120))" }
      }
    }
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
      try transaction.insertLink(String(repeating: "a", count: 64), .reset, forAgent: 1)
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
}
