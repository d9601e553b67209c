internal import AgentsModel

/// The password of a row.
enum RowCredential {
  /// None, or the one that is already stored.
  case none
  /// Hashes that were made elsewhere.
  case hashes(Credential)
  /// A new password.
  case password(Secret)

  var isNone: Bool { if case .none = self { true } else { false } }

  /// The agent can log in with it.
  var hasLogin: Bool {
    switch self {
    case .none: false
    case .hashes(let credential): credential.hash != nil
    case .password: true
    }
  }

  /// The words of reports for what is replaced.
  func changes(of stored: Credential?) -> [String] {
    switch self {
    case .none: []
    case .hashes(let new): CredentialChange(old: stored, new: new).words
    case .password: ["password"]
    }
  }

  /// The digest of the phone, if the row has one.
  var digest: SIPDigest? {
    if case .hashes(let credential) = self { credential.sip } else { nil }
  }
}

/// Reads the cells `password`, `passwordHash` and `sipDigest`.
struct CredentialCells {
  private let password: Int?
  private let hash: Int?
  private let digest: Int?
  private let phonePassword: Int?
  private let settings: Settings

  init(_ header: CSVHeader, _ settings: Settings) {
    password = header.cell(of: "password")
    hash = header.cell(of: "passwordHash")
    digest = header.cell(of: "sipDigest")
    phonePassword = header.cell(of: "secret")
    self.settings = settings
  }

  /// There is no such column.
  var areAbsent: Bool {
    password == nil && hash == nil && digest == nil && phonePassword == nil
  }

  /// - Parameters:
  ///   - user: What the phone logs in with.
  ///   - stored: The agent's present credential.
  /// - Throws: `AgentsError.refused`.
  func read(
    _ record: CSVRecord, _ user: String, stored: Credential?
  ) throws(AgentsError) -> RowCredential {
    guard let password, !record.isEmpty(password) else {
      return try given(record, user, stored: stored).map(RowCredential.hashes) ?? .none
    }
    let given = try hashes(record, user, stored)
    var bytes = Array(record.bytes[record.range(password)])
    let secret = Secret(consuming: &bytes)
    if let stored, isCurrent(secret, user, stored) { return .none }
    guard given == nil || given == stored else {
      throw .refused([
        Finding(
          .error, "password.beside-hash", field: "password",
          "stands beside another password's hash",
          hint: "empty passwordHash and sipDigest, or password")
      ])
    }
    let findings = PasswordPolicy.findings(for: secret, settings)
    guard findings.isEmpty else { throw .refused(findings) }
    return .password(secret)
  }

  /// Whether both login and phone already have this password.
  ///
  /// Compares the digest first, because computing a hash is a thousand times slower.
  private func isCurrent(_ secret: Secret, _ user: String, _ stored: Credential) -> Bool {
    guard let hash = stored.hash, let realm = try? Realm(parsing: stored.sip.realm) else {
      return false
    }
    let digest = SIPDigest(user: user, realm: realm, password: secret)
    guard digest.md5 == stored.sip.md5 else { return false }
    return hash.matches(secret)
  }

  /// The hashes of a valid row; nil if they are unchanged, or if the row has a password.
  ///
  /// - Parameter user: What the phone logs in with.
  func given(
    _ record: CSVRecord, _ user: String, stored: Credential?
  ) throws(AgentsError) -> Credential? {
    guard password.map(record.isEmpty) ?? true else { return nil }
    let given = try hashes(record, user, stored)
    return given == stored ? nil : given
  }

  private func hashes(
    _ record: CSVRecord, _ user: String, _ stored: Credential?
  ) throws(AgentsError) -> Credential? {
    var findings: [Finding] = []
    let hash: PasswordHash? = value(hash, "passwordHash", record, &findings) {
      (text) throws(Refusal) in try PasswordHash(parsing: text)
    }
    let digest: SIPDigest? = value(digest, "sipDigest", record, &findings) {
      (text) throws(Refusal) in try SIPDigest(parsing: text)
    }
    guard findings.isEmpty else { throw .refused(findings) }
    let phone = digest ?? phoneDigest(record, user, stored)
    switch (hash ?? stored?.hash, phone ?? stored?.sip) {
    case _ where hash == nil && phone == nil: return nil
    // Only the phone has a password; the login gets one later.
    case (let hash, let digest?): return Credential(hash: hash, sip: digest)
    case (_, nil):
      throw .refused([
        Finding(
          .error, "sipDigest.required", field: "sipDigest", "is required beside passwordHash",
          hint: "login and phone need one each; a password makes both")
      ])
    }
  }

  /// The digest of the phone's password, which is not kept itself.
  private func phoneDigest(
    _ record: CSVRecord, _ user: String, _ stored: Credential?
  ) -> SIPDigest? {
    guard let phonePassword, !record.isEmpty(phonePassword) else { return nil }
    var bytes = Array(record.bytes[record.range(phonePassword)])
    let made = SIPDigest(
      user: user, realm: settings.sipRealm, password: Secret(consuming: &bytes))
    // One that was made elsewhere may lack SHA-256.
    guard let stored, stored.sip.realm == made.realm, stored.sip.md5 == made.md5 else {
      return made
    }
    return stored.sip
  }

  private func value<Value>(
    _ cell: Int?, _ key: String, _ record: CSVRecord, _ findings: inout [Finding],
    _ parse: (String) throws(Refusal) -> Value
  ) -> Value? {
    guard let cell, !record.isEmpty(cell) else { return nil }
    do throws(Refusal) {
      return try parse(record.text(cell) ?? "")
    } catch {
      findings.append(Finding(key, error))
      return nil
    }
  }
}
