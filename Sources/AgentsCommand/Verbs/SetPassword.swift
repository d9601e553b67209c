internal import AgentsCore
internal import AgentsStore
internal import ArgumentParser

struct SetPassword: AsyncVerb {
  static let configuration = CommandConfiguration(
    commandName: "set-password", abstract: "Set the password of an agent.",
    usage: "xcally-agents set-password USERNAME [options]",
    discussion: """
      It is asked for twice, or comes from a file, from standard input, or is made.
      Login and phone both take the new one from now on.

        $ xcally-agents set-password mrossi
        $ xcally-agents set-password mrossi --password-file new.pw
      """)

  @Argument(
    help: "Username.",
    completion: .custom { words, _, prefix in Completions.usernames(words, prefix) })
  var username: String
  @OptionGroup(title: "Password") var password: NewPasswordOptions
  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func perform() async throws {
    let session = try Session(store)
    let database = try session.changing()
    // A wrong name is told before anybody types a password.
    let (settings, old) = try database.read { reader -> (Settings, [PasswordHash]) in
      let agent = try self.agent(reader)
      return (
        try reader.settings(), try earlierHashes(of: agent.account.id.value, reader)
      )
    }
    let password = try password.read()
    var findings = PasswordPolicy.findings(for: password, settings)
    if findings.isEmpty, old.contains(where: { $0.matches(password) }) {
      findings.append(PasswordPolicy.reused)
    }
    guard findings.errors.isEmpty else { throw AgentsError.refused(findings) }
    let hash = try PasswordHash(of: password)
    let report = try await session.change("set-password", change, in: database) { transaction, _ in
      [try self.agent(transaction)]
    } plan: { agent, _, settings in
      let plan = AgentPlan(old: agent, new: agent, findings: [])
      return (
        AgentChange(
          action: .edit, plan: plan,
          credential: Credential(
            hash: hash, username: agent.account.name, settings.sipRealm, password)),
        password: self.password.generatePassword && !change.dryRun ? password : nil
      )
    }
    try report.finish(output)
  }

  private func agent(_ reader: StoreReader) throws -> Agent {
    try reader.agents([username], [])[0]
  }

  /// The current password, and as many before it as the setting says.
  private func earlierHashes(of id: Int, _ reader: StoreReader) throws -> [PasswordHash] {
    let current = try reader.credential(ofAgent: id).map { [$0.hash] } ?? []
    let settings = try reader.settings()
    guard settings.securitySuite, settings.passwordHistory.value > 0 else { return current }
    return current
      + (try reader.passwordHistory(ofAgent: id, last: settings.passwordHistory.value))
  }
}
