internal import Agents
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
    let report = try await store.centre(files: [password.source.passwordFile]).setPassword(
      ofTelephone: username, to: password.read(), change.mode)
    try Presenter(output).finish("telephone", report)
  }
}
