internal import AgentsModel
internal import AgentsStore
internal import ArgumentParser

struct TelephoneCreate: AsyncVerb {
  static let configuration = CommandConfiguration(
    commandName: "create", abstract: "Create a telephone.",
    usage: "xcally-agents telephone create USERNAME --full-name NAME [options]",
    discussion: """
      The password is asked for twice, or comes from a file, from standard input, or
      is made. It is never an argument.

        $ xcally-agents telephone create desk1 --full-name "Desk 1" \\
            --generate-password
      """)

  @Argument(help: "Letters, digits, \".\" and \"_\"; no agent's.") var username: String
  @Option(parsing: .unconditional, help: ArgumentHelp("Account name.", valueName: "name"))
  var fullName: String
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Extension (default: the lowest free).", valueName: "digits"))
  var `internal`: String?
  @OptionGroup(title: "Password") var password: NewPasswordOptions
  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func validate() throws { try password.check(output) }

  func perform() async throws {
    let session = try Session(store)
    let database = try session.writing(
      OperatorTask(
        "telephone create", [username], needs: .admin, change,
        files: [password.source.passwordFile]), isDryRun: change.dryRun)
    let password = try password.read()
    let report = try await session.changeGroups(
      "create", of: "telephone", change, in: database
    ) { transaction, settings, report in
      let centre = try CentreGuard(settings, change, transaction)
      let telephone = try planned(password, transaction, settings, centre)
      report.warnings += try centre.findings(
        for: Endpoint(telephone, digest: .unknown), insteadOf: nil, transaction
      ).orRefused()
      let digest = SIPDigest(
        username: telephone.name, realm: settings.sipRealm, password: password)
      try transaction.insert(telephone, digest, at: session.now)
      let number = telephone.internalNumber.text
      let values = [("fullname", telephone.fullname.text), ("internal", number)]
      report.outcomes.append(
        .init(
          name: telephone.name.text, result: "created", remark: "internal \(number)",
          changes: values.map { ($0.0, .string(""), .string($0.1)) }))
      if self.password.generatePassword, !change.dryRun {
        report.password = (telephone.name.text, password)
      }
      return try telephone.files(transaction.dialect(settings))
    }
    try report.finish(output)
  }

  /// - Throws: `AgentsError.refused` with every problem.
  private func planned(
    _ password: Secret, _ reader: StoreReader, _ settings: Settings, _ centre: CentreGuard
  ) throws -> Telephone {
    let number =
      try `internal`
      ?? reader.lowestFreeInternal(from: settings.minInternal.value) {
        try centre.has(number: $0, for: ContextNameRule.initial, reader)
      }
    let (telephone, problems) = Telephone.planned(
      name: username, fullname: fullName, internalNumber: number)
    var findings = problems + PasswordPolicy.findings(for: password, settings)
    let refused = findings.compactMap(\.field)
    let holders = [
      ("name", telephone.name.text, try reader.holder(ofName: telephone.name.text)),
      (
        "internal", telephone.internalNumber.text,
        try reader.holder(ofInternal: telephone.internalNumber.text)
      ),
    ]
    for case (let key, let text, let holder?) in holders where !refused.contains(key) {
      findings.append(
        Finding(.error, "\(key).taken", field: key, "\(quoted(text)) is taken by \(holder)"))
    }
    guard findings.errors.isEmpty else { throw AgentsError.refused(findings) }
    return telephone
  }
}

extension Telephone {
  /// The generated files that show it.
  func files(_ dialect: Dialect) -> [GeneratedFile] {
    Array(GeneratedFile.affected(by: nil, Endpoint(self, digest: .unknown), dialect))
  }
}
