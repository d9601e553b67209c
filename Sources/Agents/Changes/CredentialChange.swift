internal import AgentsModel
internal import AgentsStore

/// What an agent logs in and its phone registers with, before and after.
struct CredentialChange {
  /// nil when there was none.
  let old: Credential?
  let new: Credential

  /// Columns of the CSV whose value changes: one without the other where only the login or only the
  /// phone takes another password.
  var columns: [String] {
    (new.hash == old?.hash ? [] : ["passwordHash"]) + (new.sip == old?.sip ? [] : ["sipDigest"])
  }

  /// How reports name it: both at once are a password.
  var words: [String] { columns.count == 2 ? ["password"] : columns }

  /// The password of the login is another one.
  var isOfLogin: Bool { new.hash != nil && new.hash != old?.hash }

  /// A phone that registers with a digest from elsewhere has a password of its own, which nobody here
  /// may know of.
  var warnings: [Finding] {
    guard let old, old.hash == nil, old.sip != new.sip else { return [] }
    return [Self.phoneWarning]
  }

  static let phoneWarning = Finding(
    .warning, "password.phone", field: "password",
    "the phone must register with the new password from now on",
    hint: .leavePhone)
}

extension StoreReader {
  /// What a new password makes of an agent's credential.
  ///
  /// - Parameters:
  ///   - hash: of the password.
  ///   - loginOnly: The phone keeps what it registers with.
  /// - Throws: `AgentsError.refused` when there is nothing to keep.
  func credentialChange(
    of agent: Agent, to password: Secret, hash: PasswordHash, realm: Realm, loginOnly: Bool
  ) throws -> CredentialChange {
    let old = try credential(ofAgent: agent.account.id.value)
    guard loginOnly else {
      return CredentialChange(
        old: old,
        new: Credential(hash: hash, username: agent.account.name, realm, password))
    }
    guard let old else {
      throw AgentsError.refused([
        Finding(
          .error, "password.no-phone", field: "password",
          "the phone of \(agent.account.name.text) has none that it could keep",
          hint: .setPhone)
      ])
    }
    return CredentialChange(old: old, new: Credential(hash: hash, sip: old.sip))
  }
}
