internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import Synchronization
internal import SystemPackage

extension Session {
  /// Decides what the actor may do; every store of a request goes through here.
  ///
  /// - Returns: the store, limited to what the actor may see.
  /// - Throws: `AgentsError.notAllowed`, which is in the audit trail then.
  func authorized(_ store: Store) throws -> Store {
    isBegun.store(true, ordering: .relaxed)
    let (actor, task) = (actor, task)
    let judge: @Sendable (StoreReader) throws -> Grant? = { try $0.grant(for: task, actor) }
    do {
      return store.limited(to: try store.read(judge), judging: judge) { [self] in note($0) }
    } catch AgentsError.notAllowed(let denial) {
      note(denial)
      throw AgentsError.notAllowed(denial)
    }
  }

  /// Must be called before anything is read that the actor named or types: no password is asked for, and no
  /// file opened, for somebody who may not.
  ///
  /// The store that is opened for it is the one that ``writing()`` returns next.
  ///
  /// - Throws: `AgentsError.notAllowed`.
  func admit() throws {
    try requireOwnPlace()
    guard try path.isPresent() else { return }
    let store = try writing()
    admitted.withLock { $0 = store }
  }

  /// Keeps users of sudo(8) in root's own database; called before any other file is touched.
  func requireOwnPlace() throws {
    guard isForbidden, let place = centre.places.ofRoot else { return }
    let denial =
      actor.account.map { Denial.notAdminForFiles(login: $0, verb: task.name) } ?? .uncertain
    note(denial, at: try place.resolved())
    throw AgentsError.notAllowed(denial)
  }

  /// Writes into the audit trail what was not allowed.
  private func note(_ denial: Denial, at place: FilePath? = nil) {
    guard let verb = task.verb else { return }
    recordRefusal(
      verb, task.object,
      [("result", .string("not allowed")), ("reason", .string(denial.message))], at: place)
  }
}

extension Centre {
  /// Whether the actor chose another database through sudo(8) and is no admin of root's own.
  ///
  /// A non-admin of root's database must not name another: there they would be admin, and its settings
  /// name programs that root would run. Links are not followed, to reveal nothing that only root sees.
  func isForbidden(_ path: FilePath) throws -> Bool {
    guard actor.isElevated, let own = places.ofRoot, path != own else { return false }
    let place = try own.resolved()
    guard actor.isBehindSudo, try place.isPresent() else { return false }
    let store = try Store.open(
      path: place.string, access: .reading, busyTimeout: waiting, exclusively: { try $0() })
    return try store.read { try $0.authority(of: actor) } != .everything
  }
}

extension StoreReader {
  /// The operator to whose queues the actor is limited; nil = no limit.
  ///
  /// - Throws: `AgentsError.notAllowed`.
  fileprivate func grant(for task: OperatorTask, _ actor: Actor) throws -> Grant? {
    // Without operators everything is allowed.
    guard try isAnyOperator() else { return nil }
    let authority = try authority(of: actor)
    if let denial = authority.denial(task, actor) { throw AgentsError.notAllowed(denial) }
    guard task.needs != nil, case .limited(let grant) = authority else { return nil }
    return grant
  }

  /// What somebody may do in this store.
  fileprivate func authority(of actor: Actor) throws -> Authority {
    let isAnyKnown = try isAnyOperator()
    let known = try isAnyKnown ? actor.account.flatMap { try grant(ofLogin: $0) } : nil
    return Authority(known, isAnyKnown: isAnyKnown, isRoot: actor.isRootItself)
  }
}

extension Authority {
  /// Why the task is not allowed; nil if it is.
  fileprivate func denial(_ task: OperatorTask, _ actor: Actor) -> Denial? {
    if self == .everything { return nil }
    if let need = task.needs, let denial = denial(task, need, actor) { return denial }
    // An emailed link allows setting a password, but not naming files.
    guard task.namesDirectory || actor.namesFiles, actor.isBehindSudo else { return nil }
    return actor.account.map { .notAdminForFiles(login: $0, verb: task.name) } ?? .uncertain
  }

  private func denial(_ task: OperatorTask, _ need: Need, _ actor: Actor) -> Denial? {
    switch self {
    case .everything: nil
    case .nothing: actor.account.map { .stranger(login: $0) } ?? .uncertain
    case .limited(let grant) where need == .admin:
      .notAdmin(login: grant.login.text, verb: task.name)
    case .limited(let grant) where !allows(need):
      .permission(
        login: grant.login.text, verb: task.name, needs: need, has: grant.permission)
    case .limited: nil
    }
  }
}

/// What a request is going to do, so that it can be allowed, or refused and recorded.
struct OperatorTask: Sendable {
  /// The verb in the audit trail; nil = not recorded.
  let verb: String?
  /// Whom or what it is about, as the request names it.
  let object: String
  /// nil = allowed by something else, such as an emailed link.
  let needs: Need?
  /// It writes to a directory that the request names.
  let namesDirectory: Bool
  /// Nothing is to be kept of it.
  let isDryRun: Bool

  init(_ verb: String, _ objects: [String] = [], needs: Need? = .read, _ mode: Mode? = nil) {
    self.verb = verb
    object = objects.joined(separator: " ")
    self.needs = needs
    namesDirectory = mode?.directory != nil
    isDryRun = mode?.isDryRun ?? false
  }

  private init() {
    (verb, object, needs, namesDirectory, isDryRun) = (nil, "", .read, false, false)
  }

  /// Completion in a shell.
  static let completion = OperatorTask()

  var name: String { verb ?? "completion" }
}
