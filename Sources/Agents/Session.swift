internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import Synchronization
internal import SystemPackage

/// One request to a centre: what for, who asks, and since when.
final class Session: Sendable {
  let centre: Centre
  let task: OperatorTask
  let path: FilePath
  /// The database is in a standard place, so it may write to the default `asteriskDir`.
  let isStandard: Bool
  /// A non-admin behind sudo named this database, so it is not opened.
  let isForbidden: Bool
  /// The time of every row that this request writes.
  let now: String
  /// The store was opened; errors before that are not recorded as refusals.
  let isBegun = Atomic<Bool>(false)
  /// Was opened to look at the actor's rights, and is still to be used.
  let admitted = Mutex<Store?>(nil)

  init(_ centre: Centre, _ task: OperatorTask) throws {
    (self.centre, self.task) = (centre, task)
    now = centre.clock.now().iso8601
    let given = FilePath(centre.path)
    isForbidden = try centre.isForbidden(given)
    // Links are resolved, so that lock and pictures are beside the file itself.
    let path = isForbidden ? given : try given.resolved()
    self.path = path
    // Another account's place need not be open to this one.
    isStandard = !isForbidden && centre.places.standard.contains { (try? $0.resolved()) == path }
  }

  var actor: Actor { centre.actor }

  /// The store for reading, limited to what the actor may see.
  ///
  /// - Throws: `AgentsError.notAllowed`.
  func reading() throws -> Store {
    try requireOwnPlace()
    try requireSafePlace()
    return try authorized(
      Store.open(
        path: path.string, access: .reading, busyTimeout: centre.waiting, exclusively: { try $0() })
    )
  }

  /// The store for changes; created with its directory if it is missing.
  ///
  /// A dry run leaves no trace: it uses a store in memory if there is none.
  ///
  /// - Throws: `AgentsError.notAllowed`.
  func writing() throws -> Store {
    if let store = admitted.withLock({ $0.take() }) { return store }
    try requireOwnPlace()
    try requireSafePlace()
    if task.isDryRun, try !path.isPresent() { return try authorized(Store.inMemory()) }
    try Directories.create(at: directory, mode: [.ownerReadWriteExecute])
    let isNew = try !path.isPresent()
    let store = try unlimited()
    if isNew { centre.tell(.newDatabase(path: path.string)) }
    let allowed = try authorized(recording(store))
    if !task.isDryRun { try forgetOldRuns(store) }
    return allowed
  }

  /// The store without the actor's limits, for the program's own rows.
  ///
  /// - Parameter place: Another database than that of this request.
  func unlimited(at place: FilePath? = nil, waiting: Double? = nil) throws -> Store {
    let waiting = waiting ?? centre.waiting
    return try Store.open(
      path: (place ?? path).string, access: .writing, busyTimeout: waiting,
      exclusively: { [self] body in try locked(waiting: waiting) { try body() } }
    ).copyingAudit { rows in SystemLog.write(rows.map { "audit " + JSON($0).text }) }
  }

  /// The store for changes of existing things.
  ///
  /// - Throws: `AgentsError.store(.notFound)` where there is none, `.notAllowed`.
  func changing() throws -> Store {
    try requireOwnPlace()
    guard try path.isPresent() else { throw AgentsError.store(.notFound(path: path.string)) }
    return try writing()
  }

  /// SQLite follows links, so another account could redirect its files with one.
  private func requireSafePlace() throws {
    let name = path.lastComponent?.string ?? ""
    try directory.requireFiles(["", "-wal", "-shm", "-journal"].map { name + $0 })
  }

  /// Runs `body` while no other process of this database creates it or writes its files.
  func locked<Result>(waiting: Double? = nil, _ body: () throws -> Result) throws -> Result {
    let lock = try FileLock.acquire(at: sibling("lock"), timeout: waiting ?? centre.waiting)
    let result = try body()
    lock.release()
    return result
  }

  /// The same for what works on all processors.
  func locked<Result>(_ body: () async throws -> Result) async throws -> Result {
    let lock = try FileLock.acquire(at: sibling("lock"), timeout: centre.waiting)
    let result = try await body()
    lock.release()
    return result
  }

  /// Where the agents' pictures are: beside the database.
  var avatarDirectory: FilePath { sibling("avatars") }

  /// Whether a picture of this name lies beside the database.
  func hasPicture(_ name: String) -> Bool {
    (try? avatarDirectory.appending(name).isPresent()) ?? false
  }

  private var directory: FilePath {
    let parent = path.removingLastComponent()
    return parent.isEmpty ? "." : parent
  }

  /// `agents.db-lock`, as SQLite names `agents.db-wal`.
  func sibling(_ suffix: String) -> FilePath { FilePath("\(path.string)-\(suffix)") }
}
