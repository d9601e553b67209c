package import AgentsModel
internal import SQLite

/// The whole state of an installation: one SQLite file, open for one command.
///
/// Write-ahead log, so that readers never wait for a writer; every commit is on the disk before it
/// is reported.
package final class Store: Sendable {
  let path: String
  let connection: Connection
  /// What every query of agents and queues is limited to; nil = nothing.
  private let grant: Grant?
  /// What `grant` is by now: rights can be taken away while a verb waits.
  private let judge: @Sendable (StoreReader) throws -> Grant?
  /// Told of what a limited operator was denied, when the transaction is over.
  private let denied: @Sendable (Denial) -> Void
  /// Gets the rows of the audit trail that are to be copied, when they are stored.
  private let copy: @Sendable ([AuditRow]) -> Void

  init(
    path: String, connection: Connection, grant: Grant? = nil,
    judge: @escaping @Sendable (StoreReader) throws -> Grant? = { _ in nil },
    denied: @escaping @Sendable (Denial) -> Void = { _ in },
    copy: @escaping @Sendable ([AuditRow]) -> Void = { _ in }
  ) {
    self.path = path
    self.connection = connection
    self.grant = grant
    self.judge = judge
    self.denied = denied
    self.copy = copy
  }

  /// The same store, which gives the rows of its audit trail away when the setting `auditSyslog` is on.
  ///
  /// - Parameter copy: Is called behind each transaction that has written some.
  package func copyingAudit(to copy: @escaping @Sendable ([AuditRow]) -> Void) -> Store {
    Store(
      path: path, connection: connection, grant: grant, judge: judge, denied: denied, copy: copy)
  }

  /// The same store as an operator sees it.
  ///
  /// - Parameters:
  ///   - grant: nil = an admin, who sees everything.
  ///   - judge: Gives the same anew, in every transaction that changes; it throws when nothing is allowed
  ///     any more.
  ///   - denied: Is told why something was denied, outside every transaction.
  package func limited(
    to grant: Grant?, judging judge: @escaping @Sendable (StoreReader) throws -> Grant?,
    denied: @escaping @Sendable (Denial) -> Void
  ) -> Store {
    Store(
      path: path, connection: connection, grant: grant, judge: judge, denied: denied, copy: copy)
  }

  /// Whether agents outside of somebody's queues are out of sight.
  package var isLimited: Bool { grant != nil }

  /// The same store without limits: files for Asterisk hold everybody, whoever makes them stale.
  package var whole: Store { Store(path: path, connection: connection, copy: copy) }

  /// Runs `body` on one consistent snapshot.
  ///
  /// - Throws: what `body` throws; `AgentsError` of the store's own.
  package func read<Value>(_ body: (StoreReader) throws -> Value) throws -> Value {
    try reporting { try connection.reading { try body(StoreReader($0, grant)) } }
  }

  /// As ``write(_:)``, with room for more of the file in memory: for transactions that touch much of it.
  package func writeMuch<Value>(_ body: (StoreTransaction) throws -> Value) throws -> Value {
    try reporting {
      try connection.taking { try $0.run("PRAGMA cache_size = -65536") }
      return try commit(body)
    }
  }

  /// Runs `body` in one transaction, which takes the write lock at once: all of it is stored when
  /// this returns, and none of it when it throws.
  ///
  /// - Throws: what `body` throws; `AgentsError.busy` after the time-out.
  package func write<Value>(_ body: (StoreTransaction) throws -> Value) throws -> Value {
    try reporting { try commit(body) }
  }

  private func commit<Value>(_ body: (StoreTransaction) throws -> Value) throws -> Value {
    let (value, rows) = try connection.writing { database in
      let transaction = StoreTransaction(database, try judge(StoreReader(database)))
      let value = try body(transaction)
      return (value, try transaction.endTrail())
    }
    if !rows.isEmpty { copy(rows) }
    return value
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

/// Named queries on one snapshot; not to be kept beyond the closure that gets it.
package class StoreReader {
  let database: Database
  /// The operator to whose queues everything is limited; nil = to nobody's.
  package let grant: Grant?

  init(_ database: Database, _ grant: Grant? = nil) {
    self.database = database
    self.grant = grant
  }
}

/// Named queries and changes in one transaction.
package final class StoreTransaction: StoreReader {
  /// Opened with the first line that is written.
  private var openTrail: AuditTrail?

  /// The audit trail, ready to be written.
  func trail() throws -> AuditTrail {
    if let openTrail { return openTrail }
    let trail = try AuditTrail(database)
    openTrail = trail
    return trail
  }

  /// Stores where the chain ends now.
  ///
  /// - Returns: the rows that are to be copied.
  fileprivate func endTrail() throws -> [AuditRow] {
    guard let openTrail else { return [] }
    try openTrail.storeHead()
    return openTrail.copies
  }
}
