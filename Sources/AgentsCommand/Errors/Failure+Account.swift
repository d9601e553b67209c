internal import AgentsModel

extension AccountError {
  /// What stands between a person and an account.
  var failure: Failure {
    switch self {
    case .refused(let name, let reason): reason.failure(of: name)
    case .linkRefused:
      Failure(
        code: code,
        message: "the link is not valid: it is wrong, used, taken back or older than an hour",
        hint: "\"xcally-agents reset-password request USERNAME\" sends another",
        exitStatus: .permission)
    case .settingsNeeded(let keys):
      Failure(
        code: code,
        message: "the setting\(keys.count == 1 ? "" : "s") \(list(keys)) must be given first",
        hint: keys.map { "xcally-agents settings set \($0) \(example(of: $0))" }
          .joined(separator: "; "),
        exitStatus: .configuration)
    case .mailTemplate(let path, let reason, let hint):
      Failure(
        code: code, message: "\(path): \(reason)", hint: hint?.text, exitStatus: .configuration)
    case .mailUnavailable(let program, let reason):
      Failure(
        code: code, message: "\(program) did not take the mail: \(reason)",
        hint: "no link is valid now; the setting mailCommand names the program",
        exitStatus: .unavailable)
    }
  }

  private func example(of setting: String) -> String {
    setting == "resetUrl" ? "https://desk.example.com/reset" : "desk@example.com"
  }
}

extension AccountError.Reason {
  fileprivate func failure(of name: String) -> Failure {
    let (message, hint) =
      switch self {
      case .locked:
        (
          "the account \(name) is locked",
          "\"xcally-agents unlock \(name)\" opens it"
        )
      case .disabled:
        (
          "the account \(name) is disabled",
          "\"xcally-agents enable \(name)\" opens it"
        )
      case .activeDirectory:
        (
          "\(name) logs in with the password of Active Directory",
          "\"xcally-agents edit \(name) --set adSsoEnabled=false\" changes that"
        )
      case .expired:
        (
          "the password of \(name) is right, but it has expired",
          "\"xcally-agents set-password \(name)\" sets another"
        )
      }
    return Failure(code: code, message: message, hint: hint, exitStatus: .permission)
  }
}
