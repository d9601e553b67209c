internal import ArgumentParser

/// The two halves of a forgotten password.
struct ResetPasswordCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reset-password",
    abstract: "Set a forgotten password by a link in a mail.",
    discussion: """
        $ xcally-agents reset-password request mrossi@example.com
        $ xcally-agents reset-password complete --token-file token
      """,
    subcommands: [ResetPasswordRequest.self, ResetPasswordComplete.self])
}
