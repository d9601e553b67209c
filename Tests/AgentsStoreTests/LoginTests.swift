import AgentsModel
import SQLite
import TestSupport
import Testing

@testable import AgentsStore

/// The age of passwords, the end of locks, and links.
///
/// The clock is that of SQLite.
@Suite struct LoginTests {
  let scratch: Scratch
  let store: Store
  let anna: Int

  init() throws {
    scratch = try Scratch()
    store = try scratch.open()
    anna = try store.write { transaction in
      try transaction.insert(try sample("anna", "1000"), sampleCredential()).account.id.value
    }
  }

  private func set(_ key: String, _ value: String) throws {
    try store.write { try $0.setSetting(key, value) }
  }

  /// Moves a column into the past, or the future.
  private func move(_ column: String, of table: String = "agent", _ steps: String...) throws {
    let steps = steps.map { ", '\($0)'" }.joined()
    try store.run(
      "UPDATE \(table) SET \(column) = strftime('%Y-%m-%dT%H:%M:%fZ', 'now'\(steps))")
  }

  private func state() throws -> String {
    try store.read { try $0.agent(id: anna)?.account.passwordState.text ?? "" }
  }

  // MARK: - Age

  @Test(arguments: [
    ("-90 days", "expired"), ("-400 days", "expired"), ("-89 days", "expiring"),
    ("-75 days", "expiring"), ("-74 days", "ok"), ("0 days", "ok"), ("1 days", "ok"),
  ])
  func `a password ages by the settings' days`(_ step: String, _ expected: String) throws {
    try move("passwordResetAt", step)
    #expect(try state() == expected)
  }

  @Test func `the last minute of a password and of its rest still count`() throws {
    try move("passwordResetAt", "-90 days", "+1 minute")
    #expect(try state() == "expiring")
    try move("passwordResetAt", "-75 days", "+1 minute")
    #expect(try state() == "ok")
  }

  @Test(arguments: [
    ("securitySuite", "false", "ok"), ("passwordExpiryDays", "0", "ok"),
    ("passwordExpiryDays", "401", "expiring"), ("passwordExpiryDays", "9223372036854775807", "ok"),
    ("passwordExpiryWarningDays", "9223372036854775807", "expired"),
  ])
  func `a setting counts at once`(_ key: String, _ value: String, _ expected: String) throws {
    try move("passwordResetAt", "-400 days")
    #expect(try state() == "expired")
    try set(key, value)
    #expect(try state() == expected)
  }

  @Test func `a warning longer than the life of a password is all of it`() throws {
    try set("passwordExpiryWarningDays", "9223372036854775807")
    try move("passwordResetAt", "-1 minute")
    #expect(try state() == "expiring")
  }

  @Test func `an agent without a password has none that could expire`() throws {
    try store.run("UPDATE agent SET passwordResetAt = ''")
    #expect(try state() == "ok")
    #expect(try store.read { try $0.passwordExpiry(ofAgent: anna) } == nil)
  }

  @Test func `a phone's digest is no password that could expire`() throws {
    try store.run("DELETE FROM credential")
    try adopt(anna)
    try move("passwordResetAt", "-400 days")
    #expect(try state() == "ok")
  }

  /// Gives an agent a digest that was made elsewhere.
  private func adopt(_ id: Int, hash: PasswordHash? = nil) throws {
    let digest = SIPDigest(realm: "asterisk", md5: String(repeating: "d", count: 32), sha256: "")
    try store.write {
      try $0.setCredential(
        Credential(hash: hash, sip: digest), ofAgent: id, keepingHistory: 0, at: now)
    }
  }

  @Test func `what was seen expired stays so when the clock is set back`() throws {
    try move("passwordResetAt", "-50 days")
    #expect(try state() == "ok")
    // A hundred days later.
    try store.write { try $0.setExpired(passwordOfAgent: anna, at: "2999-01-01T00:00:00.000Z") }
    #expect(try state() == "expired")
    try set("passwordExpiryDays", "0")
    #expect(try state() == "ok")
    try set("passwordExpiryDays", "90")
    try store.write {
      try $0.setCredential(sampleCredential("b"), ofAgent: anna, keepingHistory: 0, at: now)
    }
    #expect(try state() == "ok")
  }

