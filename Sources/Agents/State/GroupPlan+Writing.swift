internal import AgentsModel
internal import AgentsStore

extension GroupPlan {
  /// Stores what agents may need: settings, teams, profiles, queues and telephones; telephones that go free their numbers.
  ///
  /// - Returns: warnings.
  func write(
    _ session: Session, _ mode: Mode, _ transaction: StoreTransaction
  ) throws -> [Finding] {
    for step in settings {
      _ = try session.set(step.setting, to: step.value, mode, pins: true, transaction)
    }
    var warnings: [Finding] = []
    // Who is logged on at a telephone that goes leaves it.
    let batch = try ChangeBatch(transaction, newSettings)
    for telephone in goneTelephones {
      let removed = try session.remove(telephone, in: batch)
      warnings += removed.findings
      try append(
        removed.outcome.auditChanges, "telephone", telephone.username, session, transaction)
    }
    for (kind, name) in newGroups {
      _ = try transaction.insertGroup(kind, named: name)
      try append(.object([]), kind.rawValue, name.text, session, transaction)
    }
    var files: [GeneratedFile] = []
    let dialect = try transaction.dialect(newSettings)
    for step in queues {
      let queue = try write(step, transaction)
      warnings += try remarks(step, queue, transaction)
      files += queue.files(unless: false)
      try append(step.outcome, session, transaction)
    }
    for step in telephones {
      warnings += try remarks(step, session, batch)
      files += try write(step, session, dialect, transaction)
      try append(step.outcome, session, transaction)
    }
    files += goneTelephones.flatMap { $0.files(insteadOf: nil, dialect) }
    try transaction.touch(files: batch.stale.files.union(files).map(\.name))
    return warnings
  }

  /// Deletes the queues, teams and profiles that go, when no agent of the file is in them any more.
  ///
  /// - Returns: warnings.
  func prune(_ session: Session, _ transaction: StoreTransaction) throws -> [Finding] {
    var files: [GeneratedFile] = []
    let (outcomes, warnings) = try session.remove(
      goneQueues.map { ($0, Loss(name: $0.name.text, agents: 0)) }, transaction)
    for outcome in outcomes {
      try append(outcome.auditChanges, "queue", outcome.name, session, transaction)
    }
    files += goneQueues.flatMap { $0.files(unless: false) }
    for group in goneGroups {
      if group.kind == .team {
        files += try transaction.queues(ofTeam: group.id).filter { $0.channel == .voice }
          .map { .queue($0.name) }
      }
      let members = try transaction.members(of: group).map { JSON.string($0.name) }
      try transaction.delete(group)
      try append(
        .object([("members", .array([.array(members), .null]))]), group.kind.rawValue, group.name,
        session, transaction)
    }
    try transaction.touch(files: Set(files).map(\.name))
    return try warnings + (goneTelephones.isEmpty ? [] : transaction.telephoneWarnings())
  }

  // MARK: - Queues

  private func write(_ step: QueueStep, _ transaction: StoreTransaction) throws -> Queue {
    let (old, after) = (step.old, step.after)
    var queue =
      try old ?? transaction.insertQueue(after.name, after.strategy, after.weight)
    (queue.strategy, queue.weight) = (after.strategy, after.weight)
    if let old, old != queue { try transaction.update(queue) }
    let before = step.before ?? QueueState(after.name)
    for team in before.teams where !after.teams.contains(where: { $0.name == team.name }) {
      guard let group = try transaction.group(.team, named: team.name) else { continue }
      _ = try transaction.remove(team: group, fromQueue: queue.id)
    }
    for team in after.teams {
      guard let group = try transaction.group(.team, named: team.name) else { continue }
      _ = try transaction.add(team: group, toQueue: queue.id, team.penalty)
    }
    if before.kept != after.kept { try transaction.keep(after.kept, ofQueue: queue.id) }
    return queue
  }

  /// Warnings for the agents that teams bring into a queue, and for those of one with another strategy.
  private func remarks(
    _ step: QueueStep, _ queue: Queue, _ transaction: StoreTransaction
  ) throws -> [Finding] {
    let before = Set(step.before?.teams.map(\.name) ?? [])
    let joining = try step.after.teams.filter { !before.contains($0.name) }
      .compactMap { try transaction.group(.team, named: $0.name) }
      .flatMap { try transaction.members(of: $0).map(\.id) }
    var warnings = try MembershipRemarks.findings(joining, queue, newSettings, transaction)
    if let old = step.old, old.strategy != queue.strategy {
      warnings += try transaction.beepallWarnings(queue, newSettings)
    }
    return warnings
  }

  // MARK: - Telephones

  private func write(
    _ step: TelephoneStep, _ session: Session, _ dialect: Dialect, _ transaction: StoreTransaction
  ) throws -> [GeneratedFile] {
    let new = step.new
    let before = try step.old.map { try transaction.kept(ofTelephone: $0.username) } ?? []
    if let old = step.old {
      try transaction.update(old, to: new)
      if let digest = step.digest { try transaction.setDigest(digest, of: old) }
    } else {
      // Nobody knows it: the phone registers once it gets a password.
      let digest =
        step.digest
        ?? SIPDigest(peer: new.name, realm: newSettings.sipRealm, password: Generator.password())
      try transaction.insert(new, digest, at: session.now)
    }
    if let kept = step.kept { try transaction.keep(kept, ofTelephone: new.username) }
    let isOther = step.old == nil || step.digest != nil
    return new.files(
      keeping: step.kept ?? before, insteadOf: isOther ? nil : step.old, keeping: before, dialect)
  }

  /// Warnings of a telephone; who is logged on at one that rings no more leaves it.
  private func remarks(
    _ step: TelephoneStep, _ session: Session, _ batch: ChangeBatch
  ) throws -> [Finding] {
    let (old, new, transaction) = (step.old, step.new, batch.transaction)
    var warnings = try transaction.listeningWarnings(new)
    if let old, new.voice.type == .user {
      warnings += try session.logOff(from: old, in: batch)
    }
    warnings += old.map { new.registrationWarnings(insteadOf: $0) } ?? []
    if new.internalNumber != old?.internalNumber {
      let owner = try old.flatMap { try transaction.owner(ofTelephone: $0.name.text) }
      warnings += try transaction.formerOwnerWarning(new.internalNumber, insteadOf: owner)
    }
    return warnings
  }

  // MARK: - Audit trail

  private func append(
    _ outcome: StateOutcome, _ session: Session, _ transaction: StoreTransaction
  ) throws {
    try append(outcome.auditChanges, outcome.kind, outcome.name, session, transaction)
  }

  private func append(
    _ changes: JSON, _ kind: String, _ name: String, _ session: Session,
    _ transaction: StoreTransaction
  ) throws {
    try transaction.append(session.auditEntry("\(session.task.name) \(kind)", name, changes))
  }
}
