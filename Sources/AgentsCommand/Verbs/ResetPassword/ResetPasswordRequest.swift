internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import ArgumentParser
internal import SystemPackage

struct ResetPasswordRequest: AsyncVerb {
  static let configuration = CommandConfiguration(
    commandName: "request", abstract: "Send an agent a link that sets a new password.",
    usage: "xcally-agents reset-password request USERNAME|EMAIL [options]",
    discussion: """
      The link is good for one hour and for one use, and an older one is void.
      Needs the settings mailFrom and resetUrl.

      For a page that everybody may use, --quiet-unknown gives one answer, after
      five seconds, whether there is such an account or not:
        $ xcally-agents reset-password request --quiet-unknown -- "$EMAIL"
      """)

  @Argument(
    help: ArgumentHelp("Username or e-mail address.", valueName: "who"),
    completion: Completions.usernames)
  var who: String
  @Flag(help: "Do not tell whether there is such an account.") var quietUnknown = false
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  static let verb = "reset-password request"

  func perform() async throws {
    let session = try Session(store)
    let database = try session.changing(OperatorTask(Self.verb, needs: .edit))
    let mailer = try LinkMailer(session, database)
    guard !quietUnknown else { return try await performQuietly(session, database, mailer) }
    let agent = try agent(session, database)
    try await mailer.send(.reset, to: agent, Self.verb)
    try LinkReport(sent: [agent.account.name.text]).write(output)
  }

  /// One answer at one time, whatever happened: what did is in the audit trail.
  private func performQuietly(
    _ session: Session, _ database: Store, _ mailer: LinkMailer
  ) async throws {
    let answer = ContinuousClock.now + .seconds(5)
    do {
      let agent = try agent(session, database)
      try await mailer.send(.reset, to: agent, Self.verb, timeout: .seconds(4))
    } catch AgentsError.agentsNotFound, AgentsError.accountRefused, AgentsError.mailUnavailable {}
    try await Task.sleep(until: answer)
    let out = StandardOutput()
    switch output.format {
    case .table:
      if !output.quiet { try out.write("if there is such an account, a mail is on its way\n") }
    case .json, .jsonl:
      try out.write(JSON.object([("result", .string("accepted"))]).text + "\n")
    case .csv, .names:
      var rows = try RowWriter(output.format, [Column(key: "result")], to: out)
      try rows.write([.string("accepted")])
      try rows.finish()
    }
    try out.flush()
  }

  /// - Throws: `AgentsError.agentsNotFound`, when the attempt is in the audit trail.
  private func agent(_ session: Session, _ database: Store) throws -> Agent {
    let found = try database.read { reader in
      // No username has an "@".
      let name = try who.contains("@") ? reader.holder(ofEmail: who) : who
      return try name.flatMap { try reader.agent(named: $0) }
    }
    guard let found else {
      // Without the name: people type their password in its place.
      try database.write { transaction in
        try transaction.append(
          session.auditEntry(Self.verb, "", JSON.object([("result", .string("unknown"))])))
      }
      throw AgentsError.agentsNotFound([who], inBin: [])
    }
    return found
  }
}
