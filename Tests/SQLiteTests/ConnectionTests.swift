import Foundation
import SQLite
import TestSupport
import Testing

/// The promises that the store relies on: values come back unchanged, and a transaction happens completely or not at
/// all.
@Suite struct ConnectionTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func open(
    _ access: Connection.Access = .writing, waiting seconds: Double = 0
  ) throws -> Connection {
    try Connection(scratch.path + "/a.db", for: access, busyTimeout: seconds)
  }

  private func table(_ connection: Connection) throws {
    try connection.writing { try $0.run("CREATE TABLE item (id INTEGER PRIMARY KEY, text TEXT)") }
  }

  private func count(_ connection: Connection) throws -> Int? {
    try connection.reading { try $0.value("SELECT count(*) FROM item") }
  }

  @Test(arguments: [
    "", "a", "'\";--\\", "a\0b", "日本 e\u{301}", String(repeating: "x", count: 100_000),
  ])
  func `a text comes back byte for byte`(_ text: String) throws {
    let back: String? = try open().reading { try $0.value("SELECT ?", [text]) }
    #expect(back.map { Array($0.utf8) } == Array(text.utf8))
  }

  @Test(arguments: [0, 1, -1, Int.max, Int.min])
  func `a number comes back`(_ number: Int) throws {
    #expect(try open().reading { try $0.value("SELECT ?", [number]) } == number)
  }

  @Test func `the empty text is not NULL, and nil is`() throws {
    try open().reading { database in
      #expect(try database.value("SELECT ? IS NULL", [""]) == false)
      #expect(try database.value("SELECT ? IS NULL", [String?.none]) == true)
      let null: String?? = try database.row("SELECT NULL") { $0[0] }
      #expect(null == .some(nil))
      // SQLite's value for NULL.
      let zero: Int? = try database.row("SELECT NULL") { $0[0] }
      #expect(zero == 0)
    }
  }

  @Test func `rows are counted, looked for, and paired`() throws {
    let connection = try open()
    try table(connection)
    try connection.writing { try $0.run("INSERT INTO item VALUES (1, 'a'), (2, '')") }
    try connection.reading { database throws in
      #expect(try database.count("SELECT count(*) FROM item WHERE id < ?", [2]) == 1)
      #expect(try database.count("SELECT count(*) FROM item WHERE id > ?", [2]) == 0)
      #expect(try database.exists("SELECT 1 FROM item WHERE text = ?", ["a"]))
      #expect(try !database.exists("SELECT 1 FROM item WHERE text = ?", ["b"]))
      #expect(try database.dictionary("SELECT id, text FROM item") == [1: "a", 2: ""])
      #expect(try database.dictionary("SELECT text, id FROM item WHERE id = ?", [1]) == ["a": 1])
    }
  }

  @Test func `no row is nil, and rows come in their order`() throws {
    let connection = try open()
    try table(connection)
    try connection.writing { database in
      for text in ["b", "a"] { try database.run("INSERT INTO item (text) VALUES (?)", [text]) }
      #expect(database.lastInsertedID == 2)
      #expect(try database.values("SELECT text FROM item ORDER BY text") == ["a", "b"])
      #expect(try database.value("SELECT text FROM item WHERE id = 3") == String?.none)
      try database.run("UPDATE item SET text = 'c'")
      #expect(database.changes == 2)
    }
  }

  @Test func `the same statement may run inside its own rows`() throws {
    try open().reading { database in
      let sql = "SELECT value FROM json_each(?)"
      let pairs = try database.rows(sql, ["[1,2]"]) { row in
        let inner: [Int] = try database.values(sql, ["[3,4]"])
        return [row.integer(0)] + inner
      }
      #expect(pairs == [[1, 3, 4], [2, 3, 4]])
    }
  }

  @Test func `more than one statement is refused, and a script takes it`() throws {
    let connection = try open()
    let sql = "CREATE TABLE a (x); CREATE TABLE b (x)"
    let error = #expect(throws: SQLiteError.self) {
      try connection.writing { try $0.run(sql) }
    }
    #expect(error?.code == .misuse)
    #expect(error?.sql == sql)
    try connection.taking { try $0.script(sql) }
    #expect(
      try connection.reading { try $0.value("SELECT count(*) FROM sqlite_master") } == 2)
  }

  private struct Stop: Error {}

  @Test func `what throws leaves nothing`() throws {
    let connection = try open()
    try table(connection)
    #expect(throws: Stop.self) {
      try connection.writing { database in
        try database.run("INSERT INTO item (text) VALUES ('a')")
        throw Stop()
      }
    }
    #expect(throws: SQLiteError.self) {
      try connection.writing { database in
        try database.run("INSERT INTO item (id) VALUES (1)")
        try database.run("INSERT INTO item (id) VALUES (1)")
      }
    }
    #expect(try count(connection) == 0)
    // The transaction has ended, so the next one can begin.
    try connection.writing { try $0.run("INSERT INTO item (id) VALUES (1)") }
    #expect(try count(connection) == 1)
  }

  @Test func `who writes while another does is told that it is busy`() throws {
    let (first, second) = (try open(), try open())
    try table(first)
    try first.writing { _ in
      let error = #expect(throws: SQLiteError.self) { try second.writing { _ in } }
      #expect(error?.code == .busy)
    }
    try second.writing { _ in }
  }

  @Test func `for reading nothing is made, and nothing is written`() throws {
    let error = #expect(throws: SQLiteError.self) { try open(.reading) }
    #expect(error?.code == .cannotOpen)
    try table(try open())
    let refusal = #expect(throws: SQLiteError.self) {
      try open(.reading).taking { try $0.run("DELETE FROM item") }
    }
    #expect(refusal?.code == .readOnly)
  }

  @Test func `the log stays, and the last connection closes all, statements that are kept or not`()
    throws
  {
    do {
      let connection = try open()
      try connection.taking { try $0.run("PRAGMA journal_mode = WAL") }
      try table(connection)
      let statement = try connection.taking { try $0.prepare("SELECT 1") }
      #expect(try statement.step())
    }
    #expect(try scratch.names() == ["a.db", "a.db-shm", "a.db-wal"])
    let numbers = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
    let files = numbers.compactMap {
      try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")
    }
    #expect(files.allSatisfy { !$0.hasPrefix(scratch.path) })
  }

  @Test func `tasks take turns`() async throws {
    let connection = try open()
    try table(connection)
    try await withThrowingTaskGroup { group in
      for _ in 0..<8 {
        group.addTask {
          for _ in 0..<50 {
            try connection.writing { database in
              let next: Int = try database.value("SELECT coalesce(max(id), 0) + 1 FROM item") ?? 0
              try database.run("INSERT INTO item (id) VALUES (?)", [next])
            }
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try count(connection) == 400)
  }

  @Test func `statements are told with their values`() throws {
    try open().taking { database in
      var told: [String] = []
      database.trace = { told.append($0) }
      _ = try database.value("SELECT ?", ["it's"]) as String?
      database.trace = nil
      _ = try database.value("SELECT 2") as Int?
      #expect(told == ["SELECT 'it''s'"])
    }
  }

  private struct Interruption: Error {}

  @Test func `a CHECK is left out in one transaction alone, whatever ends it`() throws {
    let connection = try open()
    try connection.writing {
      try $0.run("CREATE TABLE word (word TEXT NOT NULL UNIQUE CHECK (word IN ('a', 'b', 'c')))")
    }
    let isChecked = {
      let add = { try connection.writing { try $0.run("INSERT INTO word VALUES ('x')") } }
      #expect(throws: SQLiteError.self) { try add() }
    }
    isChecked()
    try connection.writing(checking: false) {
      try $0.run("INSERT INTO word VALUES ('y')")
    }
    isChecked()
    #expect(throws: Interruption.self) {
      try connection.writing(checking: false) { database in
        try database.run("INSERT INTO word VALUES ('z')")
        throw Interruption()
      }
    }
    isChecked()
    for statement in ["VALUES ('y')", "VALUES (NULL)"] {
      #expect(throws: SQLiteError.self) {
        try connection.writing(checking: false) {
          try $0.run("INSERT INTO word \(statement)")
        }
      }
      isChecked()
    }
    // Another one writes, so that not even a transaction begins.
    try open().writing { _ -> Void in
      #expect(throws: SQLiteError.self) {
        try connection.writing(checking: false) { _ in }
      }
    }
    isChecked()
    #expect(try connection.reading { try $0.values("SELECT word FROM word") } == ["y"])
  }
}
