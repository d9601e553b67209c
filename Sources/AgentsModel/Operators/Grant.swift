/// An operator: a person who runs this program, and what that person may do.
public struct Grant: Equatable, Sendable {
  /// Its number in the database.
  public let id: Int
  package let login: OperatorLogin
  /// The name of the account of the machine that it is about.
  public var account: String { login.text }
  /// Admin or user.
  public package(set) var role: OperatorRole
  /// Always `full` for an admin.
  public package(set) var permission: OperatorPermission

  package init(
    id: Int, login: OperatorLogin, role: OperatorRole, permission: OperatorPermission
  ) {
    self.id = id
    self.login = login
    self.role = role
    self.permission = permission
  }
}

/// The name of an account of the machine.
package typealias OperatorLogin = Text<OperatorLoginRule>
/// The rule of ``OperatorLogin``.
package enum OperatorLoginRule: ProgramTextRule {
  package static func accepted(_ text: String) throws(Refusal) -> String {
    try requireNonEmpty(text)
    try requireAtMost(256, bytesIn: text)
    try requireNoControls(text)
    try requireShown(text)
    // Characters that passwd(5) cannot hold, and those that programs do not accept in a name.
    guard !holds(text, anyOf: " :,/"), !text.hasPrefix("-") else {
      throw Refusal("bad-character", "\(quoted(text)) is not the name of an account")
    }
    // For an account without a name: its number.
    guard !text.utf8.allSatisfy(isASCIIDigit) else {
      throw Refusal("number", "\(quoted(text)) is a number; write the name of the account")
    }
    return text
  }
}
