internal import Agents
internal import ArgumentParser

struct TelephoneRename: AsyncVerb {
  static let configuration = CommandConfiguration(
    commandName: "rename", abstract: "Give a telephone another name, and a password.",
    usage: "xcally-agents telephone rename USERNAME NEW-NAME [options]",
    discussion: """
      What Asterisk keeps of a password holds the name: with another name the phone
      needs a password anew, and must be told both. The password is asked for twice,
      or comes from a file, from standard input, or is made.

        $ xcally-agents telephone rename desk1 front-desk --generate-password
      """)

  @Argument(help: "Username of the telephone.", completion: Completions.telephones)
  var username: String
  @Argument(help: "Letters, digits and . _ - + *; no agent's.") var newName: String
  @OptionGroup(title: "Password") var password: NewPasswordOptions
  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func validate() throws { try password.check(output) }

  func perform() async throws {
    let report = try await store.centre(files: [password.source.passwordFile]).renameTelephone(
      username, to: newName, password: password.read(), change.mode)
    try Presenter(output).finish("telephone", report)
  }
}
