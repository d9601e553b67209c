import AgentsModel
import Foundation
import TestSupport
import Testing

/// Exported values come back unchanged, byte for byte.
@Suite struct RoundTripTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @discardableResult
  private func run(_ line: String) async throws -> String {
    let result = try await Program.shell(line, in: scratch)
    #expect(result.status == 0, "\(line): \(result.errors.prefix(2000))")
    return result.output
  }

  private func prepare(_ seed: Int, _ count: Int) async throws {
    var agents = HostileAgents(seed: seed)
    let rows = agents.rows(count)
    var file = CSVWriter.row(FieldCatalog.keys + ["passwordHash", "sipDigest"])
    for (number, row) in rows.enumerated() {
      // No password, login and phone, a foreign digest without a login, and one with a login.
      let kind = number % 4
      let digest = kind == 0 ? "" : digest(number, isMD5: kind > 1)
      let hash = kind.isMultiple(of: 2) ? "" : "$6$saltsalt$" + String(repeating: "a", count: 86)
      file += CSVWriter.row(row + [hash, digest])
    }
    try scratch.write(String(decoding: file, as: UTF8.self), to: "agents.csv")
    for store in ["agents.db", "other.db", "safe.db"] {
      for licence in ["licenseMobile", "licenseScreenRecording"] {
        try await run("xcally-agents settings set \(licence) true -q --no-apply --db \(store)")
      }
    }
    for store in ["agents.db", "other.db", "safe.db"] {
      // Hot desk needs an internal.
      try await run(
        """
        echo Sunny-Day1 | xcally-agents telephone create desk1 --full-name Desk --internal 9999 \
          --password-stdin --no-apply -q --db \(store)
        """)
    }
    try await run("xcally-agents import-csv agents.csv --no-apply -q")
  }

  private func digest(_ number: Int, isMD5: Bool) -> String {
    let digits = String(number, radix: 16)
    let zeros = { (count: Int) in String(repeating: "0", count: count - digits.count) + digits }
    return "asterisk:\(zeros(32))" + (isMD5 ? "" : ":\(zeros(64))")
  }

  @Test(arguments: 1...4)
  func `every field of every typology comes back`(_ seed: Int) async throws {
    try await prepare(seed, 120)
    try await run("xcally-agents export-csv --with-secrets --output all.csv")
    // The imported file, except for the order of its rows and derived values.
    #expect(try scratch.contents("all.csv").split(separator: "\n").count == 121)
    let unchanged = ": 120 read, 0 created, 0 updated, 120 unchanged, 0 skipped, 0 rejected\n"
    #expect(try await run("xcally-agents import-csv all.csv") == "all.csv" + unchanged)
    #expect(try await run("xcally-agents import-csv agents.csv") == "agents.csv" + unchanged)
    try await run("xcally-agents import-csv all.csv --db other.db --no-apply -q")
    try await run("xcally-agents export-csv --with-secrets --output other.csv --db other.db")
    #expect(try scratch.contents("other.csv") == scratch.contents("all.csv"))
    try await run("xcally-agents export-csv --with-secrets --spreadsheet-safe --output safe.csv")
    #expect(try await run("xcally-agents import-csv safe.csv") == "safe.csv" + unchanged)
    try await run("xcally-agents import-csv safe.csv --db safe.db --no-apply -q")
    try await run("xcally-agents export-csv --with-secrets --output back.csv --db safe.db")
    #expect(try scratch.contents("back.csv") == scratch.contents("all.csv"))
    // An import does not have SQLite look at the CHECKs of the schema: the rules of the model say more.
    for store in ["agents.db", "other.db", "safe.db"] {
      let check = """
        python3 -c 'import sqlite3
        print(sqlite3.connect("\(store)").execute("PRAGMA integrity_check").fetchall())'
        """
      #expect(try await run(check) == "[('ok',)]\n")
    }
  }

  @Test func `Python reads the same cells`() async throws {
    try await prepare(7, 80)
    try await run("xcally-agents export-csv --output all.csv")
    try await run("xcally-agents export-csv --output odd.csv --delimiter ';' --crlf")
    let cells = try await run(
      """
      python3 -c 'import csv, json, sys
      a = list(csv.reader(open("all.csv", encoding="utf-8", newline=""), strict=True))
      b = list(csv.reader(open("odd.csv", encoding="utf-8", newline=""), delimiter=";", strict=True))
      assert a == b
      for row in a: print(json.dumps(row, ensure_ascii=True))'
      """)
    var reader = CSVReader(Array(try scratch.contents("all.csv").utf8))
    var record = CSVRecord()
    for line in cells.split(separator: "\n") {
      #expect(try reader.next(into: &record))
      let python = try JSONDecoder().decode([String].self, from: Data(line.utf8))
      let ours = (0..<record.count).map { record.text($0) ?? "" }
      #expect(python.map { Array($0.utf8) } == ours.map { Array($0.utf8) })
    }
    #expect(try !reader.next(into: &record))
  }

  @Test func `files of earlier releases import for ever`() async throws {
    let fixtures = URL(filePath: #filePath).appending(path: "../../../Fixtures/csv/exports")
      .standardized
    let names = try FileManager.default.contentsOfDirectory(atPath: fixtures.path).sorted()
    #expect(!names.isEmpty)
    for name in names {
      let store = "\(name).db"
      try await run("xcally-agents settings set licenseMobile true -q --no-apply --db \(store)")
      try await run(
        "xcally-agents settings set licenseMultiProfile true -q --no-apply --db \(store)")
      try await run(
        "xcally-agents import-csv \(fixtures.path)/\(name) --create-groups --no-apply -q --db \(store)"
      )
      #expect(
        try await run("xcally-agents export-csv --with-secrets --output now.csv --db \(store)")
          == "")
      #expect(
        try await run("xcally-agents import-csv now.csv --db \(store)")
          .contains(" 0 created, 0 updated, 3 unchanged, 0 skipped, 0 rejected"))
    }
  }
}
