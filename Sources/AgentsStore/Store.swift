internal import GRDB

/// The whole state of an installation: one SQLite file, open for one command.
///
/// Write-ahead log, so that readers never wait for a writer; every commit is on the disk before it
/// is reported.
package final class Store: Sendable {
  let path: String
  let queue: DatabaseQueue

  init(path: String, queue: DatabaseQueue) {
    self.path = path
    self.queue = queue
  }

  /// Runs `body` on one consistent snapshot.
  ///
  /// - Throws: what `body` throws; `AgentsError` of the store's own.
  package func read<Value>(_ body: (StoreReader) throws -> Value) throws -> Value {
    try translating(path) { try queue.read { try body(StoreReader($0)) } }
  }

  /// As ``write(_:)``, with room for more of the file in memory: for transactions that touch much of it.
  package func writeMuch<Value>(_ body: (StoreTransaction) throws -> Value) throws -> Value {
    try translating(path) {
      try queue.inDatabase { try $0.execute(sql: "PRAGMA cache_size = -65536") }
      return try queue.write { try body(StoreTransaction($0)) }
    }
  }

  /// Runs `body` in one transaction, which takes the write lock at once: all of it is stored when
  /// this returns, and none of it when it throws.
  ///
  /// - Throws: what `body` throws; `AgentsError.busy` after the time-out.
  package func write<Value>(_ body: (StoreTransaction) throws -> Value) throws -> Value {
    try translating(path) {
      try queue.write { try body(StoreTransaction($0)) }
    }
  }
}

/// Named queries on one snapshot; not to be kept beyond the closure that gets it.
package class StoreReader {
  let database: Database

  init(_ database: Database) {
    self.database = database
  }
}

/// Named queries and changes in one transaction.
package final class StoreTransaction: StoreReader {}
