internal import AgentsModel
internal import AgentsStore

/// What an agent logs in and its phone registers with, before and after.
struct CredentialChange {
  /// nil when there was none.
  let old: Credential?
  let new: Credential
  /// The old digest was taken over from files of the centre.
  var isAdopted = false

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
    guard let old, old.hash == nil || isAdopted, old.sip != new.sip else { return [] }
    return [Self.phoneWarning]
  }

  static let phoneWarning = Finding(
    .warning, "password.phone", field: "password",
    "the phone must register with the new password from now on",
    hint: .leavePhone)
}

extension StoreReader {
  /// Whether the phone of the agent has a password that the centre gave it before this program.
  func hasAdoptedDigest(_ id: Int) throws -> Bool { try !adoptionTime(ofDigestOf: id).isEmpty }

  /// The agent's credential with a new password.
  ///
  /// - Parameters:
  ///   - hash: of the password.
  ///   - loginOnly: The phone keeps its password.
  /// - Throws: `AgentsError.refused` when there is nothing to keep.
  func credentialChange(
    of agent: Agent, to password: Secret, hash: PasswordHash, realm: Realm, loginOnly: Bool
  ) throws -> CredentialChange {
    let id = agent.account.id.value
    let old = try credential(ofAgent: id)
    guard loginOnly else {
      return CredentialChange(
        old: old, new: Credential(hash: hash, user: agent.digestUser, realm, password),
        isAdopted: try hasAdoptedDigest(id))
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
