internal import AgentsModel
internal import AgentsStore
internal import ArgumentParser

struct TelephoneSetPassword: AsyncVerb {
  static let configuration = CommandConfiguration(
    commandName: "set-password", abstract: "Set the password of a telephone.",
    usage: "xcally-agents telephone set-password USERNAME [options]",
    discussion: """
      It is asked for twice, or comes from a file, from standard input, or is made.

        $ xcally-agents telephone set-password desk1 --generate-password
      """)

  @Argument(
    help: "Username of the telephone.",
    completion: Completions.telephones)
  var username: String
  @OptionGroup(title: "Password") var password: NewPasswordOptions
  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func validate() throws { try password.check(output) }

  func perform() async throws {
    let session = try Session(store)
    let database = try session.changing(
      OperatorTask(
        "telephone set-password", [username], needs: .admin, change,
        files: [password.source.passwordFile]))
    // A wrong name is told before anybody types a password.
    _ = try database.read(telephone)
    let password = try password.read()
    let report = try await session.changeGroups(
      "set-password", of: "telephone", change, in: database
    ) { transaction, settings, report in
      let findings = PasswordPolicy.findings(for: password, settings)
      guard findings.errors.isEmpty else { throw AgentsError.refused(findings) }
      let telephone = try telephone(transaction)
      let digest = SIPDigest(
        username: telephone.name, realm: settings.sipRealm, password: password)
      try transaction.setDigest(digest, of: telephone)
      report.outcomes.append(
        .init(
          name: telephone.name.text, result: "changed",
          changes: [("password", .string("***"), .string("***"))]))
      if self.password.generatePassword, !change.dryRun {
        report.password = (telephone.name.text, password)
      }
      return try telephone.files(transaction.dialect(settings))
    }
    try report.finish(output)
  }

  private func telephone(_ reader: StoreReader) throws -> Telephone {
    var lookup = Lookup(reader)
    let found = try lookup.telephones([username])
    try lookup.check()
    return found[0]
  }
}
