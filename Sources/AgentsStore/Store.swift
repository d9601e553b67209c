package import AgentsModel
internal import SQLite
internal import SystemPackage

/// The database of a centre: one SQLite file.
///
/// It has a write-ahead log, so readers never wait for a writer. Every commit is on the disk before it is
/// reported.
package final class Store: Sendable {
  let path: String
  let connection: Connection
  /// The operator to whom queries are limited; nil = no limit.
  private let grant: Grant?
  /// Gives `grant` anew: rights can change while a verb waits.
  private let judge: @Sendable (StoreReader) throws -> Grant?
  /// Takes what a limited operator was denied, when the transaction is over.
  private let denied: @Sendable (Denial) -> Void
  /// Takes the new rows of the audit trail that must be copied, when they are stored.
  private let copy: @Sendable ([AuditRow]) -> Void
  /// What its changes belong to; nil = they are no run.
  private let run: OpenRun?

  init(
    path: String, connection: Connection, grant: Grant? = nil,
    judge: @escaping @Sendable (StoreReader) throws -> Grant? = { _ in nil },
    denied: @escaping @Sendable (Denial) -> Void = { _ in },
    copy: @escaping @Sendable ([AuditRow]) -> Void = { _ in }, run: OpenRun? = nil
  ) {
    self.path = path
    self.connection = connection
    self.grant = grant
    self.judge = judge
    self.denied = denied
    self.copy = copy
    self.run = run
  }

  /// The same store, whose changes are one run from now on.
  package func recording(_ author: RunAuthor) -> Store {
    Store(
      path: path, connection: connection, grant: grant, judge: judge, denied: denied, copy: copy,
      run: OpenRun(author))
  }

  /// The number of the run, once something of it is stored.
  package var runNumber: Int? { run?.id }

  /// The same store, which copies the new rows of its audit trail while the setting `auditSyslog` is on.
  ///
  /// - Parameter copy: Takes the rows of one transaction, after it is stored.
  package func copyingAudit(to copy: @escaping @Sendable ([AuditRow]) -> Void) -> Store {
    Store(
      path: path, connection: connection, grant: grant, judge: judge, denied: denied, copy: copy,
      run: run)
  }

  /// The same store, limited to what an operator may see.
  ///
  /// - Parameters:
  ///   - grant: nil = an admin, who sees everything.
  ///   - judge: Gives the grant anew at the beginning of each writing transaction; throws when the operator
  ///     may no longer do anything.
  ///   - denied: Takes the reason of a denial, outside of any transaction.
  package func limited(
    to grant: Grant?, judging judge: @escaping @Sendable (StoreReader) throws -> Grant?,
    denied: @escaping @Sendable (Denial) -> Void
  ) -> Store {
    Store(
      path: path, connection: connection, grant: grant, judge: judge, denied: denied, copy: copy,
      run: run)
  }

  /// Whether some agents may be hidden from the operator.
  package var isLimited: Bool { grant != nil }

  /// The same store without limits, because files for Asterisk hold all agents, whoever changes one.
  package var whole: Store { Store(path: path, connection: connection, copy: copy, run: run) }

  /// The same store, whose changes are no run, because nobody asked for them.
  package var unrecorded: Store { Store(path: path, connection: connection, copy: copy) }

  /// Runs `body` on one consistent snapshot.
  ///
  /// - Throws: the error of `body`; an `AgentsError` for a database that cannot be read.
  package func read<Value>(_ body: (StoreReader) throws -> Value) throws -> Value {
    try reporting { try connection.reading { try body(StoreReader($0, grant)) } }
  }

  /// As ``write(keeping:_:)``, with 64 MiB of memory for pages: for transactions that touch much of the file.
  ///
  /// The rules of the model have more than every `CHECK` of the schema, so that is not looked at again: it
  /// would be half of the work of an import.
  package func writeMuch<Value>(
    keeping isKept: Bool = true, _ body: (StoreTransaction) throws -> Value
  ) throws -> Value {
    try commit(body, keeping: isKept, isTrusted: true)
  }

  /// Runs `body` in one transaction, which takes the write lock at once.
  ///
  /// All changes are stored when this returns, and none when it throws.
  ///
  /// - Parameter isKept: false = everything is done and rolled back, for a dry run.
  /// - Throws: the error of `body`; `AgentsError.store(.busy)` after the time-out.
  package func write<Value>(
    keeping isKept: Bool = true, _ body: (StoreTransaction) throws -> Value
  ) throws -> Value {
    try commit(body, keeping: isKept, isTrusted: false)
  }

  /// As ``write(_:)``, without waiting for the disk: for what the next run would only do again if a power cut
  /// took it.
  package func note<Value>(_ body: (StoreTransaction) throws -> Value) throws -> Value {
    // Without a log a power cut could damage the file (https://sqlite.org/pragma.html#pragma_synchronous).
    guard try reporting({ try connection.taking { try $0.hasLog() } }) else {
      return try commit(body)
    }
    try reporting { try connection.taking { try $0.run("PRAGMA synchronous = NORMAL") } }
    defer { try? connection.taking { try $0.run("PRAGMA synchronous = FULL") } }
    return try commit(body)
  }

  /// Thrown to roll back a transaction.
  private struct RolledBack: Error {}

  /// - Parameter isTrusted: No `CHECK` is looked at, and pages get 64 MiB.
  private func commit<Value>(
    _ body: (StoreTransaction) throws -> Value, keeping isKept: Bool = true, isTrusted: Bool = false
  ) throws -> Value {
    var result: Value?
    // A transaction that was rolled back can have left pages there too.
    defer { if isLogLong { try? connection.taking { try $0.emptyLog() } } }
    do {
      return try reporting {
        if isTrusted { try connection.taking { try $0.run("PRAGMA cache_size = -65536") } }
        let (value, rows, erases, number) = try forgettingFailures {
          try connection.writing(checking: !isTrusted) { database in
            let transaction = try StoreTransaction(
              database, try judge(StoreReader(database)), isKept ? run : nil)
            let value = try body(transaction)
            guard isKept else {
              result = value
              throw RolledBack()
            }
            try transaction.dateFormerNumbers()
            let number = try transaction.endRun()
            return (value, try transaction.endTrail(), transaction.erases, number)
          }
        }
        number.map { run?.isStored(as: $0) }
        if !rows.isEmpty { copy(rows) }
        // Stored it is; the log can be emptied later.
        if erases { try? connection.taking { try $0.emptyLog() } }
        return value
      }
    } catch is RolledBack {
      guard let result else { throw AgentsError.unexpected("a transaction without a result") }
      return result
    }
  }

  /// Takes a transaction out of the log that could not be synced: it is whole there, and the next process would
  /// find it stored, though it was reported to have failed.
  private func forgettingFailures<Value>(_ body: () throws -> Value) throws -> Value {
    do { return try body() } catch let error as SQLiteError {
      if [.inputOutput, .full].contains(error.code) {
        try? connection.taking { try $0.emptyLog() }
      }
      throw error
    }
  }

  /// Whether the write-ahead log takes time to read: every process that opens the store reads it first, 0.2 ms
  /// for each 100 pages.
  private var isLogLong: Bool {
    ((try? Stat(FilePath(path + "-wal")))?.size ?? 0) > 100 * 4096
  }

  private func reporting<Value>(_ body: () throws -> Value) throws -> Value {
    do {
      return try translating(path, body)
    } catch AgentsError.notAllowed(let denial) {
      denied(denial)
      throw AgentsError.notAllowed(denial)
    }
  }
}

