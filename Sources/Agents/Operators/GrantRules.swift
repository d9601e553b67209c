internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem

extension RightsEdit {
  /// What the operator may do from now on; the queues come after.
  func applied(to old: Grant) throws(Finding) -> Grant {
    var new = old
    new.role = role ?? old.role
    try GrantRules.requireNotRoot(old.login.text, new.role)
    guard new.role == .user || permission == nil && queues.isEmpty && leavingQueues.isEmpty else {
      throw Finding(
        .error, "operator.admin", field: "role", "an admin may do everything already",
        hint: .makeUser(old.login.text))
    }
    new.permission =
      new.role == .admin ? .full : permission ?? (old.role == .admin ? .read : old.permission)
    return new
  }

  /// Adds and removes queues of the operator; an admin has none.
  ///
  /// - Returns: the change of the queues, where there is one.
  /// - Throws: `AgentsError.notFound(.groups)` with every unknown queue.
  func change(
    queuesOf grant: Grant, _ transaction: StoreTransaction
  ) throws -> [GroupOutcome.Change] {
    var lookup = Lookup(transaction)
    let coming = try lookup.queues(queues)
    let before = try transaction.queues(of: grant)
    let going = try lookup.queues(grant.role == .admin ? before : leavingQueues)
    try lookup.check()
    for queue in going { try transaction.remove(queue: queue.id, from: grant) }
    for queue in coming { try transaction.add(queue: queue.id, to: grant) }
    let after = try transaction.queues(of: grant)
    guard before != after else { return [] }
    return [.init("queues", .names(before), .names(after))]
  }
}

/// Rules for operators, and warnings for the admin who adds one.
enum GrantRules {
  static func warnings(
    _ grant: Grant, by actor: Actor, _ reader: StoreReader
  ) throws -> [Finding] {
    var findings: [Finding] = []
    let login = grant.login.text
    if !Operator.isAccount(login) {
      findings.append(
        Finding(
          .warning, "operator.no-account", field: "operator",
          "\(login) is not an account of this machine"))
    }
    if grant.role == .user, try reader.queues(of: grant).isEmpty {
      findings.append(.noQueue(of: grant))
    }
    let own = try actor.account.flatMap { try reader.grant(ofLogin: $0) }
    if own?.role == .user || own == nil && !actor.isRootItself {
      let login = actor.account ?? actor.login
      findings.append(
        Finding(
          .warning, "operator.self", field: "operator",
          "\(login), who does this, is not an admin from now on"))
    }
    return findings
  }

  /// - Throws: a finding if root would get the role user: root can write the database file anyway.
  static func requireNotRoot(_ login: String, _ role: OperatorRole) throws(Finding) {
    guard role == .user, login == Operator.loginOfRoot else { return }
    throw Finding(
      .error, "operator.root", field: "role", "\(login) itself is always an admin",
      hint: "name the account that becomes root through sudo")
  }

  /// A mistyped login for the first operator would lock everybody out.
  static func requireFirst(
    _ login: String, _ role: OperatorRole, by actor: Actor
  ) throws(Finding) {
    guard role == .admin else {
      throw Finding(
        .error, "operator.first", field: "role", "the first operator is an admin",
        hint: .addAdmin)
    }
    guard Operator.isAccount(login) || actor.isRootItself else {
      throw Finding(
        .error, "operator.first-account", field: "login",
        "\(quoted(login)) is not an account of this machine, and nobody else could do anything",
        hint: "name an account that is there first")
    }
  }
}

extension Finding {
  static func noQueue(of grant: Grant) -> Finding {
    Finding(
      .warning, "operator.no-queue", field: "operator",
      "\(grant.login.text) is enabled to no queue and sees no agent",
      hint: .giveQueue(grant.login.text))
  }
}

extension StoreReader {
  /// - Throws: a finding when this operator is the last admin.
  func requireAdmin(without grant: Grant) throws {
    guard try isAdminLeft(without: grant) else {
      throw Finding(
        .error, "operator.last-admin", field: "operator",
        "\(grant.login.text) is the last admin, and one must be left",
        hint: .addOtherAdmin)
    }
  }
}
