internal import AgentsCore
internal import GRDB
internal import SystemPackage

extension Store {
  /// What the store is opened for.
  package enum Access: Sendable {
    /// The file must exist; it is opened read-only and a writer is never waited for.
    case reading
    /// The file is made, mode 0600, when it does not exist.
    case writing
  }

  /// Opens the store at `path`.
  ///
  /// - Parameters:
  ///   - busyTimeout: seconds to wait for another writer.
  ///   - exclusively: runs its argument while no other process creates or migrates the store.
  /// - Throws: `AgentsError.storeNotFound`, `.storeUnusable`, `.storeNewer`, `.busy`, `.file`.
  package static func open(
    path: String, access: Access, busyTimeout: Double,
    exclusively: (_ body: () throws -> Void) throws -> Void
  ) throws -> Store {
    let store = try translating(path) {
      try access == .reading
        ? openForReading(path, busyTimeout, exclusively)
        : openForWriting(path, busyTimeout, exclusively)
    }
    return store
  }

  private static func openForReading(
    _ path: String, _ busyTimeout: Double, _ exclusively: (() throws -> Void) throws -> Void
  ) throws -> Store {
    // SQLite would say no more of a missing file than that it cannot open it.
    guard try exists(path) else { throw AgentsError.storeNotFound(path: path) }
    let store = try connect(path, busyTimeout, readonly: true)
    switch try store.usableState() {
    case .new: throw AgentsError.storeNotFound(path: path)
    case .behind:
      _ = try openForWriting(path, busyTimeout, exclusively)
      return try connect(path, busyTimeout, readonly: true)
    default: return store
    }
  }

  private static func openForWriting(
    _ path: String, _ busyTimeout: Double, _ exclusively: (() throws -> Void) throws -> Void
  ) throws -> Store {
    if try exists(path) {
      let store = try connect(path, busyTimeout, readonly: false)
      if try store.usableState() == .current { return store }
    }
    // Read again under the lock: another process may have done it all meanwhile.
    try exclusively { try translating(path) { try prepare(path, busyTimeout) } }
    return try connect(path, busyTimeout, readonly: false)
  }

  private static func prepare(_ path: String, _ busyTimeout: Double) throws {
    if try !exists(path) { try create(path) }
    let store = try connect(path, busyTimeout, readonly: false)
    switch try store.usableState() {
    case .new:
      try store.queue.writeWithoutTransaction { database in
        // Here and nowhere else: it is kept in the file, and setting it takes the write lock.
        try database.execute(sql: "PRAGMA journal_mode = WAL")
        try Schema.migrate(database, from: 0)
      }
    case .behind(let version):
      try store.queue.writeWithoutTransaction { try Schema.migrate($0, from: version) }
    default: break
    }
  }

  private func usableState() throws -> Schema.State {
    let state = try queue.inDatabase { try Schema.state(of: $0) }
    switch state {
    case .newer: throw AgentsError.storeNewer(path: path)
    case .foreign:
      throw AgentsError.storeUnusable(path: path, reason: "it is another program's database")
    case .new, .behind, .current: return state
    }
  }

  private static func connect(
    _ path: String, _ busyTimeout: Double, readonly: Bool
  ) throws -> Store {
    var configuration = Configuration()
    configuration.readonly = readonly
    configuration.busyMode = .timeout(busyTimeout)
    configuration.foreignKeysEnabled = true
    if !readonly {
      // A change that was reported is not lost when the power fails.
      configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = FULL") }
    }
    return Store(path: path, queue: try DatabaseQueue(path: path, configuration: configuration))
  }

  private static func exists(_ path: String) throws -> Bool {
    do throws(Errno) {
      // SQLite opens a directory like a file, and fails at the first byte.
      guard try Stat(FilePath(path)).type != .directory else { throw .isDirectory }
      return true
    } catch .noSuchFileOrDirectory {
      return false
    } catch {
      throw AgentsError.file(path: path, operation: "open", errno: error.rawValue)
    }
  }

  /// SQLite would make the file readable by all; it holds password hashes.
  private static func create(_ path: String) throws {
    do {
      try FileDescriptor.open(
        FilePath(path), .readWrite, options: [.create, .closeOnExec],
        permissions: .ownerReadWrite
      ).close()
    } catch {
      throw AgentsError.file(
        path: path, operation: "create", errno: (error as? Errno ?? .ioError).rawValue)
    }
  }
}
