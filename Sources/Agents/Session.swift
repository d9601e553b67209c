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
  /// The database of this host, or of the user: no other one writes to the default `asteriskDir` unasked.
  let isStandard: Bool
  /// It is of choice, and who asks may choose none: nothing but the name was looked at.
  let isForbidden: Bool
  /// The time of every row that this request writes.
  let now: String
  /// The store was opened, so that a refusal is one of the task.
  let isBegun = Atomic<Bool>(false)

  init(_ centre: Centre, _ task: OperatorTask) throws {
    (self.centre, self.task) = (centre, task)
    now = centre.clock.now().iso8601
    let given = FilePath(centre.path)
    isForbidden = try centre.isForbidden(given)
    // One name for one database: lock and pictures lie beside the file itself, not beside a link.
    let path = isForbidden ? given : try given.resolved()
    self.path = path
    isStandard =
      try !isForbidden && centre.places.standard.contains { try $0.resolved() == path }
  }

  var actor: Actor { centre.actor }

  /// The store for what only looks, as far as the actor may see it.
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

  /// The store for what changes; made, with its directory, where there is none.
  ///
  /// A dry run leaves no trace: where there is none, one in memory does.
  ///
  /// - Throws: `AgentsError.notAllowed`.
  func writing() throws -> Store {
    try requireOwnPlace()
    try requireSafePlace()
    if task.isDryRun, try !path.isPresent() { return try authorized(Store.inMemory()) }
    try Directories.create(at: directory, mode: [.ownerReadWriteExecute])
    let isNew = try !path.isPresent()
    let store = try unlimited()
    if isNew { centre.tell(.newDatabase(path: path.string)) }
    return try authorized(store)
  }

  /// The store for the program's own ends, whoever asks.
  ///
  /// - Parameter place: Another database than that of this request.
  func unlimited(at place: FilePath? = nil, waiting: Double? = nil) throws -> Store {
    let waiting = waiting ?? centre.waiting
    return try Store.open(
      path: (place ?? path).string, access: .writing, busyTimeout: waiting,
      exclusively: { [self] body in try locked(waiting: waiting) { try body() } }
    ).copyingAudit { rows in SystemLog.write(rows.map { "audit " + JSON($0).text }) }
  }

  /// The store for what changes what is there.
  ///
  /// - Throws: `AgentsError.store(.notFound)` where there is none, `.notAllowed`.
  func changing() throws -> Store {
    try requireOwnPlace()
    guard try path.isPresent() else { throw AgentsError.store(.notFound(path: path.string)) }
    return try writing()
  }

  /// SQLite follows every link, also one that another account put where it makes its files.
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
