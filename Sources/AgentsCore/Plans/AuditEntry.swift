/// One line of the audit trail, written in the transaction of the change it tells of.
package struct AuditEntry: Equatable, Sendable {
  /// ISO 8601, UTC.
  package var at: String
  /// The login behind sudo, else the real user.
  package var login: String
  package var uid: UInt32
  /// The terminal, or empty.
  package var tty: String
  /// The verb, as it is written on the command line.
  package var verb: String
  /// The agent, setting or file.
  package var object: String
  /// A JSON object: key → [before, after], secrets as "***".
  package var changes: String

  package init(
    at: String, login: String, uid: UInt32, tty: String, verb: String, object: String,
    changes: String
  ) {
    self.at = at
    self.login = login
    self.uid = uid
    self.tty = tty
    self.verb = verb
    self.object = object
    self.changes = changes
  }
}
