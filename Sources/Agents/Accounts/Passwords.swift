public import AgentsModel
internal import AgentsStore

extension Centre {
  /// Sets the password of an agent: for the login, and for the phone unless `loginOnly` is true.
  ///
  /// - Parameters:
  ///   - username: Whose.
  ///   - password: Read once the agent is found and the actor is known to be allowed.
  ///   - loginOnly: The phone keeps its password.
  ///   - mode: How far it goes.
  /// - Throws: `AgentsError.refused` for a password that breaks a rule of the Security Suite.
  public func setPassword(
    of username: String, to password: @autoclosure () throws -> NewPassword,
    loginOnly: Bool = false, _ mode: Mode = .apply
  ) async throws -> Report<AgentOutcome> {
    try await perform(OperatorTask("set-password", [username], needs: .edit, mode)) { session in
      let store = try session.changing()
      return try await session.setPassword(
        in: store, mode, loginOnly: loginOnly, password,
        whose: { try $0.agents(.named([username]))[0] })
    }
  }

  /// Sets the password that an emailed link is for.
  ///
  /// - Parameters:
  ///   - token: The token in the link; nil = there is none.
  ///   - password: Read once the link is known to be valid.
  ///   - loginOnly: The phone keeps its password.
  ///   - mode: How far it goes.
  /// - Throws: `AgentsError.account(.linkRefused)`; `.refused` for a password that breaks a rule, which leaves
  ///   the link valid.
  public func resetPassword(
    with token: @autoclosure () throws -> LinkToken?, to password: @autoclosure () throws -> Secret,
    loginOnly: Bool = false, _ mode: Mode = .apply
  ) async throws -> Report<AgentOutcome> {
    let task = OperatorTask("reset-password complete", needs: nil, mode)
    return try await perform(task) { session in
      let store = try session.changing()
      do {
        let sha256 = try token()?.sha256 ?? ""
        return try await session.setPassword(
          in: store, mode, loginOnly: loginOnly, { NewPassword(try password()) },
          whose: { try $0.agent(ofGoodLink: sha256) }, tellsLock: true)
      } catch AgentsError.account(.linkRefused) {
        try store.write { transaction in
          try transaction.append(
            session.auditEntry(task.name, "", JSON.object([("result", .string("refused"))])))
        }
        throw AgentsError.account(.linkRefused)
      }
    }
  }
}

extension Session {
  /// - Parameters:
  ///   - whose: Finds the agent: before the password is read, and again in the transaction.
  ///   - tellsLock: Warn that the new password does not end a lock.
  fileprivate func setPassword(
    in store: Store, _ mode: Mode, loginOnly: Bool, _ password: () throws -> NewPassword,
    whose: (StoreReader) throws -> Agent, tellsLock: Bool = false
  ) async throws -> Report<AgentOutcome> {
    let rules = try store.read { try PasswordRules(for: whose($0), isDryRun: mode.isDryRun, $0) }
    let password = try password()
    let hash = try rules.hash(of: password.secret)
    return try await change(task.name, mode, in: store) { transaction, _ in
      [try whose(transaction)]
    } plan: { agent, transaction, settings, _ in
      try rules.recheck(password.secret, for: agent, transaction)
      let credential = try transaction.credentialChange(
        of: agent, to: password.secret, hash: hash, realm: settings.sipRealm, loginOnly: loginOnly)
      var plan = AgentPlan(old: agent, new: agent, findings: credential.warnings)
      if tellsLock, agent.account.locked {
        plan.findings.append(
          Finding(
            .warning, "locked.still", field: "locked", "the new password does not end the lock",
            hint: .unlock(agent.account.name.text)))
      }
      return (
        AgentChange(action: .edit, plan: plan, credential: credential),
        password: password.shown(mode)
      )
    }
  }
}

extension StoreReader {
  /// - Throws: `AgentsError.account(.linkRefused)`.
  fileprivate func agent(ofGoodLink sha256: String) throws -> Agent {
    guard let agent = try agent(ofLink: sha256) else { throw AgentsError.account(.linkRefused) }
    return agent
  }
}
