internal import AgentsModel
internal import AgentsStore

/// What follows from putting things back: what is told of them, and the files that show them.
struct UndoEffects {
  private let session: Session
  private let mode: Mode
  private let transaction: StoreTransaction
  private let reversal: Reversal
  private let before: UndoSnapshot
  private let after: UndoSnapshot
  private let nameGuard: NameGuard
  private let dialect: Dialect
  private var stale: StaleFiles
  private var findings: [Finding] = []
  private var seenInQueues: [Int] = []
  private var mailboxes = MailboxTasks()

  init(
    _ session: Session, _ mode: Mode, _ transaction: StoreTransaction, _ reversal: Reversal,
    _ before: UndoSnapshot, _ after: UndoSnapshot
  ) throws {
    (self.session, self.mode, self.transaction) = (session, mode, transaction)
    (self.reversal, self.before, self.after) = (reversal, before, after)
    nameGuard = try NameGuard(after.settings, mode, transaction)
    dialect = try transaction.dialect(after.settings)
    stale = StaleFiles(dialect)
    stale.note(before.files.union(after.files))
  }

  /// What became of a thing; nil = there was none before and is none now.
  mutating func outcome(of thing: RunThing) throws -> GroupOutcome? {
    switch thing {
    case .agent(let id): return try outcome(ofAgent: id, thing)
    case .telephone:
      try note(before.telephones[thing], after.telephones[thing], thing)
      for guest in Set([before.guests[thing], after.guests[thing]].compactMap(\.self)) {
        try note(guest: guest)
      }
    case .queue:
      let (old, new) = (before.queues[thing], after.queues[thing])
      if let new, old != new { findings += nameGuard.findings(forNew: new) }
      if let old, old != new { findings += nameGuard.findings(forGone: old) }
    case .setting(let key): try checkSetting(key)
    case .team, .profile: break
    }
    let (old, new) = (before.values[thing], after.values[thing])
    guard let name = new?.name ?? old?.name else { return nil }
    let keys = (new ?? old)?.values.map(\.key) ?? []
    var changes: [GroupOutcome.Change] = keys.compactMap { key in
      let (was, becomes) = (old?.values.value(key), new?.values.value(key))
      return was?.text == becomes?.text ? nil : .init(key, was ?? .null, becomes ?? .null)
    }
    if isPasswordTouched(thing), old != nil, new != nil { changes.append(.password) }
    // A secret looks the same before and after.
    if isTouched("keptSetting", thing), let lines = old?.values.value("kept"),
      !changes.contains(where: { $0.key == "kept" })
    {
      changes.append(.init("kept", lines, lines))
    }
    return GroupOutcome(name, .init(old == nil, new == nil, changes), changes)
  }

  /// Marks the stale files, after the last thing.
  ///
  /// - Returns: warnings.
  /// - Throws: `AgentsError.refused`.
  mutating func finish() throws -> [Finding] {
    if !seenInQueues.isEmpty {
      stale.note(try transaction.voiceQueues(ofAgents: seenInQueues).map { .queue($0.name) })
    }
    try transaction.touch(files: stale.files.map(\.name))
    let told = try findings.orRefused()
    _ = try mailboxes.finish(transaction, after.settings)
    return told
  }

  private mutating func outcome(ofAgent id: Int, _ thing: RunThing) throws -> GroupOutcome? {
    let (old, new) = (before.agents[id], after.agents[id])
    guard let shown = new ?? old else { return nil }
    let plan = old.map { AgentPlan(old: $0, new: new ?? $0) } ?? AgentPlan(old: nil, new: shown)
    if let grant = transaction.grant, let denial = plan.denial(for: grant, after.settings) {
      throw AgentsError.notAllowed(denial)
    }
    try note(old, new, thing)
    noteMailbox(old, new)
    try keepPicture(of: old, insteadOf: new, thing)
    var changes = plan.changes.filter {
      $0.field.access != .readOnly || $0.field.key == "deletedAt"
    }
    .map { GroupOutcome.Change($0.field.key, $0.shownOld, $0.shownNew) }
    if new == nil { changes = [] }
    if isPasswordTouched(thing), old != nil, new != nil { changes.append(.password) }
    return GroupOutcome(
      shown.account.name.text, .init(old == nil, new == nil, changes), changes)
  }

