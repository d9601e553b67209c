/// What the exit status says.
///
/// The numbers above 63 are those of sysexits(3). They are part of the contract.
package enum ExitStatus: Int32, Error, CaseIterable, Sendable {
  /// Done, or nothing to do.
  case done = 0
  /// A question was answered "no", "differs" or "there are findings".
  case differs = 1
  /// The words of the command line.
  case usage = 64
  /// A value or a file's content was refused.
  case data = 65
  /// An agent or an input file that does not exist.
  case notFound = 66
  /// Asterisk or the mail service did not answer.
  case unavailable = 69
  /// A bug of this program.
  case bug = 70
  /// A file cannot be created.
  case cannotCreate = 73
  /// Reading or writing failed.
  case inputOutput = 74
  /// Somebody else is writing; try again.
  case busy = 75
  /// Not allowed.
  case permission = 77
  /// The database or the configuration cannot be used.
  case configuration = 78
  /// Ctrl-C.
  case interrupted = 130

  /// As the documentation says it.
  package var meaning: String {
    switch self {
    case .done: "done, or nothing to do"
    case .differs: "a question was answered no, differs, or with findings"
    case .usage: "wrong words on the command line"
    case .data: "a value or a file's content was refused"
    case .notFound: "an agent or an input file does not exist"
    case .unavailable: "Asterisk or the mail service did not answer"
    case .bug: "a bug of this program"
    case .cannotCreate: "a file cannot be created"
    case .inputOutput: "reading or writing failed"
    case .busy: "somebody else is writing; try again"
    case .permission: "not allowed"
    case .configuration: "the database or the configuration cannot be used"
    case .interrupted: "interrupted"
    }
  }
}
