internal import Agents
internal import AgentsModel
internal import AgentsSystem
internal import ArgumentParser

struct ResetPasswordComplete: AsyncVerb {
  static let configuration = CommandConfiguration(
    commandName: "complete", abstract: "Set a new password with the token of a link.",
    usage: "xcally-agents reset-password complete --token-file FILE [options]",
    discussion: """
      A token that is wrong, used, too old or taken back ends with 77. A password
      that breaks a rule does not use it up. On standard input the token comes
      first, and the password in the next line.

        $ xcally-agents reset-password complete --token-file token
        $ xcally-agents reset-password complete --token-file - --password-stdin
      """)

  @Option(
    help: ArgumentHelp(
      "What stands behind token=; - = standard input.",
      valueName: "file"),
    completion: .file(), transform: FileOption.tokenFile.word)
  var tokenFile: FileWord
  @OptionGroup(title: "Password") var password: PasswordOptions
  @Flag(help: "Change the login only; the phone keeps its password.")
  var loginOnly = false
  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func perform() async throws {
    let centre = store.centre(files: [tokenFile, password.passwordFile])
    let report = try await centre.resetPassword(
      with: token(), to: password.read(isNew: true), loginOnly: loginOnly, change.mode)
    try Presenter(output).finish(report)
  }

  /// nil for text that cannot be a token: it is refused like a wrong one.
  private func token() throws -> LinkToken? {
    do {
      var bytes = try tokenFile.secretLine(limit: LinkToken.length)
      return LinkToken(given: Secret(consuming: &bytes))
    } catch SecretRefusal.empty, SecretRefusal.tooLong {
      return nil
    }
  }
}
