/// Everything that can end a task, nested by the room it comes from, without texts for people.
///
/// Whoever calls the library chooses the words; ``code`` is the same for ever.
public enum AgentsError: Error, Equatable, Sendable {
  /// The request breaks rules; every problem is listed.
  case refused([Finding])
  /// The operator may not do this.
  case notAllowed(Denial)
  /// What was named is not there.
  case notFound(NotFoundError)
  /// Something stands between a person and an account.
  case account(AccountError)
  /// The database cannot be used.
  case store(StoreError)
  /// The audit trail cannot give, take or lose what was asked for.
  case audit(AuditError)
  /// A file cannot be read or written, or must not be.
  case file(FileError)
  /// An import or export was stopped.
  case bulk(BulkError)
  /// Asterisk, or the files made for it.
  case asterisk(AsteriskError)
  /// The caller took the request back.
  case caller(CallerError)
  /// crypt(3) failed: no entropy, or an unknown hash format.
  case cryptFailed
  /// Something that cannot happen happened; the text says what, for a report of the bug.
  case unexpected(String)

  /// Kebab case; never changes.
  public var code: String {
    switch self {
    case .refused: "refused"
    case .notAllowed(let denial): denial.code
    case .notFound(let error): error.code
    case .account(let error): error.code
    case .store(let error): error.code
    case .audit(let error): error.code
    case .file(let error): error.code
    case .bulk(let error): error.code
    case .asterisk(let error): error.code
    case .caller(let error): error.code
    case .cryptFailed: "crypt-failed"
    case .unexpected: "bug"
    }
  }
}

/// Why the caller took a request back before it was carried out.
///
/// The library throws neither; it knows them because they are written into the audit trail.
public enum CallerError: Equatable, Sendable {
  /// Who was asked answered no.
  case declined
  /// The two passwords typed differ.
  case passwordsDiffer

  /// Kebab case; never changes.
  public var code: String {
    switch self {
    case .declined: "declined"
    case .passwordsDiffer: "passwords-differ"
    }
  }
}
