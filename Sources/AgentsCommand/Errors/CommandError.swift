internal import AgentsModel
internal import AgentsSystem

/// What ends a command before the library is asked, or after it has answered.
enum CommandError: Error, Equatable {
  /// The command would destroy something, nobody can be asked, and `--yes` was not given.
  case confirmationNeeded(String)
  /// There is no terminal and no password option, of which one may be to have it made.
  case passwordNeeded(canBeMade: Bool)
  /// The word at this place of the command line is not UTF-8.
  case argumentNotUTF8(Int)
  /// The change is stored, but standard output did not take the report.
  case unreported(errno: Int32, losesPassword: Bool)

  var failure: Failure {
    switch self {
    case .confirmationNeeded(let question):
      Failure(
        code: "confirmation-needed", message: "\(question), and there is no terminal to ask on",
        hint: "add --yes", exitStatus: .usage)
    case .passwordNeeded(let canBeMade):
      Failure(
        code: "password-needed", message: "a password is needed and there is no terminal to ask on",
        hint: canBeMade
          ? "use --password-stdin, --password-file FILE or --generate-password"
          : "use --password-stdin or --password-file FILE",
        exitStatus: .usage)
    case .argumentNotUTF8(let index):
      Failure(
        code: "argument-encoding", message: "word \(index) of the command line is not UTF-8",
        exitStatus: .data)
    case .unreported(let errno, let losesPassword):
      Failure(
        code: "unreported",
        message: "the change is stored, but standard output did not take the report: "
          + reason(errno),
        hint: losesPassword
          ? "the generated password is lost: \"xcally-agents set-password\" gives a new one" : nil,
        exitStatus: .inputOutput)
    }
  }
}
