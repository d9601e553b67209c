internal import AgentsModel
internal import SQLite
internal import Synchronization
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

  /// A store that nobody else sees and that leaves nothing behind.
  package static func inMemory() throws -> Store {
    let store = try connect(":memory:", 0, readonly: false)
    try store.migrate(from: 0)
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
    case .new: try store.migrate(from: 0)
    case .behind(let version): try store.migrate(from: version)
    default: break
    }
  }

  private func migrate(from version: Int) throws {
    try connection.taking { database in
      if version == 0 {
        // First of all, so that a file with content and without it is another program's.
        try database.run("PRAGMA application_id = \(Schema.applicationID)")
        // Here and nowhere else: it is kept in the file, and setting it takes the write lock.
        try database.run("PRAGMA journal_mode = WAL")
      }
      try Schema.migrate(database, from: version)
    }
  }

  private func usableState() throws -> Schema.State {
    let state = try connection.taking { try Schema.state(of: $0) }
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
    let connection = try Connection(
      path, for: readonly ? .reading : .writing, busyTimeout: busyTimeout)
    try connection.taking { database in
      try database.run("PRAGMA foreign_keys = ON")
      guard !readonly else { return }
      // A change that was reported is not lost when the power fails.
      try database.run("PRAGMA synchronous = FULL")
      // Nor does a password that was replaced, or its agent, stay in the free pages of the file.
      try database.run("PRAGMA secure_delete = ON")
    }
    opened.withLock { _ = $0.insert(path) }
    return Store(path: path, connection: connection)
  }

  /// Whether a file is there that may be a store of ours.
  ///
  /// - Throws: `AgentsError.storeUnusable` for one that is not.
  private static func exists(_ path: String) throws -> Bool {
    let status: Stat
    do throws(Errno) {
      status = try Stat(FilePath(path))
    } catch {
      if error == .noSuchFileOrDirectory { return false }
      throw AgentsError.file(path: path, operation: "open", errno: error.rawValue)
    }
    // SQLite opens a directory like a file, and fails at the first byte.
    guard status.type != .directory else {
      throw AgentsError.file(path: path, operation: "open", errno: Errno.isDirectory.rawValue)
    }
    guard status.type == .regular else {
      throw AgentsError.storeUnusable(path: path, reason: "it is not a regular file")
    }
    if status.size > 0, !opened.withLock({ $0.contains(path) }) { try checkHeader(path) }
    return true
  }

  /// What SQLite has open, or had.
  ///
  /// To close another descriptor of such a file would take SQLite's locks away
  /// (https://sqlite.org/howtocorrupt.html, section 2.2).
  private static let opened = Mutex<Set<String>>([])

  /// Looks at a file before SQLite does: to open another program's database would recover its log.
  ///
  /// The header is 100 bytes, its number of the application at 68 (https://sqlite.org/fileformat.html).
  private static func checkHeader(_ path: String) throws {
    var header = [UInt8](repeating: 0, count: 100)
    let count: Int
    do {
      let file = try FileDescriptor.open(FilePath(path), .readOnly, options: .closeOnExec)
      defer { try? file.close() }
      count = try unsafe header.withUnsafeMutableBytes { try unsafe file.read(into: $0) }
    } catch {
      throw AgentsError.file(
        path: path, operation: "read", errno: (error as? Errno ?? .ioError).rawValue)
    }
    guard count == header.count, header.starts(with: "SQLite format 3\0".utf8) else {
      throw AgentsError.storeUnusable(path: path, reason: "it is not a database")
    }
    let id = header[68..<72].reduce(0) { $0 << 8 | Int($1) }
    guard id == Schema.applicationID else {
      throw AgentsError.storeUnusable(path: path, reason: "it is another program's database")
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