  @Test func `agents are found and sorted by it`() throws {
    try move("passwordResetAt", "-90 days")
    try store.add(try sample("berta", "1001"), try sample("carla", "1002"))
    var selection = AgentSelection()
    selection.sort = [try SortKey("-passwordState")]
    #expect(
      try store.read { try $0.agents(matching: selection).map(\.account.name.text) }
        == ["berta", "carla", "anna"])
    selection.conditions = [try Condition("passwordState=Expired")]
    #expect(try store.read { try $0.count(selection) } == 1)
    selection.conditions = [try Condition("passwordState!=expired")]
    #expect(try store.read { try $0.count(selection) } == 2)
  }

  // MARK: - Locks

  private func ended(_ change: (inout Settings) -> Void) throws -> Int {
    var settings = Settings()
    change(&settings)
    return try store.read { try $0.agentsWithEndedLock(settings, at: now).count }
  }

  @Test(arguments: [
    ("2026-11-24T00:47:03.004Z", 1), ("2026-11-24T00:47:03.005Z", 0),
    ("2026-11-24T02:00:00.000Z", 0), ("", 0),
  ])
  func `a lock ends after its minutes`(_ lockedAt: String, _ count: Int) throws {
    try store.run("UPDATE agent SET locked = 1, lockedAt = '\(lockedAt)'")
    #expect(try ended { $0.lockMinutes = Count(15) } == count)
    #expect(try ended { $0.lockMinutes = Count(0) } == 0)
    #expect(try ended { $0.lockMinutes = Count(Int.max) } == 0)
    #expect(try ended { $0.securitySuite = false } == 1)
  }

  @Test func `who is in the bin or not locked is no matter`() throws {
    #expect(try ended { $0.securitySuite = false } == 0)
    try store.run("UPDATE agent SET locked = 1, deletedAt = '\(now)'")
    #expect(try ended { $0.securitySuite = false } == 0)
  }

  // MARK: - Attempts

  @Test func `an attempt that has no answer is found by the next one, and once`() throws {
    try store.add(try sample("berta", "1001"))
    let unanswered = try store.write { transaction in
      [
        try transaction.beginAttempt(ofAgent: anna, at: now).unanswered,
        try transaction.beginAttempt(ofAgent: anna + 1, at: now).unanswered,
        try transaction.beginAttempt(ofAgent: anna, at: now).unanswered,
        try transaction.beginAttempt(ofAgent: nil, at: now).unanswered,
        try transaction.beginAttempt(ofAgent: nil, at: now).unanswered,
      ]
    }
    #expect(unanswered == [0, 0, 1, 0, 0])
    let after = try store.write { transaction in
      let (number, unanswered) = try transaction.beginAttempt(ofAgent: anna, at: now)
      try transaction.endAttempt(number)
      return [unanswered, try transaction.beginAttempt(ofAgent: anna, at: now).unanswered]
    }
    #expect(after == [1, 0])
  }

  @Test func `a name without a hash is compared with that of an agent, always the same`() throws {
    try store.add(try sample("berta", "1001"))
    let own = try store.read { try $0.passwordHash(ofAgentNamed: "anna") }
    for number in [0, 1, 7, 1 << 55] {
      #expect(try store.read { try $0.passwordHash(near: number) } == own)
    }
    // Also for agents without a password.
    try adopt(try store.add(try sample("carla", "1002"))[0].account.id.value)
    #expect(try store.read { try $0.passwordHash(ofAgentNamed: "carla") } == nil)
    for number in [0, 1, 3, 7, 1 << 55] {
      #expect(try store.read { try $0.passwordHash(near: number) } == own)
    }
    try store.run("DELETE FROM credential WHERE passwordHash <> ''")
    #expect(try store.read { try $0.passwordHash(near: 7) } == .ofNothing)
    #expect(LoginName("Anna").number == LoginName("anna").number)
    #expect(LoginName("anna").number != LoginName("anne").number)
  }

  // MARK: - Links

  private static let hash = String(repeating: "a", count: 64)
  private static let other = String(repeating: "b", count: 64)

  private func link(_ hash: String = hash) throws {
    try store.write { try $0.insertLink(hash, .reset, forAgent: anna, seconds: 3600) }
  }

  private func isGood(_ hash: String = hash) throws -> Bool {
    try store.read { try $0.agent(ofLink: hash) != nil }
  }

  private func links() throws -> Int {
    try store.connection.reading { try $0.value("SELECT count(*) FROM passwordToken") ?? -1 }
  }

  private func change() throws {
    try store.write {
      try $0.append(
        AuditEntry(at: now, login: "", uid: 0, tty: "", verb: "v", object: "", changes: "{}"))
    }
  }

  @Test func `a link is good for an hour`() throws {
    try link()
    #expect(try isGood())
    #expect(try !isGood(Self.other))
    try store.run(
      """
      UPDATE passwordToken SET
        createdAt = strftime('%Y-%m-%dT%H:%M:%fZ', createdAt, '-3601 seconds'),
        expiresAt = strftime('%Y-%m-%dT%H:%M:%fZ', expiresAt, '-3601 seconds')
      """)
    #expect(try !isGood())
  }

  @Test func `a newer link makes the older one void`() throws {
    try link()
    try link(Self.other)
    #expect(try !isGood())
    #expect(try isGood(Self.other))
  }

  @Test(arguments: [
    "UPDATE agent SET email = 'b@example.com'", "UPDATE agent SET disabled = 1",
    "UPDATE agent SET deletedAt = '\(now)'", "UPDATE agent SET adSsoEnabled = 1",
    "INSERT OR REPLACE INTO credential SELECT * FROM credential", "DELETE FROM agent",
  ])
  func `a link ends with what it was made for`(sql: String) throws {
    try link()
    try store.run(sql)
    #expect(try links() == 0)
  }

  @Test func `a link does not end with the phone's digest`() throws {
    try link()
    try adopt(anna, hash: sampleCredential().hash)
    #expect(try isGood())
    try store.run("DELETE FROM credential")
    try adopt(anna)
    #expect(try isGood())
    try adopt(anna, hash: sampleCredential("b").hash)
    #expect(try !isGood())
  }

  @Test func `a link that is over is gone with the next change, whatever the clock says then`()
    throws
  {
    try link()
    try change()
    #expect(try links() == 1)
    try move("createdAt", of: "passwordToken", "-2 hours")
    try move("expiresAt", of: "passwordToken", "-1 second")
    try change()
    #expect(try links() == 0)
  }

  @Test func `a link made later than now is not good, and gone with the next change`() throws {
    try link()
    try move("expiresAt", of: "passwordToken", "+2 hours")
    try move("createdAt", of: "passwordToken", "+1 hour")
    #expect(try !isGood())
    try change()
    #expect(try links() == 0)
  }
}
