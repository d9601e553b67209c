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
  /// The queues and teams of a new agent.
  var memberships: NewMemberships?
  /// Written into the audit row before the changed fields.
  var remarks: [(String, JSON)] = []
  /// The row was put aside in the bin, so that another one could take its values.
  var isParked = false
  var name: String { plan.new.account.name.text }

  /// Nothing is to be done.
  var isNothing: Bool { action == .edit && plan.isNothing && credential == nil }

  /// Carries the change out: row, credential, number, memberships, audit, and the files that are
  /// stale now.
  ///
  /// - Parameters:
  ///   - verb: As the audit trail names it.
  ///   - changes: Those of the plan, passed in because computing them is slow.
  ///   - pictures: The directory for pictures; nil in a dry run.
  func commit(
    _ verb: String, _ changes: [FieldChange], in transaction: StoreTransaction,
    _ session: Session, pictures: FilePath? = nil, _ settings: Settings
  ) throws {
    let dialect = try transaction.dialect(settings)
    let prepared = try prepared(verb, changes, transaction.grant, session, settings, dialect)
    try [prepared].write(transaction, settings, at: session.now, pictures: pictures)
  }

  /// The change, worked out to what is written.
  ///
  /// - Parameters:
  ///   - verb: As the audit trail names it.
  ///   - changes: Those of the plan, passed in because computing them is slow.
  ///   - grant: Of the operator to whom the store is limited.
  /// - Throws: `AgentsError.notAllowed`.
  func prepared(
    _ verb: String, _ changes: [FieldChange], _ grant: Grant?, _ session: Session,
    _ settings: Settings, _ dialect: Dialect
  ) throws -> PreparedChange {
    try requireRights(grant, settings)
    let agent = stamped(at: session.now)
    let (before, after) = endpoints(agent)
    return PreparedChange(
      id: agent.account.id.value, name: name, row: row(agent, changes), credential: credential,
      picture: picture, entry: record(of: verb, agent, changes, session),
      files: GeneratedFile.affected(by: before, after, dialect),
      isSeenInQueues: plan.old != nil && action != .create
        && Endpoint.differInQueues(before, after),
      obsoletePicture: obsoletePicture)
  }

  private func row(_ agent: Agent, _ changes: [FieldChange]) -> PreparedChange.Row {
    switch action {
    case .create: .insertion(agent, memberships)
    case .edit, .login, .delete, .restore:
      .update((changes.map(\.field) + stampedFields(agent)).map { ($0, $0.property.read(agent)) })
    case .remove: .removal
    }
  }

  /// The old picture, if the agent has it no more.
  private var obsoletePicture: StoredFileName? {
    guard let old = plan.old?.account.avatar, !old.text.isEmpty else { return nil }
    return action == .remove || plan.new.account.avatar != old ? old : nil
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
    var agent = plan.new
    let now = Timestamp(stored: now)
    if action != .login { agent.account.updatedAt = now }
    if action == .create { agent.account.createdAt = now }
    if action == .delete { agent.account.deletedAt = now }
    // A new digest for the phone does not change the age of the login's password.
    if credential?.isOfLogin == true { agent.account.passwordResetAt = now }
    return agent
  }

  /// Conflicts between this change and the centre's own files; a login never has any.
  func findings(
    _ centre: CentreGuard, _ reader: StoreReader, at now: String
  ) throws -> [Finding] {
    guard action != .login, !isNothing else { return [] }
    let (before, after) = endpoints(stamped(at: now))
    return try centre.findings(for: after, insteadOf: before, reader)
  }

  /// The agent as Asterisk sees it before and after.
  private func endpoints(_ agent: Agent) -> (before: Endpoint?, after: Endpoint?) {
    // Files depend on whether there is a digest; its value matters only when it changes.
    let old = action == .create ? nil : plan.old
    let oldDigest = old == nil ? nil : credential == nil ? SIPDigest.unknown : credential?.old?.sip
    let before = old.flatMap { $0.isRendered ? Endpoint($0, digest: oldDigest) : nil }
    let after =
      agent.isRendered && action != .remove
      ? Endpoint(agent, digest: credential?.new.sip ?? .unknown) : nil
    return (before, after)
  }
}
