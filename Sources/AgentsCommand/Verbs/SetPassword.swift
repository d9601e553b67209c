internal import AgentsModel
internal import AgentsStore
internal import ArgumentParser

struct SetPassword: AsyncVerb {
  static let configuration = CommandConfiguration(
    commandName: "set-password", abstract: "Set the password of an agent.",
    usage: "xcally-agents set-password USERNAME [options]",
    discussion: """
      It is asked for twice, or comes from a file, from standard input, or is made.
      Login and phone both take the new one from now on. A phone that was set up
      with another password keeps it with --login-only.

        $ xcally-agents set-password mrossi
        $ xcally-agents set-password mrossi --password-file new.pw
      """)

  @Argument(
    help: "Username.",
    completion: Completions.usernames)
  var username: String
  @OptionGroup(title: "Password") var password: NewPasswordOptions
  @Flag(help: "Change the login only; the phone keeps its password.")
  var loginOnly = false
  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func validate() throws { try password.check(output) }

  func perform() async throws {
    let session = try Session(store)
    let database = try session.changing(
      OperatorTask(
        "set-password", [username], needs: .edit, change, files: [password.source.passwordFile]))
    // A wrong name is told before anybody types a password.
    let rules = try database.read {
      try PasswordRules(for: self.agent($0), isDryRun: change.dryRun, $0)
    }
    let password = try password.read()
    let hash = try rules.hash(of: password)
    let report = try await session.change("set-password", change, in: database) { transaction, _ in
      [try self.agent(transaction)]
    } plan: { agent, transaction, settings, _ in
      try rules.recheck(password, for: agent, transaction)
      let credential = try transaction.credentialChange(
        of: agent, to: password, hash: hash, realm: settings.sipRealm, loginOnly: loginOnly)
      let plan = AgentPlan(old: agent, new: agent, findings: credential.warnings)
      return (
        AgentChange(action: .edit, plan: plan, credential: credential),
        password: self.password.generatePassword && !change.dryRun ? password : nil
      )
    }
    try report.finish(output)
  }

  private func agent(_ reader: StoreReader) throws -> Agent {
    try reader.agents([username], [])[0]
  }
}
