public import AgentsModel
internal import AgentsStore

/// What is to change of an operator's rights.
public struct RightsEdit: Sendable {
  /// nil = as it is.
  public var role: OperatorRole?
  /// nil = as it is; of a new user `read`.
  public var permission: OperatorPermission?
  /// The queues that the operator is enabled to from now on.
  public var queues: [QueueName] = []
  /// The queues that are taken away.
  public var leavingQueues: [QueueName] = []

  /// Nothing changes.
  public init() {}
}

/// An operator with the queues that the operator is enabled to.
public struct OperatorSheet: Sendable {
  /// Login, role and permission.
  public let grant: Grant
  /// The queues; none of an admin.
  public let queues: [QueueName]
}

extension Centre {
  /// Adds an operator; the first one is an admin.
  ///
  /// - Throws: `AgentsError.refused` for what is no name of an account, and for one who is an operator.
  public func addOperator(
    _ login: String, _ role: OperatorRole, _ rights: RightsEdit = RightsEdit(),
    _ mode: Mode = .apply
  ) throws -> Report<GroupOutcome> {
    let login = try OperatorLogin(operator: login)
    return try perform(OperatorTask("operator add", [login.text], needs: .admin, mode)) { session in
      try session.changeOperators(mode, in: try session.writing()) { transaction, report in
        guard try transaction.grant(ofLogin: login.text) == nil else {
          throw Finding(
            .error, "operator.taken", field: "operator", "\(quoted(login.text)) is one already",
            hint: .editOperator)
        }
        try GrantRules.requireNotRoot(login.text, role)
        if try !transaction.isAnyOperator() {
          try GrantRules.requireFirst(login.text, role, by: actor)
        }
        let permission = role == .admin ? .full : rights.permission ?? .read
        let grant = try transaction.insertGrant(login, role, permission)
        let queues = try rights.change(queuesOf: grant, transaction)
        let values = [("role", role.rawValue), ("permission", permission.rawValue)]
        report.outcomes.append(
          GroupOutcome(
            login.text, .added,
            values.map { .init($0.0, .string(""), .string($0.1)) } + queues))
        report.warnings += try GrantRules.warnings(grant, by: actor, transaction)
      }
    }
  }

  /// Changes what an operator may do; the last admin stays one.
  public func editOperator(
    _ login: String, _ rights: RightsEdit, _ mode: Mode = .apply
  ) throws -> Report<GroupOutcome> {
    try perform(OperatorTask("operator edit", [login], needs: .admin, mode)) { session in
      try session.changeOperators(mode, in: try session.changing()) { transaction, report in
        for old in try transaction.lookUp({ try $0.grants([login]) }) {
          let new = try rights.applied(to: old)
          if old.role == .admin, new.role == .user { try transaction.requireAdmin(without: old) }
          try transaction.update(new)
          let queues = try rights.change(queuesOf: new, transaction)
          let values = [
            ("role", old.role.rawValue, new.role.rawValue),
            ("permission", old.permission.rawValue, new.permission.rawValue),
          ]
          let changes =
            values.filter { $0.1 != $0.2 }
            .map { GroupOutcome.Change($0.0, .string($0.1), .string($0.2)) } + queues
          report.outcomes.append(
            GroupOutcome(old.login.text, changes.isEmpty ? .unchanged : .changed, changes))
          report.warnings += try GrantRules.warnings(new, by: actor, transaction)
        }
      }
    }
  }

  /// Takes all rights from operators: from all of them, or none.
  public func removeOperators(
    _ logins: [String], _ mode: Mode = .apply
  ) throws -> Report<GroupOutcome> {
    try perform(OperatorTask("operator remove", logins, needs: .admin, mode)) { session in
      try session.changeOperators(mode, in: try session.changing()) { transaction, report in
        for grant in try transaction.lookUp({ try $0.grants(logins) }) {
          if grant.role == .admin { try transaction.requireAdmin(without: grant) }
          let queues = try transaction.queues(of: grant)
          try transaction.remove(grant)
          report.outcomes.append(
            GroupOutcome(
              grant.login.text, .removed,
              lost: [
                ("role", .string(grant.role.rawValue)),
                ("permission", .string(grant.permission.rawValue)), ("queues", .names(queues)),
              ]))
        }
      }
    }
  }

  /// The operators, by login.
  public func operators() throws -> [OperatorSheet] {
    try perform(OperatorTask("operator list", needs: .admin)) { session in
      try session.reading().read { reader in
        try reader.grants().map {
          OperatorSheet(grant: $0, queues: try reader.queues(of: $0))
        }
      }
    }
  }
}

extension Session {
  /// Changes operators in one transaction, with a line of the audit trail for each that changed.
  fileprivate func changeOperators(
    _ mode: Mode, in store: Store,
    _ body: (StoreTransaction, inout Report<GroupOutcome>) throws -> Void
  ) throws -> Report<GroupOutcome> {
    try transact(store) { transaction, _ in
      var report = Report<GroupOutcome>(isDryRun: mode.isDryRun)
      try body(transaction, &report)
      try audit(report, in: transaction)
      return report
    }
  }
}

extension OperatorLogin {
  /// - Throws: `AgentsError.refused`.
  fileprivate init(operator text: String) throws {
    do throws(Refusal) { try self.init(parsing: text) } catch {
      throw AgentsError.refused([Finding("login", error)])
    }
  }
}
