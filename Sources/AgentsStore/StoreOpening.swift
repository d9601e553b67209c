internal import AgentsModel
internal import SQLite
internal import Synchronization
internal import SystemPackage

extension Store {
  /// What the store is opened for.
  package enum Access: Sendable {
    /// The file must exist. It is opened read-only, and never waits for a writer.
    case reading
    /// The file is created with mode 0600 if it does not exist.
    case writing
  }

  /// Opens the store at `path`.
  ///
  /// A file of an older schema is migrated.
  ///
  /// - Parameters:
  ///   - busyTimeout: Seconds to wait for another writer.
  ///   - exclusively: Runs its argument while no other process creates or migrates the store.
  /// - Throws: `AgentsError.store(.notFound)`, `.store(.unusable)`, `.store(.newer)`, `.store(.busy)`, `.file(.failed)`.
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

  /// A new store in memory, which no other process sees.
  package static func inMemory() throws -> Store {
    let store = try connect(":memory:", 0, readonly: false)
    try store.migrate(from: 0)
    return store
  }

  private static func openForReading(
    _ path: String, _ busyTimeout: Double, _ exclusively: (() throws -> Void) throws -> Void
  ) throws -> Store {
    // For a missing file, SQLite would say only that it cannot open it.
    guard try exists(path) else { throw AgentsError.store(.notFound(path: path)) }
    let store = try connect(path, busyTimeout, readonly: true)
    switch try store.usableState() {
    case .new: throw AgentsError.store(.notFound(path: path))
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
      if try store.usableState() == .current {
        // A copy by `VACUUM INTO` has none, and its readers would wait for writers.
        try store.connection.taking { database in
          if try !database.hasLog() { try database.run("PRAGMA journal_mode = WAL") }
        }
        return store
      }
    }
    // Under the lock the state is read again: another process may have created or migrated the file since.
    try exclusively { try translating(path) { try prepare(path, busyTimeout) } }
    return try connect(path, busyTimeout, readonly: false)
  }

  private static func prepare(_ path: String, _ busyTimeout: Double) throws {
    if try !exists(path) { try create(path) }
    let store = try connect(path, busyTimeout, readonly: false)
    switch try store.usableState() {
    case .new: try store.migrate(from: 0)
    case .behind(let version): try store.migrate(from: version)
    default: break
    }
  }

  private func migrate(from version: Int) throws {
    try connection.taking { database in
      if version == 0 {
        // Before any content: a file that has content but not this number is another program's.
        try database.run("PRAGMA application_id = \(Schema.applicationID)")
        // Only for a new file: the mode is kept in the file, and setting it takes the write lock.
        try database.run("PRAGMA journal_mode = WAL")
      }
      try Schema.migrate(database, from: version)
      try database.emptyLog()
    }
  }

  private func usableState() throws -> Schema.State {
    let state = try connection.taking { try Schema.state(of: $0) }
    switch state {
    case .newer: throw AgentsError.store(.newer(path: path))
    case .foreign:
      throw AgentsError.store(.unusable(path: path, reason: "it is another program's database"))
    case .new, .behind, .current: return state
    }
  }

  static func connect(
    _ path: String, _ busyTimeout: Double, readonly: Bool
  ) throws -> Store {
    let connection = try Connection(
      path, for: readonly ? .reading : .writing, busyTimeout: busyTimeout)
    try connection.taking { database in
      try database.run("PRAGMA foreign_keys = ON")
      guard !readonly else { return }
      // A change that was reported must survive a power failure.
      try database.run("PRAGMA synchronous = FULL")
      // A deleted agent or replaced password must not stay in free pages of the file.
      try database.run("PRAGMA secure_delete = ON")
    }
    opened.withLock { _ = $0.insert(path) }
    return Store(path: path, connection: connection)
  }

  /// Whether there is a file at `path`.
  ///
  /// - Throws: `AgentsError.store(.unusable)` or `.file(.failed)` for one that is no store of this program.
  private static func exists(_ path: String) throws -> Bool {
    let status: Stat
    do throws(Errno) {
      status = try Stat(FilePath(path))
    } catch {
      if error == .noSuchFileOrDirectory { return false }
      throw failure(path, to: "open", error)
    }
    // SQLite opens a directory like a file, and fails only when it reads.
    guard status.type != .directory else {
      throw failure(path, to: "open", Errno.isDirectory)
    }
    guard status.type == .regular else {
      throw AgentsError.store(.unusable(path: path, reason: "it is not a regular file"))
    }
    if status.size > 0, !opened.withLock({ $0.contains(path) }) { try checkHeader(path) }
    return true
  }

  /// The files that SQLite has opened in this process.
  ///
  /// To close another descriptor of such a file would remove SQLite's locks
  /// (https://sqlite.org/howtocorrupt.html, section 2.2).
  private static let opened = Mutex<Set<String>>([])

  /// Checks a file before SQLite opens it: SQLite would recover the log of another program's database.
  ///
  /// The header has 100 bytes, with the application id at offset 68 (https://sqlite.org/fileformat.html).
  private static func checkHeader(_ path: String) throws {
    var header = [UInt8](repeating: 0, count: 100)
    let count: Int
    do {
      let file = try FileDescriptor.open(FilePath(path), .readOnly, options: .closeOnExec)
      defer { try? file.close() }
      count = try unsafe header.withUnsafeMutableBytes { try unsafe file.read(into: $0) }
    } catch {
      throw failure(path, to: "read", error)
    }
    guard count == header.count, header.starts(with: "SQLite format 3\0".utf8) else {
      throw AgentsError.store(.unusable(path: path, reason: "it is not a database"))
    }
    let id = header[68..<72].reduce(0) { $0 << 8 | Int($1) }
    guard id == Schema.applicationID else {
      throw AgentsError.store(.unusable(path: path, reason: "it is another program's database"))
    }
  }

  /// Creates an empty file with mode 0600.
  ///
  /// SQLite would let everybody read it, and it holds password hashes.
  private static func create(_ path: String) throws {
    do {
      try FileDescriptor.open(
        FilePath(path), .readWrite, options: [.create, .closeOnExec],
        permissions: .ownerReadWrite
      ).close()
    } catch {
      throw failure(path, to: "create", error)
    }
  }

  private static func failure(
    _ path: String, to operation: String, _ error: any Error
  ) -> AgentsError {
    .file(.failed(path: path, operation: operation, errno: (error as? Errno ?? .ioError).rawValue))
  }
}