  /// Notes the files that show an agent, and what the centre's own files have against it.
  private mutating func note(_ old: Agent?, _ new: Agent?, _ thing: RunThing) throws {
    // Files depend on whether there is a digest; which it is counts where it is another one now.
    let isNewDigest = isTouched("credential", thing)
    let old = old.flatMap { $0.isRendered ? Endpoint($0, digest: .unknown) : nil }
    let new = try new.flatMap { agent -> Endpoint? in
      guard agent.isRendered else { return nil }
      let digest = try transaction.credential(ofAgent: agent.account.id.value)?.sip
      return Endpoint(agent, digest: isNewDigest ? digest : .unknown)
    }
    findings += try nameGuard.findings(for: new, insteadOf: old, transaction).map { finding in
      finding.about(try reversal.name(of: thing))
    }
    stale.note(old, new)
    if isTouched("keptSetting", thing) {
      stale.note(old, nil)
      stale.note(nil, new)
    }
    if case .agent(let id) = thing, Endpoint.differInQueues(old, new) { seenInQueues.append(id) }
  }

  /// Messages follow an agent back; one that goes to the bin again leaves them.
  private mutating func noteMailbox(_ old: Agent?, _ new: Agent?) {
    guard let old, let new, new.account.deletedAt.text.isEmpty,
      old.account.internalNumber != new.account.internalNumber
    else { return }
    mailboxes.note(
      .moved(from: old.account.internalNumber.text, to: new.account.internalNumber.text),
      agent: new.account.id.value, named: new.account.name.text)
  }

  /// Notes the files that show an agent who is, or was, at a telephone that changed.
  private mutating func note(guest id: Int) throws {
    guard let old = before.agents[id], let new = after.agents[id] else { return }
    try note(old, new, .agent(id))
    guard !reversal.things.contains(.agent(id)), new.account.telephone != old.account.telephone,
      new.account.telephone.text.isEmpty
    else { return }
    // Nothing else tells of it.
    let plan = AgentPlan.logOff(old, isSaid: true)
    findings += plan.findings
    try transaction.append(session.auditEntry("logoff", old.username, plan.changes))
  }

  private mutating func note(_ old: Telephone?, _ new: Telephone?, _ thing: RunThing) throws {
    let (before, after) = (
      old.map { Endpoint($0, digest: .unknown) }, new.map { Endpoint($0, digest: .unknown) }
    )
    findings += try nameGuard.findings(for: after, insteadOf: before, transaction)
    if let old { stale.note(old.files(insteadOf: nil, dialect)) }
    if let new { stale.note(new.files(insteadOf: nil, dialect)) }
  }

  /// Keeps the picture that goes for undoing this, and looks for the one that comes back.
  private mutating func keepPicture(
    of old: Agent?, insteadOf new: Agent?, _ thing: RunThing
  ) throws {
    let (gone, back) = (old?.account.avatar.text ?? "", new?.account.avatar.text ?? "")
    guard gone != back else { return }
    if !gone.isEmpty { _ = try transaction.keep(picture: gone) }
    guard !back.isEmpty, !session.hasPicture(back) else { return }
    findings.append(
      Finding(
        .error, "avatar.gone", field: "avatar", "the picture is no longer beside the database"
      ).about(try reversal.name(of: thing)))
  }

  private func checkSetting(_ key: String) throws {
    let (old, new) = (before.settings, after.settings)
    guard old[key] != new[key] else { return }
    let seen = try transaction.asteriskSeen()
    try SettingRules.checkPhones(
      from: Dialect(old, seen: seen), to: Dialect(new, seen: seen), new,
      directory: mode.directory, transaction)
    try SettingRules.checkDirectory(from: old, to: new, transaction)
    try SettingRules.touchFiles(key, from: old, to: new, in: transaction)
  }

  private func isTouched(_ table: String, _ thing: RunThing) -> Bool {
    reversal.besides[table]?.contains(thing) ?? false
  }

  private func isPasswordTouched(_ thing: RunThing) -> Bool {
    isTouched("credential", thing) || reversal.passwords.contains(thing)
  }
}

extension GroupOutcome.Result {
  fileprivate init(_ isNew: Bool, _ isGone: Bool, _ changes: [GroupOutcome.Change]) {
    self = isNew ? .created : isGone ? .deleted : changes.isEmpty ? .unchanged : .changed
  }
}

extension GroupOutcome.Change {
  fileprivate static let password = Self("password", .string("***"), .string("***"))
}

extension [(key: String, value: JSON)] {
  fileprivate func value(_ key: String) -> JSON? { first { $0.key == key }?.value }
}
