/// One line of the audit trail, written in the transaction of the change it tells of.
package struct AuditEntry: Equatable, Sendable {
  /// ISO 8601, UTC.
  package var at: String
  /// The name of the real user.
  package var login: String
  package var uid: UInt32
  /// Who became that user through sudo(8), or empty.
  package var sudoUser: String
  /// The terminal, or empty.
  package var tty: String
  /// The verb, as it is written on the command line.
  package var verb: String
  /// The agent, setting or file.
  package var object: String
  /// A JSON object: key → [before, after], secrets as "***".
  package var changes: String

  package init(
    at: String, login: String, uid: UInt32, sudoUser: String = "", tty: String, verb: String,
    object: String, changes: String
  ) {
    self.at = at
    self.login = login
    self.uid = uid
    self.sudoUser = sudoUser
    self.tty = tty
    self.verb = verb
    self.object = object
    self.changes = changes
  }

  /// Its columns, in the order in which they are hashed: part of the form of the chain.
  package static let columns = [
    "at", "login", "uid", "sudoUser", "tty", "verb", "object", "changes",
  ]

  /// The texts of ``columns``.
  package var texts: [String] {
    [at, login, String(uid), sudoUser, tty, verb, object, changes]
  }

  /// The person: who became another through sudo(8), else the user.
  package var who: String { sudoUser.isEmpty ? login : sudoUser }
}

/// A line of the audit trail with its place in the chain.
package struct AuditRow: Equatable, Sendable {
  package let id: Int
  package let entry: AuditEntry
  /// SHA-256, 64 hexadecimal digits.
  package let hash: String

  package init(id: Int, entry: AuditEntry, hash: String) {
    self.id = id
    self.entry = entry
    self.hash = hash
  }
}
