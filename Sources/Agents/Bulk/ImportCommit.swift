internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import SystemPackage

/// The second reading of a file: stores what the first one decided, in one transaction.
struct ImportCommit {
  static let verb = "import-csv"

  let session: Session
  let transaction: StoreTransaction
  let settings: Settings
  let header: CSVHeader
  let plan: ImportPlan
  /// Row → hashes of its new password.
  let hashed: [Int: Credential]
  /// Whether each change is wanted for the report.
  let isReported: Bool
  private let nameGuard: NameGuard
  /// Conflicts of automatically given numbers.
  private var findings: [Finding] = []
  private let credentials: CredentialCells
  private let insertion: BulkInsertion
  private let dialect: Dialect
  private var relations: RelationCells
  private var memberships: RelationWriter
  private var planner: CreationPlanner
  private var numbers: AutomaticNumbers
  private var ids: AutomaticIDs
  private var stale = StaleFiles()
  private var row = 0
  private(set) var outcomes: [AgentOutcome] = []
  private(set) var created = 0
  private(set) var updated = 0

  init(
    _ session: Session, _ transaction: StoreTransaction, _ settings: Settings, _ header: CSVHeader,
    _ plan: ImportPlan, hashed: [Int: Credential], isReported: Bool,
    _ nameGuard: NameGuard
  ) throws {
    self.session = session
    self.transaction = transaction
    self.settings = settings
    self.header = header
    self.plan = plan
    self.hashed = hashed
    self.isReported = isReported
    self.nameGuard = nameGuard
    credentials = CredentialCells(header, settings)
    insertion = try BulkInsertion(transaction)
    dialect = try transaction.dialect(settings)
    relations = try RelationCells(header, transaction, settings, createsGroups: true)
    memberships = try RelationWriter(transaction, isNeeded: !relations.areAbsent)
    planner = CreationPlanner(header, settings)
    numbers = AutomaticNumbers(settings.minInternal.value, claimed: plan.numbers)
    ids = AutomaticIDs(beyond: try transaction.highestID(), highest: plan.highestID)
  }

  /// Done before the first row: creates groups and frees values that agents give up.
  mutating func prepare() throws {
    for name in plan.newQueues {
      try memberships.create(queue: name)
      if name.channel == .voice { stale.add([.queue(name.name)]) }
      try audit(name.text, "queue")
    }
    for (kind, name) in plan.newGroups {
      try memberships.create(kind, name)
      try audit(name.text, kind.rawValue)
    }
    for id in plan.missing {
      guard let old = try transaction.agent(id: id) else { continue }
      try commit(AgentChange(action: .delete, plan: AgentPlan(old: old, new: old)))
    }
    try transaction.park(plan.parked, at: session.now)
  }

  /// Each new group has its own row in the audit trail.
  private func audit(_ name: String, _ noun: String) throws {
    try transaction.append(
      session.auditEntry("\(Self.verb) \(noun)", name, .object([])))
  }

  /// Stores the next row.
  mutating func store(_ record: inout CSVRecord) throws {
    defer { row += 1 }
    switch plan.outcomes[row] {
    case .unchanged, .skipped, .rejected: return
    case .created:
      header.normalize(&record)
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
    try transaction.touch(files: stale.files.map(\.name))
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
    var edit = AgentPlan.edit(old, assignments, settings)
    edit.new.relations = relations.read(record, old.relations, &edit.findings)
    guard edit.findings.errors.isEmpty else { throw AgentsError.refused(edit.findings) }
    var change = AgentChange(action: .edit, plan: edit)
    change.isParked = isParked
    let stored = try transaction.credential(ofAgent: old.account.id.value)
    change.credential = try (hashed[row] ?? credentials.given(record, stored: stored)).map {
      CredentialChange(old: stored, new: $0)
    }
    try commit(change)
    stale.add(
      try memberships.replace(
        old.relations, by: edit.new.relations, ofAgent: old.account.id.value))
  }

  private mutating func commit(_ change: AgentChange) throws {
    let changes = change.plan.changes
    let agent = try change.commit(Self.verb, changes, in: transaction, session, settings)
    guard isReported else { return }
    outcomes.append(AgentOutcome(change, changes, agent))
  }

  private mutating func create(_ record: CSVRecord) throws {
    var new = planner.plan(record, isChecked: true)
    // The credential of a generated password already has the digest of the row.
    let credential = try hashed[row] ?? credentials.given(record, stored: nil)
    try complete(&new, credential)
    new.give(relations.read(record, Relations(), &new.plan.findings))
    let account = new.plan.new.account
    try insertion.insert(
      new, credential,
      session.auditEntry(Self.verb, account.name.text, JSON(created: new)))
    stale.add(new.plan.new, dialect)
    stale.add(
      try memberships.replace(
        Relations(), by: new.plan.new.relations, ofAgent: account.id.value))
    guard isReported else { return }
    let change = AgentChange(
      action: .create, plan: new.plan,
      credential: credential.map { CredentialChange(old: nil, new: $0) })
    outcomes.append(AgentOutcome(change, new.plan.changes, new.plan.new))
  }

  /// What a new agent gets automatically.
  private mutating func complete(_ new: inout NewAgent, _ credential: Credential?) throws {
    let account = new.plan.new.account
    try new.set("id", String(ids.next(wanted: account.id.value)))
    if account.internalNumber.text.isEmpty {
      let context = new.plan.new.voice.context.text
      let (nameGuard, transaction) = (nameGuard, transaction)
      let number = try numbers.next(transaction, not: account.fullname.text) {
        try nameGuard.has(number: $0, for: context, transaction)
      }
      try new.set("internal", number)
      findings += try nameGuard.findings(
        for: Endpoint(rendered: new.plan.new, digest: credential?.sip), insteadOf: nil, transaction
      ).errors.map { $0.about(account.name.text) }
    }
    if account.voicemailPin.text.isEmpty {
      let pin = Generator.voicemailPin(not: new.plan.new.account.internalNumber)
      try new.set("voicemailPin", pin.text)
    }
    if account.createdAt.text.isEmpty { try new.set("createdAt", session.now) }
    if account.updatedAt.text.isEmpty { try new.set("updatedAt", session.now) }
    let resets = header.cell(of: "passwordResetAt") == nil || hashed[row] != nil
    if credential?.hash != nil, resets { try new.set("passwordResetAt", session.now) }
    if !account.avatar.text.isEmpty, !session.hasPicture(account.avatar.text) {
      try new.set("avatar", "")
    }
  }
}

/// The files that are out of date after an import.
struct StaleFiles {
  private(set) var files: Set<GeneratedFile> = []
  private var seen: Set<NumberBlock> = []

  mutating func add(_ files: Set<GeneratedFile>) { self.files.formUnion(files) }

  /// Adds every file of a new agent's block: finding which files show the agent costs as much as
  /// rendering them all, and unchanged files are not written.
  mutating func add(_ agent: Agent, _ dialect: Dialect) {
    guard agent.isRendered else { return }
    let block = NumberBlock(containing: agent.account.internalNumber)
    guard seen.insert(block).inserted else { return }
    files.formUnion(GeneratedFile.files(of: block, dialect))
  }
}
