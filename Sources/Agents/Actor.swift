package import AgentsSystem
internal import SystemPackage

/// Who asks a centre for something: for the audit trail, and for what that person may do.
///
/// The program that calls the library knows; the library looks at no process, environment or terminal.
public struct Actor: Equatable, Sendable {
  /// The login of the user, as the audit trail keeps it.
  public let login: String
  /// The number of that user; 0 is root.
  public let userID: UInt32
  /// Who became that user through sudo(8); nil when nobody did.
  public let sudoUser: String?
  /// Nothing speaks against the two names; otherwise it may be anybody.
  package let isCertain: Bool
  /// The terminal, such as `/dev/pts/3`; nil without one.
  public let terminal: String?
  /// The process has rights that this person need not have, as behind sudo(8) or by a set-id bit.
  package let isElevated: Bool
  /// This person works with the rights of another and must not have all of them.
  package let isBehindSudo: Bool
  /// The request opens files or directories that this person named.
  package var namesFiles = false

  /// Somebody who works in his or her own name.
  ///
  /// - Parameters:
  ///   - login: What rights are looked up by, once the centre has operators.
  ///   - userID: The number of the user that the process runs as.
  ///   - terminal: For the audit trail.
  public init(login: String, userID: UInt32, terminal: String? = nil) {
    (self.login, self.userID, self.terminal) = (login, userID, terminal)
    (sudoUser, isCertain, isElevated, isBehindSudo) = (nil, true, false, false)
  }

  /// Who runs this process, as the system tells it.
  package init(_ who: Operator, isElevated: Bool) {
    (login, userID, sudoUser) = (who.login, who.userID.rawValue, who.sudoUser)
    (isCertain, terminal) = (who.isCertain, who.terminal?.string)
    (self.isElevated, isBehindSudo) = (isElevated, who.isBehindSudo)
  }

  /// The account whose rights count: the one behind sudo(8), else the user's; nil when it is not certain.
  var account: String? { isCertain ? sudoUser ?? login : nil }

  /// Root, and nobody who became it through sudo(8).
  var isRootItself: Bool {
    userID == 0 && isCertain && (sudoUser == nil || sudoUser == login)
  }
}
