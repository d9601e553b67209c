internal import SQLite
internal import Synchronization

/// Who makes the changes of a store, so that they are known as one *run* and can be undone.
package struct RunAuthor: Sendable {
  package let at: String
  package let login: String
  package let uid: UInt32
  package let sudoUser: String
  /// The verb in the audit trail.
  package let verb: String
  /// What was before is kept.
  package let isKept: Bool
  /// Packs changes, of which most texts repeat.
  package let pack: @Sendable ([UInt8]) throws -> [UInt8]

  package init(
    at: String, login: String, uid: UInt32, sudoUser: String, verb: String, isKept: Bool,
    pack: @escaping @Sendable ([UInt8]) throws -> [UInt8]
  ) {
    (self.at, self.login, self.uid, self.sudoUser) = (at, login, uid, sudoUser)
    (self.verb, self.isKept, self.pack) = (verb, isKept, pack)
  }
}

/// The run that a store belongs to: it has a number as soon as something of it is stored.
final class OpenRun: Sendable {
  let author: RunAuthor
  /// The run that this one undoes.
  let undone = Mutex<Int?>(nil)
  private let number = Mutex<Int?>(nil)

  init(_ author: RunAuthor) { self.author = author }

  var id: Int? { number.withLock { $0 } }
  func isStored(as id: Int) { number.withLock { $0 = id } }
}

/// Notes what one transaction of a run changes.
///
/// It is written in pieces, so that an import of any size takes little memory.
final class RunJournal {
  /// The tables whose changes can be undone.
  ///
  /// Those that triggers keep, such as the numbers that are taken, follow by themselves.
  static let tables = [
    "agent", "credential", "passwordHistory", "keptSetting", "queue", "queueMember", "queueTeam",
    "team", "teamMember", "profile", "profileMember", "telephone", "setting",
  ]

  private let run: OpenRun
  private let database: Database
  private var recorder: ChangeRecorder?
  /// The number of the run, once something is written; it counts only once the transaction is stored.
  private(set) var id: Int?
  /// The last row of the audit trail that belongs to a part.
  private var lastAudit = 0

  /// - Throws: `SQLiteError`.
  init(_ run: OpenRun, _ database: Database) throws {
    (self.run, self.database, id) = (run, database, run.id)
    let isKept =
      try run.author.isKept
      && database.value("SELECT value FROM setting WHERE key = 'undoDays'") != "0"
    recorder = isKept ? try database.recordChanges(of: Self.tables) : nil
  }

  /// Writes what was noted, if it has become much.
  ///
  /// - Parameter audit: The rows of the audit trail that this transaction wrote.
  func ease(_ audit: ClosedRange<Int>) throws {
    guard let recorder, recorder.size > 8 << 20 else { return }
    try write(audit)
  }

  /// Keeps nothing of the run: what was deleted permanently must not come back.
  func forget() throws {
    recorder = nil
    guard let id else { return }
    try database.run("UPDATE runPart SET changes = x'' WHERE runId = ?", [id])
  }

  /// Notes that the run needs a picture that no agent has any more.
  ///
  /// - Returns: whether it is kept.
  func keep(picture name: String) throws -> Bool {
    guard recorder != nil else { return false }
    try database.run(
      """
      INSERT INTO runPicture (name, runId) VALUES (?, ?)
        ON CONFLICT (name) DO UPDATE SET runId = excluded.runId
      """, [name, try number()])
    return true
  }

  /// Writes what was noted.
  ///
  /// - Parameter audit: The rows of the audit trail that this transaction wrote; nil = none.
  func write(_ audit: ClosedRange<Int>?) throws {
    let changes = try recorder?.take() ?? []
    let first = max(audit?.lowerBound ?? 1, lastAudit + 1)
    let last = audit?.upperBound ?? 0
    guard !changes.isEmpty || last >= first else { return }
    lastAudit = max(last, lastAudit)
    try database.run(
      "INSERT INTO runPart (runId, firstAudit, lastAudit, changes) VALUES (?, ?, ?, ?)",
      [try number(), first, max(last, first - 1), changes.isEmpty ? [] : run.author.pack(changes)])
  }

  private func number() throws -> Int {
    if let id { return id }
    let author = run.author
    try database.run(
      "INSERT INTO run (at, login, uid, sudoUser, verb, undoes, schema) VALUES (?, ?, ?, ?, ?, ?, ?)",
      [
        author.at, author.login, Int(author.uid), author.sudoUser, author.verb,
        run.undone.withLock { $0 }, Schema.migrations.count,
      ])
    let number = database.lastInsertedID
    id = number
    return number
  }
}
