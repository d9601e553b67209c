internal import Agents
internal import AgentsModel
internal import AgentsSystem
internal import ArgumentParser

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
    let login = try store.centre(files: [password.passwordFile])
      .verify(password.readAttempt(), of: username)
    if case .refused(let reason) = login.answer {
      throw AgentsError.account(.refused(username, reason))
    }
    let word = login.answer.word
    try Presenter(output).answer(
      Answer(
        [Terminal.printable("\(username): \(word)")],
        [
          ("name", .string(username)), ("result", .string(word)),
          ("expiresAt", login.expiresAt.map(JSON.string) ?? .null),
        ], csv: ["name", "result"]))
    if let time = login.expiresAt { Messages.note("the password expires at \(time)") }
    guard login.answer == .right else { throw ExitStatus.differs }
  }
}
