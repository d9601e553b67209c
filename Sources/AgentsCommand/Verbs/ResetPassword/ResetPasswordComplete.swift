internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import ArgumentParser
internal import SystemPackage

struct ResetPasswordComplete: AsyncVerb {
  static let configuration = CommandConfiguration(
    commandName: "complete", abstract: "Set a new password with the token of a link.",
    usage: "xcally-agents reset-password complete --token-file FILE [options]",
    discussion: """
      A token that is wrong, used, too old or taken back ends with 77. A password
      that breaks a rule does not use it up. On standard input the token comes
      first, and the password in the next line.

        $ xcally-agents reset-password complete --token-file token
        $ xcally-agents reset-password complete --token-file - --password-stdin
      """)

  @Option(
    help: ArgumentHelp(
      "What stands behind token=; - = standard input.",
      valueName: "file"),
    completion: .file(), transform: FileOption.tokenFile.word)
  var tokenFile: FileWord
  @OptionGroup(title: "Password") var password: PasswordOptions
  @Flag(help: "Change the login only; the phone keeps its password.")
  var loginOnly = false
  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  static let verb = "reset-password complete"

  func perform() async throws {
    let session = try Session(store)
    let database = try session.changing(
      OperatorTask(Self.verb, needs: nil, change, files: [tokenFile, password.passwordFile]))
    do {
      try await complete(session, database).finish(output)
    } catch AgentsError.linkRefused {
      try database.write { transaction in
        try transaction.append(
          session.auditEntry(Self.verb, "", JSON.object([("result", .string("refused"))])))
      }
      throw AgentsError.linkRefused
    }
  }

  private func complete(_ session: Session, _ database: Store) async throws -> ChangeReport {
    let sha256 = try token()?.sha256 ?? ""
    // A bad link is told before anybody thinks of a password.
    let rules = try database.read {
      try PasswordRules(for: $0.agent(ofGoodLink: sha256), isDryRun: change.dryRun, $0)
    }
    let password = try password.read(isNew: true)
    let hash = try rules.hash(of: password)
    return try await session.change(Self.verb, change, in: database) { transaction, _ in
      // Again, for another run may have used it meanwhile.
      [try transaction.agent(ofGoodLink: sha256)]
    } plan: { agent, transaction, settings, _ in
      try rules.recheck(password, for: agent, transaction)
      let credential = try transaction.credentialChange(
        of: agent, to: password, hash: hash, realm: settings.sipRealm, loginOnly: loginOnly)
      var plan = AgentPlan(old: agent, new: agent, findings: credential.warnings)
      if agent.account.locked {
        plan.findings.append(
          Finding(
            .warning, "locked.still", field: "locked", "the new password does not end the lock",
            hint: "\"xcally-agents unlock \(agent.account.name.text)\" does"))
      }
      return (AgentChange(action: .edit, plan: plan, credential: credential), password: nil)
    }
  }

  /// nil for what can be no token: it is refused as a wrong one is.
  private func token() throws -> LinkToken? {
    do {
      var bytes = try tokenFile.secretLine(limit: LinkToken.length)
      return LinkToken(given: Secret(consuming: &bytes))
    } catch SecretRefusal.empty, SecretRefusal.tooLong {
      return nil
    }
  }
}

extension StoreReader {
  /// - Throws: `AgentsError.linkRefused`.
  fileprivate func agent(ofGoodLink sha256: String) throws -> Agent {
    guard let agent = try agent(ofLink: sha256) else { throw AgentsError.linkRefused }
    return agent
  }
}
