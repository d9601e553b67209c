internal import AgentsModel
internal import AgentsStore

/// What an agent logs in and its phone registers with, before and after.
struct CredentialChange {
  /// nil when there was none.
  let old: Credential?
  let new: Credential

  /// The CSV columns that change; only one of them if only the login or only the phone gets a new password.
  var columns: [String] {
    (new.hash == old?.hash ? [] : ["passwordHash"]) + (new.sip == old?.sip ? [] : ["sipDigest"])
  }

  /// The words for reports; both columns together are called `password`.
  var words: [String] { columns.count == 2 ? ["password"] : columns }

  /// The login gets a new password.
  var isOfLogin: Bool { new.hash != nil && new.hash != old?.hash }

  /// An imported digest belongs to a password that the administrator may not know.
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
  /// The agent's credential with a new password.
  ///
  /// - Parameters:
  ///   - hash: of the password.
  ///   - loginOnly: The phone keeps its password.
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
