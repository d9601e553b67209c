public import AgentsModel
internal import AgentsStore

/// A telephone with all that is shown of it.
public struct TelephoneSheet: Sendable {
  /// The telephone itself.
  public let telephone: Telephone
  /// Lines of it that no field stands for, of either driver.
  public let kept: [KeptSetting]
}

extension Centre {
  /// Creates a telephone: an extension without an agent.
  ///
  /// - Parameters:
  ///   - name: Must not be an agent's.
  ///   - assignments: Its fields, `Telephone.fields`; the full name is required, and an internal that is not
  ///     given is the lowest free one.
  ///   - skipsExisting: A telephone of that name is left as it is, which is no error.
  ///   - password: Read once the actor is known to be allowed, and something is to be created.
  ///   - mode: How far it goes.
  public func createTelephone(
    _ name: String, _ assignments: [Assignment], skipsExisting: Bool = false,
    password: @autoclosure () throws -> NewPassword, _ mode: Mode = .apply
  ) async throws -> Report<GroupOutcome> {
    let task = OperatorTask("telephone create", [name], needs: .admin, mode)
    return try await perform(task) { session in
      let store = try session.writing()
      if skipsExisting, let there = try store.read({ try $0.telephone(named: name) }) {
        return Report(unchanged: [there.name.text], mode)
      }
      let password = try password()
      return try await session.changeGroups(mode, in: store) { transaction, settings, report in
        let nameGuard = try NameGuard(settings, mode, transaction)
        let telephone = try transaction.planned(
          name, assignments, password.secret, settings, nameGuard)
        report.warnings += try nameGuard.findings(
          for: Endpoint(telephone, digest: .unknown), insteadOf: nil, transaction
        ).orRefused()
        let digest = SIPDigest(
          peer: telephone.name, realm: settings.sipRealm, password: password.secret)
        try transaction.insert(telephone, digest, at: session.now)
        report.warnings += try transaction.listeningWarnings(telephone)
        if assignments.contains(where: { $0.key == "internal" }) {
          report.warnings += try transaction.formerOwnerWarning(
            telephone.internalNumber, insteadOf: nil)
        }
        var outcome = GroupOutcome(telephone.name.text, .created, telephone.traits)
        outcome.internalNumber = telephone.internalNumber.text
        outcome.password = password.shown(mode)
        report.outcomes.append(outcome)
        return try telephone.files(insteadOf: nil, transaction.dialect(settings))
      }
    }
  }

  /// Changes fields of a telephone: all of them, or none.
  ///
  /// - Parameters:
  ///   - name: Whose.
  ///   - assignments: Of `Telephone.fields`.
  ///   - kept: Settings that no field stands for.
  ///   - mode: How far it goes.
  public func editTelephone(
    _ name: String, _ assignments: [Assignment], kept: KeptEdit = KeptEdit(), _ mode: Mode = .apply
  ) async throws -> Report<GroupOutcome> {
    let task = OperatorTask("telephone edit", [name], needs: .admin, mode)
    return try await perform(task) { session in
      try await session.changeGroups(mode, in: try session.changing()) {
        transaction, settings, report in
        guard let old = try transaction.lookUp({ try $0.telephones([name]) }).first else {
          return []
        }
        let dialect = try transaction.dialect(settings)
        let before = try transaction.kept(ofTelephone: old.name.text)
        let (after, refused) = kept.applied(to: before, dialect.driver)
        let (planned, problems) = old.edited(assignments, settings)
        let new = try transaction.free(planned, insteadOf: old, problems + refused)
        report.warnings += problems.warnings
        let changes =
          new.changes(from: old).map(GroupOutcome.Change.init)
          + GroupOutcome.changes(ofKept: before, to: after)
        guard !changes.isEmpty else {
          report.outcomes.append(GroupOutcome(old.name.text, .unchanged))
          return []
        }
        let nameGuard = try NameGuard(settings, mode, transaction)
        report.warnings += try nameGuard.findings(
          for: Endpoint(new, digest: .unknown), insteadOf: Endpoint(old, digest: .unknown),
          transaction
        ).orRefused()
        let batch = try ChangeBatch(transaction, settings)
        if new.voice.type == .user { report.warnings += try session.logOff(from: old, in: batch) }
        try transaction.update(old, to: new)
        try transaction.keep(after, ofTelephone: new.name.text)
        report.outcomes.append(GroupOutcome(old.name.text, .changed, changes))
        report.warnings += new.registrationWarnings(insteadOf: old)
        if new.internalNumber != old.internalNumber {
          report.warnings += try transaction.formerOwnerWarning(
            new.internalNumber, insteadOf: transaction.owner(ofTelephone: old.name.text))
        }
        return new.files(keeping: after, insteadOf: old, keeping: before, dialect)
          + batch.stale.files
      }
    }
  }

