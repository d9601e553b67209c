internal import AgentsModel
internal import AgentsStore

extension Centre {
  /// Sets the password of a telephone.
  ///
  /// - Parameters:
  ///   - name: Whose.
  ///   - password: Read once the telephone is found.
  ///   - mode: How far it goes.
  public func setPassword(
    ofTelephone name: String, to password: @autoclosure () throws -> NewPassword,
    _ mode: Mode = .apply
  ) async throws -> Report<GroupOutcome> {
    let task = OperatorTask("telephone set-password", [name], needs: .admin, mode)
    return try await perform(task) { session in
      let store = try session.changing()
      _ = try store.read { reader in try reader.lookUp { try $0.telephones([name]) } }
      let password = try password()
      return try await session.changeGroups(mode, in: store) { transaction, settings, report in
        _ = try PasswordPolicy.findings(for: password.secret, settings).orRefused()
        let found = try transaction.lookUp { try $0.telephones([name]) }
        for telephone in found {
          let digest = SIPDigest(
            peer: telephone.name, realm: settings.sipRealm, password: password.secret)
          try transaction.setDigest(digest, of: telephone)
          var outcome = GroupOutcome(
            telephone.name.text, .changed, [.init("password", .string("***"), .string("***"))])
          outcome.password = password.shown(mode)
          report.outcomes.append(outcome)
        }
        let dialect = try transaction.dialect(settings)
        return found.flatMap { $0.files(insteadOf: nil, dialect) }
      }
    }
  }

  /// Gives a telephone another name, and a password: the digest of the old one has the old name in it.
  ///
  /// - Parameters:
  ///   - name: The name that it has.
  ///   - newName: Must not be an agent's, nor another telephone's.
  ///   - password: Read once the telephone is found.
  ///   - mode: How far it goes.
  public func renameTelephone(
    _ name: String, to newName: String, password: @autoclosure () throws -> NewPassword,
    _ mode: Mode = .apply
  ) async throws -> Report<GroupOutcome> {
    let task = OperatorTask("telephone rename", [name], needs: .admin, mode)
    return try await perform(task) { session in
      let store = try session.changing()
      _ = try store.read { reader in try reader.lookUp { try $0.telephones([name]) } }
      let password = try password()
      return try await session.changeGroups(mode, in: store) { transaction, settings, report in
        guard let old = try transaction.lookUp({ try $0.telephones([name]) }).first else {
          return []
        }
        let (renamed, problems) = old.renamed(newName)
        let new = try transaction.free(
          renamed, insteadOf: old,
          problems + PasswordPolicy.findings(for: password.secret, settings))
        let nameGuard = try NameGuard(settings, mode, transaction)
        report.warnings += try nameGuard.findings(
          for: Endpoint(new, digest: .unknown), insteadOf: Endpoint(old, digest: .unknown),
          transaction
        ).orRefused()
        let digest = SIPDigest(
          peer: new.name, realm: settings.sipRealm, password: password.secret)
        var stale = StaleFiles(try transaction.dialect(settings))
        let before = try transaction.agent(at: old.name)
        try transaction.rename(old, to: new.name, digest)
        if let before, let after = try transaction.agent(at: new.name) {
          try stale.note(before, after, transaction)
        }
        report.warnings += try transaction.listeningWarnings(new)
        var outcome = GroupOutcome(
          new.name.text, .changed,
          [
            .init("name", .string(old.name.text), .string(new.name.text)),
            .init("password", .string("***"), .string("***")),
          ])
        outcome.password = password.shown(mode)
        report.outcomes.append(outcome)
        report.warnings.append(
          .registersAnew(field: "name", "with the new name and the new password"))
        return try new.files(insteadOf: old, transaction.dialect(settings)) + stale.files
      }
    }
  }
}

extension Telephone {
  /// The telephone with another name, and what is wrong with that.
  fileprivate func renamed(_ name: String) -> (Telephone, [Finding]) {
    var telephone = self
    do throws(Refusal) { telephone.name = try PeerName(parsing: name) } catch {
      return (self, [Finding("name", error)])
    }
    guard telephone.name != self.name else {
      return (
        self,
        [
          Finding(
            .error, "name.same", field: "name", "is \(quoted(name)) already",
            hint: "choose another; a password alone is set without one")
        ]
      )
    }
    return (telephone, [])
  }

  /// Where its phone has to do something before it can be reached again.
  func registrationWarnings(insteadOf old: Telephone) -> [Finding] {
    if voice.host != old.voice.host {
      return [
        voice.host.text == HostRule.initial
          ? .registersAnew(field: "host", "before it can be called")
          : Finding(
            .warning, "host.fixed", field: "host",
            "the phone is called at \(voice.host.text) from now on, and does not register")
      ]
    }
    let lost = old.voice.transport.words.filter { !voice.transport.words.contains($0) }
    guard !lost.isEmpty else { return [] }
    return [
      .registersAnew(
        field: "transport",
        "over \(voice.transport.text) if it uses \(lost.joined(separator: " or "))")
    ]
  }
}

extension Finding {
  /// - Parameter how: The rest of the sentence.
  fileprivate static func registersAnew(field: String, _ how: String) -> Finding {
    Finding(
      .warning, "\(field).registers-anew", field: field, "the phone must register anew \(how)")
  }
}
