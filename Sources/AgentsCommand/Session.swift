internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import SystemPackage

/// One run of the program: the database it works on, who runs it, and since when.
struct Session {
  let path: FilePath
  private(set) var lockTimeout: Double
  /// The database of this host, or of the user: no other one writes to the default `asteriskDir` unasked.
  let isStandard: Bool
  /// It is of choice, and who runs this may choose none: nothing but the name was looked at.
  let isForbidden: Bool

  init(_ options: StoreOptions) throws {
    lockTimeout = options.lockTimeout
    isForbidden = try Self.isForbidden(options.path, lockTimeout)
    // One name for one database: lock and pictures lie beside the file itself, not beside a link.
    let path = isForbidden ? options.path : try options.path.resolved()
    self.path = path
    isStandard =
      try !isForbidden && StoreOptions.standardPlaces.contains { try $0.resolved() == path }
  }

  /// The time of every row that this run writes.
  let now = WallTime.now().iso8601

  /// The store for verbs that only look, as far as who runs this may see it.
  ///
  /// - Throws: `AgentsError.notAllowed`.
  func reading(_ task: OperatorTask) throws -> Store {
    try requireOwnPlace(task)
    try requireSafePlace()
    return try authorized(
      task,
      Store.open(
        path: path.string, access: .reading, busyTimeout: lockTimeout, exclusively: { try $0() }))
  }

  /// The store for verbs that change; made, with its directory, where there is none.
  ///
  /// - Parameters:
  ///   - isDryRun: Leave no trace: where there is none, one in memory does.
  /// - Throws: `AgentsError.notAllowed`.
  func writing(_ task: OperatorTask, isDryRun: Bool = false) throws -> Store {
    try requireOwnPlace(task)
    try requireSafePlace()
    if isDryRun, try !path.isPresent() { return try authorized(task.dry, Store.inMemory()) }
    try Directories.create(at: directory, mode: [.ownerReadWriteExecute])
    let isNew = try !path.isPresent()
    let store = try unlimited()
    if isNew { Messages.note("new database \(path)") }
    return try authorized(isDryRun ? task.dry : task, store)
  }

  /// The store for the program's own ends, whoever runs it.
  func unlimited(at place: FilePath? = nil) throws -> Store {
    try Store.open(
      path: (place ?? path).string, access: .writing, busyTimeout: lockTimeout,
      exclusively: { body in try locked { try body() } }
    ).copyingAudit { rows in SystemLog.write(rows.map { "audit " + JSON($0).text }) }
  }

  /// The store for verbs that change what is there.
  ///
  /// - Throws: `AgentsError.storeNotFound` where there is none, `.notAllowed`.
  func changing(_ task: OperatorTask) throws -> Store {
    try requireOwnPlace(task)
    guard try path.isPresent() else { throw AgentsError.storeNotFound(path: path.string) }
    return try writing(task)
  }

  /// SQLite follows every link, also one that another account put where it makes its files.
  private func requireSafePlace() throws {
    let name = path.lastComponent?.string ?? ""
    try directory.requireFiles(["", "-wal", "-shm", "-journal"].map { name + $0 })
  }

  /// Runs `body` while no other process of this database creates it or writes its files.
  func locked<Result>(_ body: () throws -> Result) throws -> Result {
    let lock = try FileLock.acquire(at: sibling("lock"), timeout: lockTimeout)
    let result = try body()
    lock.release()
    return result
  }

  /// The same run with a time-out that nobody chooses.
  func waiting(seconds: Double) -> Session {
    var session = self
    session.lockTimeout = seconds
    return session
  }

  /// Where the agents' pictures are: beside the database.
  var avatarDirectory: FilePath { sibling("avatars") }

  private var directory: FilePath {
    let parent = path.removingLastComponent()
    return parent.isEmpty ? "." : parent
  }

  /// `agents.db-lock`, as SQLite names `agents.db-wal`.
  func sibling(_ suffix: String) -> FilePath { FilePath("\(path.string)-\(suffix)") }

  /// A line of the audit trail.
  ///
  /// - Parameter remarks: Members in front of the changed fields.
  func auditEntry(
    _ verb: String, _ object: String, _ changes: [FieldChange],
    behind remarks: [(String, JSON)] = []
  ) -> AuditEntry {
    let members = changes.map { ($0.field.key, JSON.array([$0.shownOld, $0.shownNew])) }
    return auditEntry(verb, object, JSON.object(remarks + members))
  }

  func auditEntry(
    _ verb: String, _ object: String, _ changes: JSON, by who: Operator = .current()
  ) -> AuditEntry {
    AuditEntry(
      at: now, login: who.login, uid: who.userID.rawValue, sudoUser: who.sudoUser ?? "",
      tty: who.terminal?.string ?? "", verb: verb, object: object, changes: changes.text)
  }
}
