internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import ArgumentParser
internal import SystemPackage

struct VerifyPassword: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify-password", abstract: "Tell whether a password is an agent's.",
    usage: "xcally-agents verify-password USERNAME [options]",
    discussion: """
      For a login: ends with 0 when it is right, and with 1 when it is wrong or
      there is no such agent, which takes the same time. Failures count, and lock
      the account as the settings maxLoginAttempts and lockMinutes say.

      A locked account ends with 77; so does one that is disabled, logs in through
      Active Directory or whose password has expired, but only when it is right.

        $ xcally-agents verify-password mrossi
        $ xcally-agents verify-password --password-stdin --quiet -- "$PAM_USER"
      """)

  @Argument(
    help: "Username.",
    completion: Completions.usernames)
  var username: String
  @OptionGroup(title: "Password") var password: PasswordOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func run() throws {
    let session = try Session(store)
    let database = try session.changing(
      OperatorTask("verify-password", needs: .edit, files: [password.passwordFile]))
    let login = try session.login(username, try password.readAttempt(), in: database)
    if case .refused(let reason) = login.answer {
      throw AgentsError.accountRefused(username, reason)
    }
    try toleratingClosedOutput { try write(login) }
    if let time = login.expiresAt { Messages.note("the password expires at \(time)") }
    guard login.answer == .right else { throw ExitStatus.differs }
  }

  private func write(_ login: Login) throws {
    let out = StandardOutput()
    switch output.format {
    case .table:
      if !output.quiet {
        try out.write(Terminal.printable("\(username): \(login.answer.word)") + "\n")
      }
    case .json, .jsonl:
      try out.write(
        JSON.object([
          ("name", .string(username)), ("result", .string(login.answer.word)),
          ("expiresAt", login.expiresAt.map(JSON.string) ?? .null),
        ]).text + "\n")
    case .csv, .names:
      var rows = try RowWriter(
        output.format, [Column(key: "name"), Column(key: "result")], to: out)
      try rows.write([.string(username), .string(login.answer.word)])
      try rows.finish()
    }
    try out.flush()
  }
}
