import AgentsModel
import CSQLite
import Foundation
import SQLite
import TestSupport
import Testing

@testable import AgentsStore

@Suite struct OpeningTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func failure(_ access: Store.Access) -> AgentsError? {
    #expect(throws: AgentsError.self) { try scratch.open(access) }
  }

  private func pragma(_ name: String) throws -> String? {
    try scratch.open(.reading).connection.reading { try $0.value("PRAGMA \(name)") }
  }

  // MARK: - Creation

  @Test func `the first writer creates a private file in write-ahead mode`() throws {
    _ = try scratch.open()
    let attributes = try FileManager.default.attributesOfItem(atPath: scratch.database)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    #expect(try pragma("journal_mode") == "wal")
    #expect(try pragma("application_id") == "2019778919")
    #expect(try pragma("user_version") == "\(Schema.migrations.count)")
  }

  @Test func `a writer is durable and keeps foreign keys`() throws {
    try scratch.open().connection.taking { database throws in
      #expect(try database.value("PRAGMA synchronous") == 2)
      #expect(try database.value("PRAGMA foreign_keys") == 1)
    }
  }

  /// Closing any descriptor of a file drops all locks of the process on it (fcntl(2)).
  @Test func `a second opening leaves the first one its lock`() throws {
    _ = try scratch.open()
    let file = try FileManager.default.attributesOfItem(atPath: scratch.database)[.systemFileNumber]
    let inode = try #require(file as? Int)
    func isLocked() throws -> Bool {
      // The list is read in pieces: while others lock and unlock, one reading may miss a line.
      try (1...100).contains { _ in
        // The first byte that SQLite locks for a process that has the file open.
        try String(contentsOfFile: "/proc/locks", encoding: .utf8)
          .contains(":\(inode) \(0x4000_0002) ")
      }
    }
    let first = try scratch.open(.reading)
    #expect(try !first.read { try $0.isAnyOperator() })
    #expect(try isLocked())
    let second = try scratch.open()
    #expect(try isLocked())
    withExtendedLifetime((first, second)) {}
  }

  @Test func `only creation takes the lock between processes`() throws {
    var locks = 0
    for _ in 1...2 {
      _ = try Store.open(path: scratch.database, access: .writing, busyTimeout: 0) { body in
        locks += 1
        try body()
      }
    }
    #expect(locks == 1)
  }

  @Test func `a store created by another while the lock was awaited is taken as it is`() throws {
    let store = try Store.open(path: scratch.database, access: .writing, busyTimeout: 0) { body in
      try scratch.open().add(try sample("anna", "1000"))
      try body()
    }
    #expect(try store.read { try $0.count(AgentSelection()) } == 1)
  }

  @Test func `an empty file counts as new`() throws {
    try Data().write(to: URL(fileURLWithPath: scratch.database))
    #expect(failure(.reading) == .store(.notFound(path: scratch.database)))
    #expect(try scratch.open().read { try $0.settingTexts() } == [:])
  }

  @Test func `a creation that was cut short is done again`() throws {
    try scratch.execute(
      "PRAGMA application_id = \(Schema.applicationID); PRAGMA journal_mode = WAL")
    #expect(failure(.reading) == .store(.notFound(path: scratch.database)))
    #expect(try scratch.open().read { try $0.settingTexts() } == [:])
  }

  // MARK: - Refusals

  @Test func `a missing file is not found by a reader, and not made`() throws {
    #expect(failure(.reading) == .store(.notFound(path: scratch.database)))
    #expect(try scratch.names() == [])
  }

  @Test(arguments: [Store.Access.reading, .writing])
  func `a file that is no database stays untouched`(access: Store.Access) throws {
    let garbage = Data(String(repeating: "not a database\n", count: 500).utf8)
    try garbage.write(to: URL(fileURLWithPath: scratch.database))
    #expect(
      failure(access) == .store(.unusable(path: scratch.database, reason: "it is not a database")))
    #expect(try scratch.bytes() == garbage)
    #expect(try scratch.names() == ["agents.db"])
  }

  @Test(
    arguments: [Store.Access.reading, .writing],
    ["CREATE TABLE agent (id INTEGER)", "PRAGMA application_id = 7", "PRAGMA user_version = 1"])
  func `another program's database stays untouched`(access: Store.Access, sql: String) throws {
    try scratch.execute(sql)
    let before = try scratch.bytes()
    #expect(
      failure(access)
        == .store(.unusable(path: scratch.database, reason: "it is another program's database")))
    #expect(try scratch.bytes() == before)
    #expect(try scratch.names() == ["agents.db"])
  }

  @Test(arguments: [Store.Access.reading, .writing])
  func `a newer store is refused`(access: Store.Access) throws {
    _ = try scratch.open()
    try scratch.execute("PRAGMA user_version = \(Schema.migrations.count + 1)")
    let before = try scratch.bytes()
    #expect(failure(access) == .store(.newer(path: scratch.database)))
    #expect(try scratch.bytes() == before)
  }

  @Test func `a damaged store is refused`() throws {
    try scratch.open().add(try sample("anna", "1000"))
    var bytes = try scratch.bytes()
    bytes.replaceSubrange(4096..., with: Data(repeating: 0xFF, count: bytes.count - 4096))
    try bytes.write(to: URL(fileURLWithPath: scratch.database))
    let expected = AgentsError.store(
      .unusable(
        path: scratch.database, reason: "the database is damaged"))
    for access in [Store.Access.reading, .writing] {
      #expect(throws: expected) {
        try scratch.open(access).read { try $0.agent(named: "anna") }
      }
    }
    #expect(try scratch.bytes() == bytes)
  }

  @Test func `a directory is no store`() throws {
    try FileManager.default.createDirectory(
      atPath: scratch.database, withIntermediateDirectories: false)
    let expected = AgentsError.file(
      .failed(path: scratch.database, operation: "open", errno: EISDIR))
    #expect(failure(.reading) == expected)
    #expect(failure(.writing) == expected)
  }

  @Test func `a missing directory is named by the system's error`() throws {
    let path = scratch.path + "/none/agents.db"
    #expect(throws: AgentsError.file(.failed(path: path, operation: "create", errno: ENOENT))) {
      try Store.open(path: path, access: .writing, busyTimeout: 0) { try $0() }
    }
    #expect(throws: AgentsError.store(.notFound(path: path))) {
      try Store.open(path: path, access: .reading, busyTimeout: 0) { try $0() }
    }
  }

  /// Root may write anywhere, so for root the directory is no obstacle.
  @Test func `a directory without permission refuses the creation`() throws {
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o500], ofItemAtPath: scratch.path)
    if geteuid() == 0 {
      _ = try scratch.open()
    } else {
      #expect(
        failure(.writing)
          == .file(.failed(path: scratch.database, operation: "create", errno: EACCES)))
    }
  }

  // MARK: - Beside others

  @Test func `a reader finds what is in the log, and needs none`() throws {
    try scratch.open().add(try sample("anna", "1000"))
    #expect(try scratch.names() == ["agents.db", "agents.db-shm", "agents.db-wal"])
    #expect(try scratch.open(.reading).read { try $0.count(AgentSelection()) } == 1)
    try scratch.open().connection.taking { try $0.emptyLog() }
    for name in ["agents.db-shm", "agents.db-wal"] {
      try FileManager.default.removeItem(atPath: "\(scratch.path)/\(name)")
    }
    #expect(try scratch.open(.reading).read { try $0.count(AgentSelection()) } == 1)
  }

  @Test func `a copy without a log gets one when it is written`() throws {
    try scratch.open().add(try sample("anna", "1000"))
    let copy = scratch.database + ".copy"
    try scratch.open().connection.taking { try $0.run("VACUUM INTO '\(copy)'") }
    func open(_ access: Store.Access) throws -> Store {
      try Store.open(path: copy, access: access, busyTimeout: 0) { try $0() }
    }
    #expect(try !open(.reading).connection.taking { try $0.hasLog() })
    #expect(try open(.writing).connection.taking { try $0.hasLog() })
    #expect(try open(.reading).read { try $0.count(AgentSelection()) } == 1)
  }

  @Test func `a reader cannot write`() throws {
    _ = try scratch.open()
    let reader = try scratch.open(.reading)
    #expect(
      throws: AgentsError.file(.failed(path: scratch.database, operation: "write", errno: EACCES))
    ) {
      try reader.write { try $0.setSetting("minInternal", "2000") }
    }
  }

  @Test func `readers do not wait for a writer, writers are told that it is busy`() throws {
    let store = try scratch.open()
    try store.add(try sample("anna", "1000"))
    let other = try Connection(scratch.database, for: .writing, busyTimeout: 0)
    try other.taking { database in
      try database.script("BEGIN IMMEDIATE; DELETE FROM agent")
      #expect(try scratch.open(.reading).read { try $0.count(AgentSelection()) } == 1)
      let writer = try scratch.open(.writing)
      #expect(try writer.read { try $0.count(AgentSelection()) } == 1)
      #expect(throws: AgentsError.store(.busy(path: scratch.database, holder: nil))) {
        try writer.write { try $0.setSetting("minInternal", "2000") }
      }
      try database.run("ROLLBACK")
      try writer.write { try $0.setSetting("minInternal", "2000") }
    }
  }

  @Test func `a full disk is told, and leaves the store as it was`() throws {
    let store = try scratch.open()
    try store.connection.taking { database in
      let pages: Int = try database.value("PRAGMA page_count") ?? 0
      try database.run("PRAGMA max_page_count = \(pages)")
    }
    #expect(
      throws: AgentsError.file(.failed(path: scratch.database, operation: "write", errno: ENOSPC))
    ) {
      try store.write { transaction in
        for number in 1000..<1100 {
          _ = try transaction.insert(try sample("a\(number)", String(number)), nil)
        }
      }
    }
    #expect(try store.read { try $0.count(AgentSelection()) } == 0)
  }

  @Test(
    arguments: [
      (SQLITE_BUSY | 2 << 8, .store(.busy(path: "/x", holder: nil))),
      (SQLITE_BUSY | 1 << 8, .store(.busy(path: "/x", holder: nil))),
      (SQLITE_NOTADB, .store(.unusable(path: "/x", reason: "it is not a database"))),
      (SQLITE_CORRUPT | 3 << 8, .store(.unusable(path: "/x", reason: "the database is damaged"))),
      (SQLITE_READONLY | 6 << 8, .file(.failed(path: "/x", operation: "write", errno: EACCES))),
      (SQLITE_FULL, .file(.failed(path: "/x", operation: "write", errno: ENOSPC))),
      (SQLITE_IOERR | 3 << 8, .file(.failed(path: "/x", operation: "write", errno: EIO))),
      (SQLITE_IOERR | 1 << 8, .file(.failed(path: "/x", operation: "read", errno: EIO))),
      (SQLITE_IOERR | 4 << 8, .file(.failed(path: "/x", operation: "sync", errno: EIO))),
      (SQLITE_CANTOPEN, .file(.failed(path: "/x", operation: "open", errno: ENOENT))),
      (SQLITE_CONSTRAINT | 8 << 8, nil),
    ] as [(CInt, AgentsError?)])
  func `SQLite's code decides what is told`(code: CInt, expected: AgentsError?) {
    #expect(
      AgentsError(SQLiteError(extendedCode: .init(rawValue: code), message: ""), path: "/x")
        == expected)
  }
}
