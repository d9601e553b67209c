internal import Agents
internal import ArgumentParser

struct TelephoneCreate: AsyncVerb {
  static let configuration = CommandConfiguration(
    commandName: "create", abstract: "Create a telephone.",
    usage: "xcally-agents telephone create USERNAME --full-name NAME [options]",
    discussion: """
      The password is asked for twice, or comes from a file, from standard input, or
      is made. It is never an argument. "telephone show" shows what can be set.

        $ xcally-agents telephone create desk1 --full-name "Desk 1" \\
            --generate-password
        $ xcally-agents telephone create door --full-name Door --generate-password \\
            --set context=from-door --set allow=alaw --if-not-exists
      """)

  @Argument(help: "Letters, digits and . _ - + *; no agent's.") var username: String
  @Option(parsing: .unconditional, help: ArgumentHelp("Account name.", valueName: "name"))
  var fullName: String
  @OptionGroup var fields: TelephoneFieldOptions
  @Flag(help: "Leave a telephone of that name as it is.") var ifNotExists = false
  @OptionGroup(title: "Password") var password: NewPasswordOptions
  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func validate() throws { try password.check(output) }

  func perform() async throws {
    let centre = store.centre(files: [password.source.passwordFile])
    let report = try await centre.createTelephone(
      username, fields.assignments(fullName: fullName), skipsExisting: ifNotExists,
      password: password.read(), change.mode)
    try Presenter(output).finish("telephone", report)
  }
}
