internal import AgentsModel
internal import AgentsStore
internal import ArgumentParser

struct Create: AsyncVerb {
  static let configuration = CommandConfiguration(
    commandName: "create", abstract: "Create an agent.",
    usage: """
      xcally-agents create USERNAME --full-name NAME --email ADDRESS [options]
      """,
    discussion: """
      The password is asked for twice, or comes from a file, from standard input, or
      is made. It is never an argument.

        $ xcally-agents create mrossi --full-name "Mario Rossi" \\
            --email mario.rossi@example.com --generate-password

      A browser agent with voicemail, allowed three chats at a time:
        $ xcally-agents create abianchi --full-name "Anna Bianchi" \\
            --email anna@example.com --typology webrtc --voicemail \\
            --set chatCapacity=3 --password-file anna.pw --queue chat:help
      """)

  @Argument(help: "Letters, digits, \".\" and \"_\"; fixed after creation.")
  var username: String

  @OptionGroup(title: "Fields") var fields: AgentFieldOptions
  @OptionGroup(title: "Memberships") var groups: NewMembershipOptions
  @OptionGroup(title: "Password") var password: NewPasswordOptions
  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func validate() throws {
    guard fields.avatar?.stream == nil || !password.source.isFromStandardInput else {
      throw AgentFieldOptions.takenByAvatar
    }
    try password.check(output)
  }

  func perform() async throws {
    let session = try Session(store)
    // Whom a team brings where is beyond any operator's queues.
    let (verb, need): (String, Need) =
      groups.team.isEmpty ? ("create", .edit) : ("create --team", .admin)
    let task = OperatorTask(
      verb, [username], needs: need, change, files: fields.files + [password.source.passwordFile])
    try session.admit(task)
    let avatar = try fields.avatar.map(Avatar.init(readingFile:))
    let assignments = try [Assignment("name", username)] + fields.assignments()
    let password = try password.read()
    let database = try session.writing(task, isDryRun: change.dryRun)
    let hash = try hash(of: password, assignments, database)
    let report = try await session.change(
      "create", change, in: database, steps: { _, _ in [assignments] }
    ) { assignments, transaction, settings, centre in
      var (plan, memberships) = try self.plan(assignments, transaction, settings, centre)
      // The rules may be others by now.
      plan.findings += PasswordPolicy.findings(for: password, settings)
      let credential = hash.map {
        CredentialChange(
          old: nil,
          new: Credential(hash: $0, username: plan.new.account.name, settings.sipRealm, password))
      }
      return (
        AgentChange(
          action: .create, plan: plan, credential: credential, avatar: avatar,
          memberships: memberships),
        password: self.password.generatePassword && !change.dryRun ? password : nil
      )
    }
    try report.finish(output)
  }

  private func plan(
    _ assignments: [Assignment], _ reader: StoreReader, _ settings: Settings,
    _ centre: CentreGuard?
  ) throws -> (AgentPlan, NewMemberships) {
    let memberships = try groups.memberships(reader)
    let completed = try assignments.completed(by: reader, settings, besides: centre)
    var plan = AgentPlan.create(completed, settings)
    plan.new.relations = memberships.relations
    plan.findings += try reader.remarks(on: plan)
    plan.findings += MembershipRemarks.findings(
      plan.new, try memberships.allQueues(reader), settings)
    return (plan, memberships)
  }

  /// Hashing takes longer than everything else, so it comes before the transaction, and only for a
  /// request in which nothing is wrong.
  ///
  /// Which internal it will be is decided in the transaction.
  private func hash(
    of password: Secret, _ assignments: [Assignment], _ database: Store
  ) throws -> PasswordHash? {
    let (plan, settings) = try database.read { reader in
      let settings = try reader.settings()
      return (try self.plan(assignments, reader, settings, nil).0, settings)
    }
    let findings = plan.findings + PasswordPolicy.findings(for: password, settings)
    guard findings.errors.isEmpty else { throw AgentsError.refused(findings) }
    return try change.dryRun ? nil : PasswordHash(of: password)
  }
}
