/// Why a database cannot be used; `path` is that of the database.
public enum StoreError: Equatable, Sendable {
  /// There is no such file.
  case notFound(path: String)
  /// The file is no database of this program, or damaged.
  case unusable(path: String, reason: String)
  /// The file was written by a newer program.
  case newer(path: String)
  /// Somebody else is writing for longer than the time-out; `holder` is that process, where it is known.
  case busy(path: String, holder: String?)
  /// A row that the program's own rules refuse; `agent` is `settings` for a setting.
  case invalidValue(agent: String, key: String, Refusal)

  /// Kebab case; never changes.
  public var code: String {
    switch self {
    case .notFound: "database-not-found"
    case .unusable: "database-unusable"
    case .newer: "database-newer"
    case .busy: "busy"
    case .invalidValue: "stored-value-invalid"
    }
  }
}

/// Why the audit trail cannot give, take or lose what was asked for.
public enum AuditError: Equatable, Sendable {
  /// There is no row of this number.
  case rowNotFound(Int)
  /// The trail is not intact, so that nothing of it is removed.
  case broken
  /// Secrets are not given out, because that cannot be written down: the database at `path` failed
  /// with this `errno`.
  case unrecorded(path: String, errno: Int32)

  /// Kebab case; never changes.
  public var code: String {
    switch self {
    case .rowNotFound: "audit-row-not-found"
    case .broken: "audit-broken"
    case .unrecorded: "unrecorded"
    }
  }
}
