/// One line of the audit trail, written in the transaction of the change that it records.
public struct AuditEntry: Equatable, Sendable {
  /// ISO 8601, UTC.
  public package(set) var at: String
  /// The login name of the real user.
  public package(set) var login: String
  /// The number of the real user.
  public package(set) var uid: UInt32
  /// The login name of whoever ran sudo(8), or empty.
  public package(set) var sudoUser: String
  /// The terminal, or empty.
  public package(set) var tty: String
  /// The command, as on the command line.
  public package(set) var verb: String
  /// The agent, setting or file.
  public package(set) var object: String
  /// A JSON object: key → [before, after], secrets as "***".
  public package(set) var changes: String

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
  public var who: String { sudoUser.isEmpty ? login : sudoUser }
}

/// An entry of the audit trail with its place in the chain.
public struct AuditRow: Equatable, Sendable {
  /// Its number: 1 for the first line.
  public let id: Int
  /// What it says.
  public let entry: AuditEntry
  /// SHA-256, 64 hexadecimal digits.
  public let hash: String
  /// The run that wrote it; nil where none is known.
  public package(set) var run: Int?

  package init(id: Int, entry: AuditEntry, hash: String, run: Int? = nil) {
    self.id = id
    self.entry = entry
    self.hash = hash
    self.run = run
  }
}

/// What one line of the audit trail says about one key.
public struct AuditedField: Equatable, Sendable {
  /// The key of the field or setting.
  public let key: String
  /// The value before, as JSON; nil where the line gives one value only.
  public let old: String?
  /// The value after, as JSON.
  public let new: String

  package init(key: String, old: String?, new: String) {
    self.key = key
    self.old = old
    self.new = new
  }
}

/// Which lines of the audit trail are wanted; nil = no condition.
public struct AuditFilter: Sendable {
  /// From this time on: ISO 8601, UTC, like ``AuditEntry/at``.
  public var since: String?
  /// Before this time, in the same format.
  public var until: String?
  /// The user, or who became that user through sudo(8).
  public var who: String?
  /// The verb, or its first words.
  public var verb: String?
  /// The object, or one of its words.
  public var object: String?
  /// At most this many lines.
  public var limit: Int?

  /// Every line.
  public init() {}
}
