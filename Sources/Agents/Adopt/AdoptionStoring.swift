internal import AgentsModel
internal import AgentsStore

/// Stores what was found of a centre, in one transaction; nothing of it is in a file for Asterisk before it is released.
struct AdoptionStoring {
  let session: Session
  let transaction: StoreTransaction
  private let report: AdoptionReport
  private var plan: AdoptionPlan { report.plan }

  static let verb = "adopt"

  init(_ session: Session, _ transaction: StoreTransaction, _ report: AdoptionReport) {
    (self.session, self.transaction, self.report) = (session, transaction, report)
  }

  /// - Throws: `AgentsError.refused` with every problem.
  ///
  /// - Returns: the adoption, and the PINs that were made, by mailbox.
  func store(_ directory: String) throws -> (Adoption, pins: [(box: String, pin: String)]) {
    let settings = try prepareSettings()
    let adoption = try transaction.insertAdoption(of: directory, at: session.now)
    let queues = try plan.queues.map { try insert($0) }
    var findings: [Finding] = []
    let nameGuard = try NameGuard(settings, .storeOnly, transaction)
    var automatic = try AutomaticValues(transaction, settings, nameGuard, at: session.now)
    let batch = try ChangeBatch(transaction, settings)
    var (agents, pins): ([Int], [(String, String)]) = ([], [])
    for phone in plan.agents {
      let account = try insert(phone, settings, &automatic, batch, &findings)
      agents.append(account.id.value)
      guard phone.made.contains("voicemailPin") else { continue }
      pins.append((account.internalNumber.text, account.voicemailPin.text))
    }
    for telephone in plan.telephones { try insert(telephone, settings, &findings) }
    _ = try findings.orRefused()
    try batch.finish()
    try transaction.note(
      adoption, agents: agents, telephones: plan.telephones.map(\.name), queues: queues)
    return (adoption, pins)
  }

  // MARK: - Settings

  /// All digests are of one realm, and the phones of one driver.
  private func prepareSettings() throws -> Settings {
    let before = try transaction.settings()
    var after = before
    if !plan.realm.isEmpty { after.sipRealm = try Realm(parsing: plan.realm) }
    if let driver = plan.driver, try transaction.dialect(before).driver != driver {
      after.asteriskDriver = driver == .sip ? .sip : .pjsip
    }
    for (key, old, new) in [
      ("sipRealm", before.sipRealm.text, after.sipRealm.text),
      ("asteriskDriver", before.asteriskDriver.text, after.asteriskDriver.text),
    ] where old != new {
      try transaction.setSetting(key, new)
      try SettingRules.touchFiles(key, from: before, to: after, in: transaction)
      try transaction.append(
        session.auditEntry(
          "\(Self.verb) setting", key,
          .object([("value", .array([.string(old), .string(new)]))])))
    }
    return after
  }

  // MARK: - Queues

  private func insert(_ queue: AdoptionPlan.Queue) throws -> Int {
    let name = QueueName(stored: queue.name, .voice)
    let strategy = try QueueStrategy(parsing: queue.strategy)
    let stored = try transaction.insertQueue(name, strategy, Weight(queue.weight))
    try transaction.keep(queue.kept.compactMap { $0.setting(.queue) }, ofQueue: stored.id)
    let values: [(String, JSON)] =
      [("strategy", queue.strategy), ("weight", String(queue.weight))].map {
        ($0.0, .array([.null, .string($0.1)]))
      }
    try transaction.append(
      session.auditEntry(
        "\(Self.verb) queue", name.text,
        .object([("at", .string(report.text(queue.place)))] + values)))
    return stored.id
  }

  // MARK: - Phones

  private var kind: KeptSetting.Kind { plan.driver == .pjsip ? .pjsip : .sip }

  private func insert(
    _ phone: AdoptionPlan.Phone, _ settings: Settings, _ automatic: inout AutomaticValues,
    _ batch: ChangeBatch, _ findings: inout [Finding]
  ) throws -> Account {
    var new = NewAgent(AgentPlan.create(phone.assignments, settings))
    var relations = Relations()
    relations.queues = Names(
      phone.queues.map { "voice:\($0.queue)\($0.penalty == 0 ? "" : "=\($0.penalty)")" }.sorted())
    new.give(relations)
    new.plan.findings += try transaction.remarks(on: new.plan)
    guard new.plan.findings.errors.isEmpty else {
      findings += new.plan.findings.errors.map { $0.about(phone.name) }
      return new.plan.new.account
    }
    // Its owner chose it elsewhere: the rule for new ones does not apply.
    if let pin = phone.values["voicemailPin"] { try new.set("voicemailPin", pin) }
    new.hold()
    try automatic.complete(&new, isPasswordNew: false)
    var change = AgentChange(creating: new, Credential(hash: nil, sip: phone.digest))
    change.remarks = [("at", .string(report.text(phone.place)))]
    try change.commit(Self.verb, [], in: batch, session)
    let account = new.plan.new.account
    try transaction.keep(phone.kept.compactMap { $0.setting(kind) }, ofAgent: account.id.value)
    try transaction.setAdopted(digestOf: account.id.value, at: session.now)
    return account
  }

  private func insert(
    _ phone: AdoptionPlan.Phone, _ settings: Settings, _ findings: inout [Finding]
  ) throws {
    var (telephone, problems) = Telephone.create(
      name: phone.name, phone.telephoneAssignments, settings)
    telephone.adoptedAt = Timestamp(stored: session.now)
    guard problems.errors.isEmpty else {
      findings += problems.map { $0.about(phone.name) }
      return
    }
    try transaction.insert(telephone, phone.digest, at: session.now)
    try transaction.keep(phone.kept.compactMap { $0.setting(kind) }, ofTelephone: phone.name)
    try transaction.append(
      session.auditEntry(
        "\(Self.verb) telephone", phone.name,
        .object([("at", .string(report.text(phone.place)))])))
  }
}

extension StoreTransaction {
  /// Takes an adoption out of the files, or lets it into them; they are stale then.
  func hold(_ adoption: Adoption, _ isHeld: Bool, _ settings: Settings) throws {
    if isHeld { try touch(adoption, settings) }
    try hold(adoption, isHeld)
    if !isHeld { try touch(adoption, settings) }
  }

  private func touch(_ adoption: Adoption, _ settings: Settings) throws {
    var stale = StaleFiles(try dialect(settings))
    for endpoint in try endpoints(of: names(of: adoption)) {
      stale.note(nil, endpoint)
    }
    stale.note(try queues(of: adoption).map { .queue($0) })
    try touch(files: stale.files.map(\.name))
  }
}
