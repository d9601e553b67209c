internal import Agents
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
    let report = try await store.centre(files: [password.source.passwordFile]).setPassword(
      of: username, to: password.read(), loginOnly: loginOnly, change.mode)
    try Presenter(output).finish(report)
  }
}
