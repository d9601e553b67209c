internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import SystemPackage

/// The second reading of a file: stores what the first one decided, in one transaction.
struct ImportCommit {
  let session: Session
  let transaction: StoreTransaction
  let settings: Settings
  let header: CSVHeader
  private let forNew: CSVHeader
  let plan: ImportPlan
  /// Row → hashes of its new password.
  let hashed: [Int: Credential]
  /// Whether each change is wanted for the report.
  let isReported: Bool
  private let origin: AgentPlan.Origin
  private let nameGuard: NameGuard
  /// Conflicts of automatically given numbers.
  private var findings: [Finding] = []
  private let credentials: CredentialCells
  private let batch: ChangeBatch
  private var relations: RelationCells
  private var planner: CreationPlanner
  private var automatic: AutomaticValues
  private var row = 0
  private(set) var outcomes: [AgentOutcome] = []
  private(set) var created = 0
  private(set) var updated = 0

  init(
    _ session: Session, _ transaction: StoreTransaction, _ settings: Settings, _ header: CSVHeader,
    _ rules: ImportRules, _ plan: ImportPlan, hashed: [Int: Credential], isReported: Bool,
    _ nameGuard: NameGuard
  ) throws {
    self.session = session
    self.transaction = transaction
    self.settings = settings
    self.header = header
    forNew = header.forNew
    self.plan = plan
    self.hashed = hashed
    self.isReported = isReported
    self.nameGuard = nameGuard
    origin = rules.origin
    credentials = CredentialCells(header, settings)
    batch = try ChangeBatch(transaction, settings)
    relations = try RelationCells(
      forNew, transaction, settings, createsGroups: true, adds: rules.addsMemberships)
    planner = CreationPlanner(forNew, settings)
    automatic = try AutomaticValues(
      transaction, settings, nameGuard, at: session.now, claimed: plan.numbers,
      highestID: plan.highestID)
  }

  /// Done before the first row: creates groups and frees values that agents give up.
  mutating func prepare() throws {
    for name in plan.newQueues {
      _ = try transaction.insertQueue(name, name.channel.strategies[0], Weight(0))
      if name.channel == .voice { batch.stale.note([.queue(name.name)]) }
      try audit(name.text, "queue")
    }
    for (kind, name) in plan.newGroups {
      _ = try transaction.insertGroup(kind, named: name)
      try audit(name.text, kind.rawValue)
    }
    for id in plan.missing {
      guard let change = try plan.change(ofMissing: id, transaction, settings) else { continue }
      try commit(change)
    }
    try transaction.park(plan.parked, at: session.now)
  }

  /// Each new group has its own row in the audit trail.
  private func audit(_ name: String, _ noun: String) throws {
    try transaction.append(
      session.auditEntry("\(session.task.name) \(noun)", name, .object([])))
  }

  /// Stores the next row.
  mutating func store(_ record: inout CSVRecord) throws {
    defer { row += 1 }
    switch plan.outcomes[row] {
    case .unchanged, .skipped, .rejected: return
    case .created:
      header.normalize(&record)
      forNew.fill(&record)
      try create(record)
      created += 1
    case .updated:
      header.normalize(&record)
      try update(record)
      updated += 1
    }
  }

  /// After the last row.
  ///
  /// - Throws: `AgentsError.unexpected` when not all was stored that was to be.
  func finish() throws {
    _ = try findings.orRefused()
    try batch.finish()
    guard row == plan.outcomes.count, created == plan.count(.created),
      updated == plan.count(.updated)
    else { throw AgentsError.unexpected("the counts of the import do not reconcile") }
  }

  private mutating func update(_ record: CSVRecord) throws {
    let cell = header.nameCell ?? 0
    let name = record.text(cell) ?? ""
    let found = try transaction.agent(named: name) ?? transaction.agent(named: name, inBin: true)
    guard var old = found else { throw AgentsError.notFound(.agents([name], inBin: [])) }
    let isParked = plan.parked.contains(old.account.id.value)
    if isParked { old.account.deletedAt = Timestamp() }
    let all = Array(header.bindings.indices)
    let differing = all.filter { header.differs(record, $0, from: old) }
    let assignments = header.assignments(record, differing: differing)
    var edit = AgentPlan.edit(old, assignments, settings, from: origin)
    edit.new.relations = relations.read(record, old.relations, &edit.findings)
    guard edit.findings.errors.isEmpty else { throw AgentsError.refused(edit.findings) }
    var change = AgentChange(action: .edit, plan: edit)
    change.isParked = isParked
    let stored = try transaction.credential(ofAgent: old.account.id.value)
    change.credential = try
      (hashed[row] ?? credentials.given(record, edit.new.digestUser, stored: stored)).map {
        CredentialChange(old: stored, new: $0)
      }
    try commit(change)
  }

  private mutating func commit(_ change: AgentChange) throws {
    let changes = isReported || change.action != .create ? change.plan.changes : []
    try change.commit(session.task.name, changes, in: batch, session)
    guard isReported else { return }
    outcomes.append(AgentOutcome(change, changes))
  }

  private mutating func create(_ record: CSVRecord) throws {
    let template = plan.template(of: record, forNew)
    var new = planner.plan(record, like: template, isChecked: true)
    // The credential of a generated password already has the digest of the row.
    let credential =
      try hashed[row] ?? credentials.given(record, new.plan.new.digestUser, stored: nil)
    new.give(
      relations.read(
        record, template?.relations ?? Relations(), isLike: template != nil, &new.plan.findings))
    let keepsAge = header.cell(of: "passwordResetAt") != nil && hashed[row] == nil
    let isNumbered = !new.plan.new.account.internalNumber.text.isEmpty
    try automatic.complete(&new, isPasswordNew: credential?.hash != nil && !keepsAge)
    let account = new.plan.new.account
    if !account.avatar.text.isEmpty, !session.hasPicture(account.avatar.text) {
      try new.set("avatar", "")
    }
    let change = AgentChange(creating: new, credential)
    if !isNumbered {
      findings += try change.findings(nameGuard, transaction, at: session.now).errors
        .map { $0.about(account.name.text) }
    }
    try commit(change)
  }
}
