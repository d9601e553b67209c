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
    let (settings, changed) = try prepareSettings()
    let adoption = try transaction.insertAdoption(of: directory, at: session.now)
    try transaction.record(changed, of: adoption)
    let queues = try plan.queues.map { try insert($0) }
    var findings: [Finding] = []
    let nameGuard = try NameGuard(settings, .storeOnly, transaction)
    var automatic = try AutomaticValues(transaction, settings, nameGuard, at: session.now)
    let batch = try ChangeBatch(transaction, settings, keepsMailboxes: true)
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
  private func prepareSettings() throws -> (Settings, changed: [AdoptedSetting]) {
    let before = try transaction.settings()
    let texts = try transaction.settingTexts()
    var changed: [AdoptedSetting] = []
    var after = before
    if !plan.realm.isEmpty { after.sipRealm = try Realm(parsing: plan.realm) }
    if let driver = plan.driver, try transaction.dialect(before).driver != driver {
      after.asteriskDriver = driver == .sip ? .sip : .pjsip
    }
    for (key, old, new) in [
      ("sipRealm", before.sipRealm.text, after.sipRealm.text),
      ("asteriskDriver", before.asteriskDriver.text, after.asteriskDriver.text),
    ] where old != new {
      changed.append(AdoptedSetting(key: key, before: texts[key], after: new))
      try transaction.setSetting(key, new)
      try SettingRules.touchFiles(key, from: before, to: after, in: transaction)
      try transaction.append(
        session.auditEntry(
          "\(Self.verb) setting", key,
          .object([("value", .array([.string(old), .string(new)]))])))
    }
    return (after, changed)
  }

  // MARK: - Queues

  private func insert(_ queue: AdoptionPlan.Queue) throws -> Int {
    let name = QueueName(stored: queue.name, .voice)
    let strategy = try QueueStrategy(parsing: queue.strategy)
    let stored = try transaction.insertQueue(name, strategy, Weight(queue.weight))
    let kept = queue.kept.compactMap { $0.setting(.queue) }
    try transaction.keep(kept, ofQueue: stored.id)
    let values = [("strategy", queue.strategy), ("weight", String(queue.weight))]
    let outcome = GroupOutcome(
      name.text, .created,
      values.map { .init($0.0, .string(""), .string($0.1)) }
        + GroupOutcome.changes(ofKept: [], to: kept))
    try append(outcome, "queue", queue.place)
    return stored.id
  }

  /// A line of the audit trail, with the line of the centre's file.
  private func append(_ outcome: GroupOutcome, _ noun: String, _ place: ConfigPlace) throws {
    try transaction.append(
      session.auditEntry(
        "\(Self.verb) \(noun)", outcome.name,
        .object([("at", .string(report.text(place)))] + outcome.auditMembers)))
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
    relations.kept = KeptSettings(phone.kept.compactMap { $0.setting(kind) })
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
    let kept = phone.kept.compactMap { $0.setting(kind) }
    try transaction.keep(kept, ofTelephone: phone.name)
    let outcome = GroupOutcome(
      phone.name, .created, telephone.traits + GroupOutcome.changes(ofKept: [], to: kept))
    try append(outcome, "telephone", phone.place)
  }
}

extension Session {
  /// Lines of the audit trail for an adoption, and for each of its agents, telephones and queues.
  ///
  /// - Parameter isHeld: What they are from now on.
  func audit(
    _ verb: String, _ adoption: Adoption, _ changes: [(String, JSON)] = [], isHeld: Bool,
    _ transaction: StoreTransaction
  ) throws {
    try transaction.append(auditEntry(verb, adoption.directory, .object(changes)))
    let held = JSON.object([("held", .array([.bool(!isHeld), .bool(isHeld)]))])
    let queues = try transaction.queues(of: adoption).map { "voice:\($0)" }
    for name in try transaction.names(of: adoption) + queues {
      try transaction.append(auditEntry(verb, name, held))
    }
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
