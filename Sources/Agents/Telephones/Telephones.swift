public import AgentsModel
internal import AgentsStore

extension Centre {
  /// Creates a telephone: an extension without an agent.
  ///
  /// - Parameters:
  ///   - username: Must not be an agent's.
  ///   - fullName: The name of the account.
  ///   - internalNumber: nil = the lowest free one.
  ///   - password: Read once the actor is known to be allowed.
  ///   - mode: How far it goes.
  public func createTelephone(
    _ username: String, fullName: String, internalNumber: String? = nil,
    password: @autoclosure () throws -> NewPassword, _ mode: Mode = .apply
  ) async throws -> Report<GroupOutcome> {
    let task = OperatorTask("telephone create", [username], needs: .admin, mode)
    return try await perform(task) { session in
      let store = try session.writing()
      let password = try password()
      return try await session.changeGroups(mode, in: store) { transaction, settings, report in
        let nameGuard = try NameGuard(settings, mode, transaction)
        let number =
          try internalNumber ?? transaction.lowestFreeInternal(settings, nameGuard)
        let (planned, problems) = Telephone.planned(
          name: username, fullname: fullName, internalNumber: number)
        let telephone = try transaction.free(
          planned, problems + PasswordPolicy.findings(for: password.secret, settings))
        report.warnings += try nameGuard.findings(
          for: Endpoint(telephone, digest: .unknown), insteadOf: nil, transaction
        ).orRefused()
        let digest = SIPDigest(
          user: telephone.username, realm: settings.sipRealm, password: password.secret)
        try transaction.insert(telephone, digest, at: session.now)
        let values = [
          ("fullname", telephone.fullname.text), ("internal", telephone.internalNumber.text),
        ]
        var outcome = GroupOutcome(
          telephone.name.text, .created, values.map { .init($0.0, .string(""), .string($0.1)) })
        outcome.internalNumber = telephone.internalNumber.text
        outcome.password = password.shown(mode)
        report.outcomes.append(outcome)
        return try telephone.files(transaction.dialect(settings))
      }
    }
  }

  /// Sets the password of a telephone.
  ///
  /// - Parameters:
  ///   - username: Whose.
  ///   - password: Read once the telephone is found.
  ///   - mode: How far it goes.
  public func setPassword(
    ofTelephone username: String, to password: @autoclosure () throws -> NewPassword,
    _ mode: Mode = .apply
  ) async throws -> Report<GroupOutcome> {
    let task = OperatorTask("telephone set-password", [username], needs: .admin, mode)
    return try await perform(task) { session in
      let store = try session.changing()
      _ = try store.read { reader in try reader.lookUp { try $0.telephones([username]) } }
      let password = try password()
      return try await session.changeGroups(mode, in: store) { transaction, settings, report in
        _ = try PasswordPolicy.findings(for: password.secret, settings).orRefused()
        let found = try transaction.lookUp { try $0.telephones([username]) }
        for telephone in found {
          let digest = SIPDigest(
            user: telephone.username, realm: settings.sipRealm, password: password.secret)
          try transaction.setDigest(digest, of: telephone)
          var outcome = GroupOutcome(
            telephone.name.text, .changed, [.init("password", .string("***"), .string("***"))])
          outcome.password = password.shown(mode)
          report.outcomes.append(outcome)
        }
        let dialect = try transaction.dialect(settings)
        return found.flatMap { $0.files(dialect) }
      }
    }
  }

  /// Deletes telephones permanently, because there is no bin for them: all of them, or none.
  ///
  /// - Parameters:
  ///   - usernames: Theirs; every one must be there.
  ///   - mode: How far it goes.
  ///   - confirm: Is asked before anything is done, with the usernames; it throws to refuse.
  public func deleteTelephones(
    _ usernames: [String], _ mode: Mode = .apply, confirm: ([String]) throws -> Void = { _ in }
  ) async throws -> Report<GroupOutcome> {
    let task = OperatorTask("telephone delete", usernames, needs: .admin, mode)
    return try await perform(task) { session in
      let store = try session.changing()
      let names = try store.read { reader in
        try reader.lookUp { try $0.telephones(usernames) }.map(\.name.text)
      }
      if !mode.isDryRun { try confirm(names) }
      return try await session.changeGroups(mode, in: store) { transaction, settings, report in
        let telephones = try transaction.lookUp { try $0.telephones(usernames) }
        let nameGuard = try NameGuard(settings, mode, transaction)
        _ = try telephones.flatMap { telephone in
          try nameGuard.findings(
            for: nil, insteadOf: Endpoint(telephone, digest: .unknown), transaction
          ).map { $0.about(telephone.name.text) }
        }.orRefused()
        for telephone in telephones {
          try transaction.delete(telephone)
          report.outcomes.append(
            GroupOutcome(
              telephone.name.text, .deleted,
              lost: [
                ("fullname", .string(telephone.fullname.text)),
                ("internal", .string(telephone.internalNumber.text)),
              ]))
        }
        report.warnings += try transaction.telephoneWarnings()
        let dialect = try transaction.dialect(settings)
        return telephones.flatMap { $0.files(dialect) }
      }
    }
  }

  /// The telephones, by username.
  public func telephones() throws -> [Telephone] {
    try perform(OperatorTask("telephone list")) { try $0.reading().read { try $0.telephones() } }
  }
}

extension StoreReader {
  fileprivate func lowestFreeInternal(
    _ settings: Settings, _ nameGuard: NameGuard
  ) throws -> String {
    try lowestFreeInternal(from: settings.minInternal.value) {
      try nameGuard.has(number: $0, for: ContextNameRule.initial, self)
    }
  }

  /// Returns the telephone if its username and internal are free.
  ///
  /// - Throws: `AgentsError.refused` with every problem.
  fileprivate func free(_ telephone: Telephone, _ problems: [Finding]) throws -> Telephone {
    let refused = problems.compactMap(\.field)
    let values: [(UniqueField, String)] = [
      (.name, telephone.name.text), (.internalNumber, telephone.internalNumber.text),
    ]
    var findings = problems
    for (field, text) in values where !refused.contains(field.rawValue) {
      if let holder = try holder(of: field, text) {
        findings.append(taken(field, text, by: holder))
      }
    }
    _ = try findings.orRefused()
    return telephone
  }

  /// Warns if the last telephone is gone while agents use hot desk.
  fileprivate func telephoneWarnings() throws -> [Finding] {
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

extension Telephone {
  /// The generated files that show it.
  fileprivate func files(_ dialect: Dialect) -> [GeneratedFile] {
    Array(GeneratedFile.affected(by: nil, Endpoint(self, digest: .unknown), dialect))
  }
}
