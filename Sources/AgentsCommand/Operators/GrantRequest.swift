internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem

/// What `operator add` and `operator edit` ask of a user's rights, read and not yet looked up.
struct GrantRequest {
  let permission: OperatorPermission?
  private let added: [QueueName]
  private let removed: [QueueName]

  /// - Throws: `AgentsError.refused` with every queue of a wrong form.
  init(_ rights: PermissionOptions, removing gone: [String] = []) throws {
    permission = rights.permission
    let names = try collecting(rights.queue + gone) { (words) throws(Finding) in
      try QueueName(words)
    }
    added = Array(names.prefix(rights.queue.count))
    removed = Array(names.dropFirst(rights.queue.count))
  }

  /// Gives the operator the queues and takes others away; an admin is left with none.
  ///
  /// - Returns: the change of the queues, where there is one.
  /// - Throws: `AgentsError.groupsNotFound` with every unknown queue.
  func change(
    queuesOf grant: Grant, _ transaction: StoreTransaction
  ) throws -> [(key: String, old: JSON, new: JSON)] {
    var lookup = Lookup(transaction)
    let coming = try lookup.queues(added)
    let before = try transaction.queues(of: grant)
    let going = try lookup.queues(grant.role == .admin ? before : removed)
    try lookup.check()
    for queue in going { try transaction.remove(queue: queue.id, from: grant) }
    for queue in coming { try transaction.add(queue: queue.id, to: grant) }
    let after = try transaction.queues(of: grant)
    guard before != after else { return [] }
    return [("queues", Self.list(before), Self.list(after))]
  }

  /// As the audit trail shows the queues of an operator.
  static func list(_ queues: [QueueName]) -> JSON {
    .array(queues.map { .string($0.text) })
  }

  /// What an admin should know who made this operator.
  static func warnings(_ grant: Grant, _ reader: StoreReader) throws -> [Finding] {
    var findings: [Finding] = []
    let login = grant.login.text
    if !Operator.isAccount(login) {
      findings.append(
        Finding(
          .warning, "operator.no-account", field: "operator",
          "\(login) is not an account of this machine"))
    }
    if grant.role == .user, try reader.queues(of: grant).isEmpty {
      findings.append(noQueue(grant))
    }
    let who = Operator.current()
    let own = try who.account.flatMap { try reader.grant(ofLogin: $0) }
    if own?.role == .user || own == nil && !who.isRootItself {
      let login = who.account ?? who.login
      findings.append(
        Finding(
          .warning, "operator.self", field: "operator",
          "\(login), who does this, is not an admin from now on"))
    }
    return findings
  }
}

extension GrantRequest {
  static func noQueue(_ grant: Grant) -> Finding {
    Finding(
      .warning, "operator.no-queue", field: "operator",
      "\(grant.login.text) is enabled to no queue and sees no agent",
      hint: "xcally-agents operator edit \(grant.login.text) --queue CHANNEL:NAME")
  }

  /// - Throws: a finding where root would be a user: root itself may write the file anyway.
  static func requireNotRoot(_ login: String, _ role: OperatorRole) throws(Finding) {
    guard role == .user, login == Operator.loginOfRoot else { return }
    throw Finding(
      .error, "operator.root", field: "role", "\(login) itself is always an admin",
      hint: "name the account that becomes root through sudo")
  }
}

extension OperatorLogin {
  /// - Throws: `AgentsError.refused`.
  init(operator text: String) throws {
    do throws(Refusal) { try self.init(parsing: text) } catch {
      throw AgentsError.refused([Finding("login", error)])
    }
  }
}

extension StoreReader {
  /// The operators of these logins, each once.
  ///
  /// - Throws: `AgentsError.groupsNotFound` with every unknown one.
  func grants(named logins: [String]) throws -> [Grant] {
    var lookup = Lookup(self)
    let grants = try lookup.grants(logins)
    try lookup.check()
    return grants
  }

  /// - Throws: a finding when this operator is the last admin.
  func requireAdmin(without grant: Grant) throws {
    guard try isAdminLeft(without: grant) else {
      throw Finding(
        .error, "operator.last-admin", field: "operator",
        "\(grant.login.text) is the last admin, and one must be left",
        hint: "make another one first: xcally-agents operator add LOGIN --role admin")
    }
  }
}

extension Session {
  /// Changes operators in one transaction, with a line of the audit trail for each that changed.
  func changeOperators(
    _ task: OperatorTask, isDryRun: Bool, in store: Store,
    _ body: (StoreTransaction, inout GroupReport) throws -> Void
  ) throws -> GroupReport {
    let report = try transact(store, isDryRun: isDryRun) { transaction, _ in
      var report = GroupReport(noun: "operator", isDryRun: isDryRun)
      try body(transaction, &report)
      for outcome in report.outcomes where outcome.result != "unchanged" {
        try transaction.append(auditEntry(task.name, outcome.name, outcome.auditChanges))
      }
      return report
    }
    Messages.warn(report.warnings)
    return report
  }
}