  /// Deletes telephones permanently, because there is no bin for them: all of them, or none.
  ///
  /// - Parameters:
  ///   - names: Theirs; every one must be there.
  ///   - skipsMissing: One that is not there is left out, which is no error.
  ///   - mode: How far it goes.
  ///   - confirm: Is asked before anything is done, with the names; it throws to refuse.
  public func deleteTelephones(
    _ names: [String], skipsMissing: Bool = false, _ mode: Mode = .apply,
    confirm: ([String]) throws -> Void = { _ in }
  ) async throws -> Report<GroupOutcome> {
    let task = OperatorTask("telephone delete", names, needs: .admin, mode)
    return try await perform(task) { session in
      let store = try session.changing()
      let missing = try store.read { reader in
        try skipsMissing ? names.filter { try reader.telephone(named: $0) == nil } : []
      }
      let wanted = names.filter { !missing.contains($0) }
      let found = try store.read { reader in
        try reader.lookUp { try $0.telephones(wanted) }.map(\.name.text)
      }
      guard !found.isEmpty else { return Report(unchanged: missing, mode) }
      if !mode.isDryRun { try confirm(found) }
      return try await session.changeGroups(mode, in: store) { transaction, settings, report in
        let telephones = try transaction.lookUp { try $0.telephones(wanted) }
        let nameGuard = try NameGuard(settings, mode, transaction)
        _ = try telephones.flatMap { telephone in
          try nameGuard.findings(
            for: nil, insteadOf: Endpoint(telephone, digest: .unknown), transaction
          ).map { $0.about(telephone.name.text) }
        }.orRefused()
        let batch = try ChangeBatch(transaction, settings)
        for telephone in telephones {
          let removed = try session.remove(telephone, in: batch)
          report.outcomes.append(removed.outcome)
          report.warnings += removed.findings
        }
        report.outcomes += missing.map { GroupOutcome($0, .unchanged) }
        report.warnings += try transaction.telephoneWarnings()
        let dialect = try transaction.dialect(settings)
        return telephones.flatMap { $0.files(insteadOf: nil, dialect) } + batch.stale.files
      }
    }
  }

  /// The telephones, by internal.
  public func telephones() throws -> [Telephone] {
    try perform(OperatorTask("telephone list")) { try $0.reading().read { try $0.telephones() } }
  }

  /// These telephones, with all that is shown of them.
  public func telephones(_ names: [String]) throws -> [TelephoneSheet] {
    try perform(OperatorTask("telephone show", names)) { session in
      try session.reading().read { reader in
        try reader.lookUp { try $0.telephones(names) }.map {
          TelephoneSheet(telephone: $0, kept: try reader.kept(ofTelephone: $0.name.text))
        }
      }
    }
  }
}

extension StoreReader {
  /// The new telephone of a request.
  ///
  /// - Throws: `AgentsError.refused` with every problem.
  fileprivate func planned(
    _ name: String, _ assignments: [Assignment], _ password: Secret, _ settings: Settings,
    _ nameGuard: NameGuard
  ) throws -> Telephone {
    var assignments = assignments
    if !assignments.contains(where: { $0.key == "internal" }) {
      let context = assignments.last { $0.key == "context" }?.text ?? ContextNameRule.initial
      let number = try lowestFreeInternal(from: settings.minInternal.value) {
        try nameGuard.has(number: $0, for: context, self)
      }
      assignments.append(Assignment("internal", number))
    }
    let (telephone, problems) = Telephone.create(name: name, assignments, settings)
    return try free(
      telephone, insteadOf: nil, problems + PasswordPolicy.findings(for: password, settings))
  }

  /// Returns the telephone if its name and internal are free.
  ///
  /// - Throws: `AgentsError.refused` with every problem.
  func free(
    _ new: Telephone, insteadOf old: Telephone?, _ problems: [Finding]
  ) throws -> Telephone {
    let refused = problems.errors.compactMap(\.field)
    let isSameName = new.name.text.lowercased() == old?.name.text.lowercased()
    let values: [(UniqueField, String, isKept: Bool)] = [
      (.name, new.name.text, isSameName),
      (.internalNumber, new.internalNumber.text, new.internalNumber == old?.internalNumber),
    ]
    var findings = problems
    for (field, text, isKept) in values where !isKept && !refused.contains(field.rawValue) {
      if let holder = try holder(of: field, text) {
        findings.append(taken(field, text, by: holder))
      }
    }
    _ = try findings.orRefused()
    return new
  }

  /// Warns if supervisors who listen to an agent would hear the telephone.
  func listeningWarnings(_ telephone: Telephone) throws -> [Finding] {
    try listened(withPhone: telephone.name.text).map { agent in
      Finding(
        .warning, "name.listened", field: "name",
        "who listens to \(agent) hears this telephone, too: Asterisk goes by the beginning of names",
        hint: "choose a name that does not begin with \(quoted(agent + "-"))")
    }
  }

  /// Warns if the last telephone is gone while agents use hot desk.
  func telephoneWarnings() throws -> [Finding] {
    let agents = try hotDeskAgents()
    guard agents > 0, try !hasTelephone() else { return [] }
    return [
      Finding(
        .warning, "telephone.last", field: "telephone",
        "it was the last one, and \(AgentsModel.count(agents, "agent")) with hot desk can choose none now",
        hint: .makeTelephone)
    ]
  }
}

extension Report<GroupOutcome> {
  /// Nothing is to be done about these.
  init(unchanged names: [String], _ mode: Mode) {
    self.init(isDryRun: mode.isDryRun)
    outcomes = names.map { GroupOutcome($0, .unchanged) }
  }
}

extension GroupOutcome.Change {
  fileprivate init(_ change: FieldChange) {
    self.init(change.field.key, change.shownOld, change.shownNew)
  }
}

extension Telephone {
  /// Full name, internal, and what is not as it is by default; the value before is empty.
  var traits: [GroupOutcome.Change] {
    changes(from: Telephone()).map { .init($0.field.key, .string(""), $0.shownNew) }
  }

  /// The files that show it otherwise than `old`, each with what is kept of it.
  func files(
    keeping kept: [KeptSetting] = [], insteadOf old: Telephone?,
    keeping oldKept: [KeptSetting] = [],
    _ dialect: Dialect
  ) -> [GeneratedFile] {
    func endpoint(_ telephone: Telephone, _ kept: [KeptSetting]) -> Endpoint {
      var endpoint = Endpoint(telephone, digest: .unknown)
      endpoint.kept = kept
      return endpoint
    }
    return Array(
      GeneratedFile.affected(
        by: old.map { endpoint($0, oldKept) }, endpoint(self, kept), dialect))
  }
}
