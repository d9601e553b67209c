/// What stands between a person and an account.
public enum AccountError: Equatable, Sendable {
  /// The account of this username takes no login.
  case refused(String, Reason)
  /// A link that is wrong, used, too old, cut short or taken back; which of them is not told.
  case linkRefused
  /// These settings must be given first.
  case settingsNeeded([String])
  /// A file with the text of a mail cannot be used.
  case mailTemplate(path: String, reason: String, hint: Hint?)
  /// The mail program did not take the mail.
  case mailUnavailable(program: String, reason: String)

  /// Kebab case; never changes.
  public var code: String {
    switch self {
    case .refused(_, let reason): reason.code
    case .linkRefused: "link-refused"
    case .settingsNeeded: "settings-needed"
    case .mailTemplate: "mail-template"
    case .mailUnavailable: "mail-unavailable"
    }
  }

  /// Why nobody can log in to an account, whatever the password; the raw value is its word in the audit trail.
  public enum Reason: String, Equatable, Sendable {
    /// Too many failed logins.
    case locked
    /// Somebody disabled it.
    case disabled
    /// The agent logs in with Active Directory, which has another password.
    case activeDirectory = "active directory"
    /// The password is older than the Security Suite allows.
    case expired

    /// Kebab case; never changes.
    public var code: String {
      switch self {
      case .locked: "account-locked"
      case .disabled: "account-disabled"
      case .activeDirectory: "account-in-directory"
      case .expired: "password-expired"
      }
    }
  }
}
