/// One line of the audit trail, written in the transaction of the change that it records.
package struct AuditEntry: Equatable, Sendable {
  /// ISO 8601, UTC.
  package var at: String
  /// The login name of the real user.
  package var login: String
  /// The number of the real user.
  package var uid: UInt32
  /// The login name of whoever ran sudo(8), or empty.
  package var sudoUser: String
  /// The terminal, or empty.
  package var tty: String
  /// The command, as on the command line.
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

  /// The names of its columns, in the order in which they are hashed: part of the format of the chain.
  package static let columns = [
    "at", "login", "uid", "sudoUser", "tty", "verb", "object", "changes",
  ]

  /// The texts of ``columns``.
  package var texts: [String] {
    [at, login, String(uid), sudoUser, tty, verb, object, changes]
  }

  /// The person: whoever ran sudo(8), else the user.
  package var who: String { sudoUser.isEmpty ? login : sudoUser }
}

/// An entry of the audit trail with its place in the chain.
package struct AuditRow: Equatable, Sendable {
  /// Its number: 1 for the first line.
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

/// What one line of the audit trail says about one key.
package struct AuditedField: Equatable, Sendable {
  /// The key of the field or setting.
  package let key: String
  /// The value before, as JSON; nil where the line gives one value only.
  package let old: String?
  /// The value after, as JSON.
  package let new: String

  package init(key: String, old: String?, new: String) {
    self.key = key
    self.old = old
    self.new = new
  }
}

/// Which lines of the audit trail are wanted; nil = no condition.
package struct AuditFilter: Sendable {
  /// From this time on: ISO 8601, UTC, like ``AuditEntry/at``.
  package var since: String?
  /// Before this time, in the same format.
  package var until: String?
  /// The user, or who became that user through sudo(8).
  package var who: String?
  /// The verb, or its first words.
  package var verb: String?
  /// The object, or one of its words.
  package var object: String?
  /// At most this many lines.
  package var limit: Int?

  package init() {}
}
