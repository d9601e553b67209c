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
  /// The directory of the mailbox is the agent's, and goes or moves with it.
  var hasOwnMailbox = false
  /// The row was put aside in the bin, so that another one could take its values.
  var isParked = false
  var name: String { plan.new.account.name.text }

  init(
    action: Action, plan: AgentPlan, credential: CredentialChange? = nil,
    picture: PictureChange? = nil, remarks: [(String, JSON)] = []
  ) {
    (self.action, self.plan, self.credential) = (action, plan, credential)
    (self.picture, self.remarks) = (picture, remarks)
    if [.delete, .remove].contains(action) { self.plan.logOff() }
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

  /// Carries the change out: row, credential, number, memberships, audit; and notes the files that are stale now.
  ///
  /// - Parameters:
  ///   - verb: As the audit trail names it.
  ///   - changes: Those of the plan, passed in because computing them is slow. A new agent needs none.
  ///   - pictures: The directory for pictures; nil in a dry run.
  func commit(
    _ verb: String, _ changes: [FieldChange], in batch: ChangeBatch, _ session: Session,
    pictures: FilePath? = nil
  ) throws {
    let grant = batch.transaction.grant
    let prepared = try prepared(
      verb, changes, grant, session, batch.settings, noting: &batch.stale)
    try batch.write([prepared], at: session.now, pictures: pictures)
  }

  /// The change, worked out to what is written.
  ///
  /// - Parameters:
  ///   - verb: As the audit trail names it.
  ///   - changes: Those of the plan, passed in because computing them is slow. A new agent needs none.
  ///   - grant: Of the operator to whom the store is limited.
  ///   - stale: Takes the files that show a difference, but for those of queues.
  /// - Throws: `AgentsError.notAllowed`.
  func prepared(
    _ verb: String, _ changes: [FieldChange], _ grant: Grant?, _ session: Session,
    _ settings: Settings, noting stale: inout StaleFiles
  ) throws -> PreparedChange {
    try requireRights(grant, settings)
    let agent = stamped(at: session.now)
    let (before, after) = endpoints(agent)
    stale.note(before, after)
    let relations = (plan.old?.relations ?? Relations(), agent.relations)
    let isMember = action == .create || action == .edit
    return PreparedChange(
      id: agent.account.id.value, name: name, row: row(agent, changes), credential: credential,
      relations: isMember && relations.0 != relations.1 ? relations : nil, picture: picture,
      entry: record(of: verb, agent, changes, session),
      isSeenInQueues: action != .create && Endpoint.differInQueues(before, after),
      mailbox: mailbox,
      obsoletePicture: obsoletePicture)
  }

  private func row(_ agent: Agent, _ changes: [FieldChange]) -> PreparedChange.Row {
    switch action {
    case .create: .insertion(texts)
    case .edit, .login, .delete, .restore:
      .update((changes.map(\.field) + stampedFields(agent)).map { ($0, $0.property.read(agent)) })
    case .remove: .removal
    }
  }

  /// Messages follow the agent; who leaves does not take them along unasked.
  private var mailbox: MailboxChange? {
    let (old, new) = (plan.old?.account.internalNumber, plan.new.account.internalNumber)
    switch action {
    case .edit, .restore:
      if let old, old != new, action == .edit || hasOwnMailbox {
        return .moved(from: old.text, to: new.text)
      }
      return action == .restore && !hasOwnMailbox && plan.new.account.voicemail
        ? .taken(new.text) : nil
    case .remove: return hasOwnMailbox ? .removed(new.text) : nil
    case .create: return plan.new.account.voicemail ? .taken(new.text) : nil
    case .delete, .login: return nil
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
      session.auditEntry(
        verb, name, AgentPlan.traits(new: texts, plan.new.account.typology), after: remarks)
    case .edit, .login, .restore:
      session.auditEntry(verb, name, changes, after: remarks + credentialRemarks)
    case .delete:
      session.auditEntry(
        verb, name,
        AgentPlan(old: plan.old, new: stored).changes.filter {
          ["telephone", "deletedAt"].contains($0.field.key)
        })
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