extension Database {
  /// Whether changes go into a write-ahead log first.
  func hasLog() throws -> Bool { try value("PRAGMA journal_mode") == "wal" }

  /// Moves all that is in the write-ahead log into the file and empties the log, unless somebody reads or writes
  /// just now.
  func emptyLog() throws {
    let timeout: Int = try value("PRAGMA busy_timeout") ?? 0
    try run("PRAGMA busy_timeout = 0")
    defer { try? run("PRAGMA busy_timeout = \(timeout)") }
    try run("PRAGMA wal_checkpoint(TRUNCATE)")
  }
}

/// The queries of the store, on one snapshot.
///
/// Valid only inside the closure that gets it.
package class StoreReader {
  let database: Database
  /// The operator to whose queues the queries are limited; nil = no limit.
  package let grant: Grant?

  init(_ database: Database, _ grant: Grant? = nil) {
    self.database = database
    self.grant = grant
  }

  /// A number that differs after each change by another process.
  package func version() throws -> Int {
    try database.value("PRAGMA data_version") ?? 0
  }

  /// Ids as a JSON array: any number of them is one argument (`json_each`).
  static func list(_ ids: [Int]) -> String {
    "[" + ids.map(String.init).joined(separator: ",") + "]"
  }
}

/// The queries and changes of the store, in one transaction.
package final class StoreTransaction: StoreReader {
  /// Something must not stay in the log: it holds pages as they were before.
  var erases = false
  /// The end of the audit trail, once a line was written.
  private var openTrail: AuditTrail?
  private var openInsertion: Insertion?
  /// The run that it belongs to; nil = none, or a dry run.
  let openRun: OpenRun?
  private let journal: RunJournal?

  init(_ database: Database, _ grant: Grant?, _ run: OpenRun?) throws {
    openRun = run
    journal = try run.map { try RunJournal($0, database) }
    super.init(database, grant)
  }

  /// What stores new agents.
  func insertion() throws -> Insertion {
    if let openInsertion { return openInsertion }
    let insertion = try Insertion(database)
    openInsertion = insertion
    return insertion
  }

  /// The end of the audit trail, to add lines to.
  func trail() throws -> AuditTrail {
    if let openTrail { return openTrail }
    let trail = try AuditTrail(database)
    openTrail = trail
    return trail
  }

  /// Adds a line to the audit trail.
  package func append(_ entry: AuditEntry) throws {
    let trail = try trail()
    try trail.append(entry)
    if let written = trail.written { try journal?.ease(written) }
  }

  /// Keeps nothing of what this run changes.
  func forgetRun() throws { try journal?.forget() }

  /// Keeps the picture that an agent gives up, for undoing that.
  ///
  /// - Returns: whether it must not be removed.
  package func keep(picture name: String) throws -> Bool {
    try journal?.keep(picture: name) ?? false
  }

  /// Stores what the run needs to be undone.
  ///
  /// - Returns: its number; nil = nothing changed.
  fileprivate func endRun() throws -> Int? {
    try journal?.write(openTrail?.written)
    return journal?.id
  }

  /// Stores the new end of the chain.
  ///
  /// - Returns: the new rows that must be copied.
  fileprivate func endTrail() throws -> [AuditRow] {
    guard let openTrail else { return [] }
    try openTrail.storeHead()
    return openTrail.copies.map { row in
      var row = row
      row.run = journal?.id
      return row
    }
  }
}
