internal import AgentsModel
internal import AgentsSystem

/// An error as people and scripts see it.
struct Failure {
  /// Stable for ever; kebab case.
  let code: String
  /// Lower case, what and which, no full stop.
  let message: String
  /// What to do or to type next.
  var hint: String?
  let exitStatus: ExitStatus
  /// What the remarks come to, for people.
  var summary = ""
  /// How the command line should be, for people; empty where its words were right.
  var usage = ""
  /// The single remarks, where there are several.
  var findings: [Finding] = []
}

extension Failure {
  /// In one line: what was refused first, where that is what failed.
  var reason: String {
    findings.errors.first.map {
      [$0.subject, $0.message].compactMap(\.self).joined(separator: ": ")
    }
      ?? message
  }
}

extension AgentsError {
  /// The one place where failures get their words and their status, room by room.
  var failure: Failure {
    switch self {
    case .refused(let findings):
      Failure(
        code: code, message: "the request was refused", exitStatus: .data, findings: findings)
    case .notAllowed(let denial): denial.failure
    case .notFound(let error): error.failure
    case .account(let error): error.failure
    case .store(let error): error.failure
    case .audit(let error): error.failure
    case .file(let error): error.failure
    case .bulk(let error): error.failure
    case .asterisk(let error): error.failure
    case .caller(let error): error.failure
    case .cryptFailed:
      Failure(code: code, message: "crypt(3) could not hash the password", exitStatus: .bug)
    case .unexpected(let text):
      Failure(code: code, message: "unexpected: \(text)", hint: "this is a bug", exitStatus: .bug)
    }
  }
}

extension CallerError {
  var failure: Failure {
    switch self {
    case .declined: Failure(code: code, message: "nothing was done", exitStatus: .differs)
    case .passwordsDiffer:
      Failure(
        code: code, message: "the two passwords differ; nothing was done", exitStatus: .data)
    }
  }
}
