internal import Agents
internal import AgentsModel
internal import ArgumentParser

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

  func perform() async throws {
    let report = try await store.centre().requestReset(of: who, quietly: quietUnknown)
    let accepted = Answer(
      ["if there is such an account, a mail is on its way"], [("result", .string("accepted"))])
    try Presenter(output).show(quietUnknown ? accepted : Answer(sent: report.sent))
  }
}
