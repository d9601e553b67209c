internal import AgentsCore

/// What a row says of the password.
enum RowCredential {
  /// Nothing, or what is stored already.
  case none
  /// Hashes that were made elsewhere.
  case hashes(Credential)
  /// A new password.
  case password(Secret)

  var isNone: Bool { if case .none = self { true } else { false } }
}

/// Reads the cells `password`, `passwordHash` and `sipDigest`.
struct CredentialCells {
  private let password: Int?
  private let hash: Int?
  private let digest: Int?
  private let settings: Settings

  init(_ header: CSVHeader, _ settings: Settings) {
    password = header.cell(of: "password")
    hash = header.cell(of: "passwordHash")
    digest = header.cell(of: "sipDigest")
    self.settings = settings
  }

  /// There is no such column.
  var areAbsent: Bool { password == nil && hash == nil && digest == nil }

  /// - Parameters:
  ///   - stored: What the agent has.
  /// - Throws: `AgentsError.refused`.
  func read(
    _ record: CSVRecord, _ username: Username, stored: Credential?
  ) throws(AgentsError) -> RowCredential {
    let given = try hashes(record, stored)
    guard let password, !record.isEmpty(password) else {
      guard let given, given != stored else { return .none }
      return .hashes(given)
    }
    var bytes = Array(record.bytes[record.range(password)])
    let secret = Secret(consuming: &bytes)
    if let stored, isCurrent(secret, username, stored) { return .none }
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

  /// Digests are made in microseconds and hashes in milliseconds: an unchanged password is known by
  /// its digest.
  private func isCurrent(_ secret: Secret, _ username: Username, _ stored: Credential) -> Bool {
    guard let realm = try? Realm(parsing: stored.sip.realm) else { return false }
    let digest = SIPDigest(username: username, realm: realm, password: secret)
    guard digest.md5 == stored.sip.md5 else { return false }
    return stored.sip.sha256.isEmpty
      ? stored.hash.matches(secret) : digest.sha256 == stored.sip.sha256
  }

  private func hashes(
    _ record: CSVRecord, _ stored: Credential?
  ) throws(AgentsError) -> Credential? {
    var findings: [Finding] = []
    let hash: PasswordHash? = value(hash, "passwordHash", record, &findings) {
      (text) throws(Refusal) in try PasswordHash(parsing: text)
    }
    let digest: SIPDigest? = value(digest, "sipDigest", record, &findings) {
      (text) throws(Refusal) in try SIPDigest(parsing: text)
    }
    guard findings.isEmpty else { throw .refused(findings) }
    switch (hash ?? stored?.hash, digest ?? stored?.sip) {
    case _ where hash == nil && digest == nil: return nil
    case (let hash?, let digest?): return Credential(hash: hash, sip: digest)
    case (nil, _):
      throw .refused([Self.incomplete("passwordHash", beside: "sipDigest")])
    case (_, nil):
      throw .refused([Self.incomplete("sipDigest", beside: "passwordHash")])
    }
  }

  private static func incomplete(_ key: String, beside other: String) -> Finding {
    Finding(
      .error, "\(key).required", field: key, "is required beside \(other)",
      hint: "login and phone need one each; a password makes both")
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
