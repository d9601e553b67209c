internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import SystemPackage

extension Session {
  /// The one place where it is decided who may do what: every store that a verb gets went through it.
  ///
  /// - Returns: the store, limited to what the operator may see.
  /// - Throws: `AgentsError.notAllowed`, which is in the audit trail then.
  func authorized(_ task: OperatorTask, _ store: Store) throws -> Store {
    Refusals.begin(task, self)
    let judge: @Sendable (StoreReader) throws -> Grant? = { try $0.grant(for: task) }
    do {
      return store.limited(to: try store.read(judge), judging: judge) { note($0, task) }
    } catch AgentsError.notAllowed(let denial) {
      note(denial, task)
      throw AgentsError.notAllowed(denial)
    }
  }

  /// Asked before a file that the command line names is opened: behind sudo(8) root's rights open it.
  ///
  /// - Throws: `AgentsError.notAllowed`.
  func admit(_ task: OperatorTask) throws {
    guard Elevation.isPresent else { return }
    try requireOwnPlace(task)
    if try path.isPresent() { _ = try reading(task) }
  }

  /// Keeps who works through sudo(8) in root's own database; asked before any other file is touched.
  func requireOwnPlace(_ task: OperatorTask) throws {
    guard isForbidden else { return }
    let denial =
      Operator.current().account.map { Denial.notAdminForFiles(login: $0, verb: task.name) }
      ?? .uncertain
    note(denial, task, at: try StoreOptions.placeOfRoot.resolved())
    throw AgentsError.notAllowed(denial)
  }

  /// Whether a database is of choice and who works through sudo(8) may not do everything in root's own.
  ///
  /// They must not bring another: in one of their own they were admins, and its settings name programs that
  /// root would run. Its name decides: to follow it would tell what root sees there.
  static func isForbidden(_ path: FilePath, _ lockTimeout: Double) throws -> Bool {
    guard Elevation.isPresent, path != StoreOptions.placeOfRoot else { return false }
    let who = Operator.current()
    let place = try StoreOptions.placeOfRoot.resolved()
    guard who.isBehindSudo, try place.isPresent() else { return false }
    let store = try Store.open(
      path: place.string, access: .reading, busyTimeout: lockTimeout, exclusively: { try $0() })
    return try store.read { try $0.authority(of: who) } != .everything
  }

  /// Writes into the audit trail what was refused.
  private func note(_ denial: Denial, _ task: OperatorTask, at place: FilePath? = nil) {
    guard let verb = task.verb else { return }
    recordRefusal(
      verb, task.object,
      [("result", .string("not allowed")), ("reason", .string(denial.failure.message))], at: place)
  }
}

extension StoreReader {
  /// The operator to whose queues who runs this is limited; nil = to nobody's.
  ///
  /// - Throws: `AgentsError.notAllowed`.
  fileprivate func grant(for task: OperatorTask) throws -> Grant? {
    // Nobody is looked up where nobody is named.
    guard try isAnyOperator() else { return nil }
    let who = Operator.current()
    let authority = try authority(of: who)
    if let denial = authority.denial(task, who) { throw AgentsError.notAllowed(denial) }
    guard task.needs != nil, case .limited(let grant) = authority else { return nil }
    return grant
  }

  /// What somebody may do in this store.
  fileprivate func authority(of who: Operator) throws -> Authority {
    let isAnyKnown = try isAnyOperator()
    let known = try isAnyKnown ? who.account.flatMap { try grant(ofLogin: $0) } : nil
    return Authority(known, isAnyKnown: isAnyKnown, isRoot: who.isRootItself)
  }
}

extension Authority {
  /// Why it does not suffice; nil when it does.
  fileprivate func denial(_ task: OperatorTask, _ who: Operator) -> Denial? {
    if self == .everything { return nil }
    if let need = task.needs, let denial = denial(task, need, who) { return denial }
    // A link gives a right to a password, and none to files.
    guard task.namesFile, who.isBehindSudo else { return nil }
    return who.account.map { .notAdminForFiles(login: $0, verb: task.name) } ?? .uncertain
  }

  private func denial(_ task: OperatorTask, _ need: Need, _ who: Operator) -> Denial? {
    switch self {
    case .everything: nil
    case .nothing: who.account.map { .stranger(login: $0) } ?? .uncertain
    case .limited(let grant) where need == .admin:
      .notAdmin(login: grant.login.text, verb: task.name)
    case .limited(let grant) where !allows(need):
      .permission(
        login: grant.login.text, verb: task.name, needs: need, has: grant.permission)
    case .limited: nil
    }
  }
}
