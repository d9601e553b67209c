internal import AgentsModel
internal import AgentsStore
internal import SystemPackage

/// What is to be done to one agent, decided and not yet carried out.
struct AgentChange {
  enum Action: String {
    case create, edit, delete, remove, restore
    /// Left by a login: a count of failures, a lock or its end. It is no edit, so `updatedAt` stays.
    case login

    /// The same for the report.
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
  /// The new picture, or its removal; its file name needs the agent's number, so a new agent gets it last.
  var picture: PictureChange?
  /// Of a new agent, the text of each field, in the order of the catalog.
  var texts: [String] = []
  /// Written into the audit row before the changed fields.
  var remarks: [(String, JSON)] = []
  /// The row was put aside in the bin, so that another one could take its values.
  var isParked = false
  var name: String { plan.new.account.name.text }

  init(
    action: Action, plan: AgentPlan, credential: CredentialChange? = nil,
    picture: PictureChange? = nil, remarks: [(String, JSON)] = []
  ) {
    (self.action, self.plan, self.credential) = (action, plan, credential)
    (self.picture, self.remarks) = (picture, remarks)
  }

  /// - Parameter new: Completed.
  init(creating new: NewAgent, _ credential: Credential?, picture: PictureChange? = nil) {
    self.init(
      action: .create, plan: new.plan,
      credential: credential.map { CredentialChange(old: nil, new: $0) }, picture: picture)
    texts = new.texts
  }

  /// Nothing is to be done.
  var isNothing: Bool { action == .edit && plan.isNothing && credential == nil }

  /// Carries the change out: row, credential, number, memberships, audit, and the files that are
  /// stale now.
  ///
  /// - Parameters:
  ///   - verb: As the audit trail names it.
  ///   - changes: Those of the plan, passed in because computing them is slow. A new agent needs none.
  ///   - pictures: The directory for pictures; nil in a dry run.
  /// - Returns: the agent as it is stored, with its number.
  func commit(
    _ verb: String, _ changes: [FieldChange], in batch: ChangeBatch, _ session: Session,
    pictures: FilePath? = nil
  ) throws -> Agent {
    let (transaction, settings) = (batch.transaction, batch.settings)
    try requireRights(transaction.grant, settings)
    let agent = stamped(at: session.now)
    let id = agent.account.id.value
    // Must come first: deleting the row also deletes the memberships.
    try noteStaleFiles(agent, batch)
    switch action {
    case .create:
      try transaction.insert(texts, credential?.new)
    case .edit, .login, .delete, .restore:
      try transaction.update(agent, changes.map(\.field) + stampedFields(agent))
      if let credential {
        try transaction.setCredential(
          credential.new, ofAgent: id, keepingHistory: settings.passwordHistory.value,
          at: session.now)
      }
    case .remove:
      try transaction.removePermanently(agent: id)
    }
    if action == .create || action == .edit {
      batch.note(
        try batch.relations.replace(
          plan.old?.relations ?? Relations(), by: agent.relations, ofAgent: id))
    }
    // Must come before the commit: a stored row never names a missing picture.
    if let pictures { try picture?.store(for: agent, in: pictures) }
    try transaction.append(record(of: verb, agent, changes, session))
    return agent
  }

  /// Checked here because every change of an agent comes through here.
  ///
  /// - Throws: `AgentsError.notAllowed`.
  private func requireRights(_ grant: Grant?, _ settings: Settings) throws {
    // The operator chooses no values in a login, a deletion or a restore.
    guard let grant, [.create, .edit].contains(action),
      let denial = plan.denial(for: grant, settings)
    else { return }
    throw AgentsError.notAllowed(denial)
  }

  /// The row of the audit trail.
  private func record(
    of verb: String, _ stored: Agent, _ changes: [FieldChange], _ session: Session
  ) -> AuditEntry {
    switch action {
    case .create:
      session.auditEntry(
        verb, name, AgentPlan.traits(new: texts, plan.new.account.typology), after: remarks)
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

  /// Secrets are never written into the trail, only that they changed.
  private var credentialRemarks: [(String, JSON)] {
    credential.map { [("replaced", .array($0.columns.map(JSON.string)))] } ?? []
  }

  /// The fields that ``stamped(at:)`` changed: a trigger runs for every column that is written.
  private func stampedFields(_ agent: Agent) -> [Field] {
    Self.stamps.filter { field in
      isParked && field.key == "deletedAt"
        || plan.old.map { field.property.read($0) != field.property.read(agent) } ?? true
    }
  }

  private static let stamps = ["updatedAt", "passwordResetAt", "deletedAt"].compactMap {
    FieldCatalog.field($0)
  }

  private func stamped(at now: String) -> Agent {
    // A new agent has its times already; an export keeps them.
    guard action != .create else { return plan.new }
    var agent = plan.new
    let now = Timestamp(stored: now)
    if action != .login { agent.account.updatedAt = now }
    if action == .delete { agent.account.deletedAt = now }
    // A new digest for the phone does not change the age of the login's password.
    if credential?.isOfLogin == true { agent.account.passwordResetAt = now }
    return agent
  }

  /// Notes the files whose content depends on a difference between old and new agent; a new password is one.
  private func noteStaleFiles(_ agent: Agent, _ batch: ChangeBatch) throws {
    let (before, after) = endpoints(agent)
    batch.note(before, after)
    if action != .create, Endpoint.differInQueues(before, after) {
      let queues = try batch.transaction.voiceQueues(ofAgent: agent.account.id.value)
      batch.note(queues.map { GeneratedFile.queue($0.name) })
    }
  }

  /// Conflicts between this change and the centre's own files; a login never has any.
  func findings(
    _ nameGuard: NameGuard, _ reader: StoreReader, at now: String
  ) throws -> [Finding] {
    guard action != .login, !isNothing else { return [] }
    let (before, after) = endpoints(stamped(at: now))
    return try nameGuard.findings(for: after, insteadOf: before, reader)
  }

  /// The agent as Asterisk sees it before and after.
  private func endpoints(_ agent: Agent) -> (before: Endpoint?, after: Endpoint?) {
    // Files depend on whether there is a digest; its value matters only when it changes.
    let old = action == .create ? nil : plan.old
    let oldDigest = old == nil ? nil : credential == nil ? SIPDigest.unknown : credential?.old?.sip
    let before = old.flatMap { $0.isRendered ? Endpoint($0, digest: oldDigest) : nil }
    let newDigest = credential?.new.sip ?? (action == .create ? nil : .unknown)
    let after =
      agent.isRendered && action != .remove ? Endpoint(agent, digest: newDigest) : nil
    return (before, after)
  }
}
