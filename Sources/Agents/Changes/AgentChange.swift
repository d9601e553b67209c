internal import AgentsModel
internal import AgentsStore
internal import SystemPackage

/// What is to be done to one agent, decided and not yet carried out.
struct AgentChange {
  enum Action: String {
    case create, edit, delete, remove, restore
    /// What logins leave: a count, a lock or its end. Nobody edited the agent, so `updatedAt` stays.
    case login

    /// As the report says it of something done.
    var result: AgentOutcome.Result {
      switch self {
      case .create: .created
      case .edit, .login: .changed
      case .delete: .deleted
      case .remove: .removed
      case .restore: .restored
      }
    }
  }

  let action: Action
  var plan: AgentPlan
  var credential: CredentialChange?
  /// The new picture, or its removal; a created agent's `avatar` gets its name when the agent has a number.
  var picture: PictureChange?
  /// What a new agent is put into.
  var memberships: NewMemberships?
  /// Members of the audit entry before the fields that change.
  var remarks: [(String, JSON)] = []
  var name: String { plan.new.account.name.text }

  /// Nothing is to be done.
  var isNothing: Bool { action == .edit && plan.isNothing && credential == nil }

  /// Carries the change out: row, credential, number, memberships, audit, and the files that are
  /// stale now.
  ///
  /// - Parameters:
  ///   - verb: As the audit trail names it.
  ///   - changes: Those of the plan, which cost enough to be asked for once.
  ///   - pictures: Where pictures are stored; nil = nothing is kept anyway.
  /// - Returns: the agent as it is stored, with its number.
  func commit(
    _ verb: String, _ changes: [FieldChange], in transaction: StoreTransaction,
    _ session: Session, pictures: FilePath? = nil, _ settings: Settings
  ) throws -> Agent {
    try requireRights(transaction.grant, settings)
    var agent = stamped(at: session.now)
    let id = agent.account.id.value
    // Before the row goes, for its memberships go with it.
    let stale = try staleFiles(agent, transaction, settings)
    switch action {
    case .create:
      agent = try transaction.insert(agent, credential?.new)
      if case .set(let picture) = picture {
        agent.account.avatar = picture.fileName(for: agent)
        try transaction.update(agent, try [FieldCatalog.find("avatar")])
      }
      try memberships?.add(agent, in: transaction)
    case .edit, .login, .delete, .restore:
      try transaction.update(agent, changes.map(\.field) + Self.stamps)
      if let credential {
        try transaction.setCredential(
          credential.new, ofAgent: id, keepingHistory: settings.passwordHistory.value,
          at: session.now)
      }
    case .remove:
      try transaction.removePermanently(agent: id)
    }
    // Before the transaction ends: a row never names a picture that is not there.
    if let pictures { try picture?.store(for: agent, in: pictures) }
    try transaction.touch(files: stale.map(\.name))
    try transaction.append(record(of: verb, agent, changes, session))
    return agent
  }

  /// Here, because no change of an agent goes another way.
  ///
  /// - Throws: `AgentsError.notAllowed`.
  private func requireRights(_ grant: Grant?, _ settings: Settings) throws {
    // What a login leaves and what comes back from the bin are no values of the operator's choice.
    guard let grant, [.create, .edit].contains(action),
      let denial = plan.denial(for: grant, settings)
    else { return }
    throw AgentsError.notAllowed(denial)
  }

  /// What the audit trail keeps of it.
  private func record(
    of verb: String, _ stored: Agent, _ changes: [FieldChange], _ session: Session
  ) -> AuditEntry {
    switch action {
    case .create:
      session.auditEntry(verb, name, AgentPlan.traits(of: plan.new), after: remarks)
    case .edit, .login, .restore:
      session.auditEntry(verb, name, changes, after: remarks + credentialRemarks)
    case .delete:
      session.auditEntry(
        verb, name,
        AgentPlan(old: plan.old, new: stored).changes.filter { $0.field.key == "deletedAt" })
    case .remove:
      session.auditEntry(
        verb, name,
        .object(
          AgentPlan.traits(of: plan.new).map {
            ($0.field.key, .array([$0.shownNew, .null]))
          }))
    }
  }

  /// Of secrets the trail keeps only that they are others.
  private var credentialRemarks: [(String, JSON)] {
    credential.map { [("replaced", .array($0.columns.map(JSON.string)))] } ?? []
  }

  /// What ``stamped(at:)`` may change.
  private static let stamps = ["updatedAt", "passwordResetAt", "deletedAt"].compactMap {
    FieldCatalog.field($0)
  }

  private func stamped(at now: String) -> Agent {
    var agent = plan.new
    let now = Timestamp(stored: now)
    if action != .login { agent.account.updatedAt = now }
    if action == .create { agent.account.createdAt = now }
    if action == .delete { agent.account.deletedAt = now }
    // Another digest alone makes the password of the login no younger.
    if credential?.isOfLogin == true { agent.account.passwordResetAt = now }
    return agent
  }

  /// Asterisk sees the agent before and after; a new password is a difference by itself.
  private func staleFiles(
    _ agent: Agent, _ reader: StoreReader, _ settings: Settings
  ) throws -> Set<GeneratedFile> {
    let (before, after) = endpoints(agent)
    var files = GeneratedFile.affected(by: before, after, try reader.dialect(settings))
    if plan.old != nil, action != .create, Endpoint.differInQueues(before, after) {
      for queue in try reader.voiceQueues(ofAgent: agent.account.id.value) {
        files.insert(.queue(queue.name))
      }
    }
    return files
  }

  /// What stands in the centre's own files in the way of this change; nothing stands in the way of a login.
  func findings(
    _ centre: CentreGuard, _ reader: StoreReader, at now: String
  ) throws -> [Finding] {
    guard action != .login, !isNothing else { return [] }
    let (before, after) = endpoints(stamped(at: now))
    return try centre.findings(for: after, insteadOf: before, reader)
  }

  /// The agent as Asterisk sees it before and after.
  private func endpoints(_ agent: Agent) -> (before: Endpoint?, after: Endpoint?) {
    // Which digest it is matters only where it changes; that there is one matters always.
    let old = action == .create ? nil : plan.old
    let oldDigest = old == nil ? nil : credential == nil ? SIPDigest.unknown : credential?.old?.sip
    let before = old.flatMap { $0.isRendered ? Endpoint($0, digest: oldDigest) : nil }
    let after =
      agent.isRendered && action != .remove
      ? Endpoint(agent, digest: credential?.new.sip ?? .unknown) : nil
    return (before, after)
  }
}
