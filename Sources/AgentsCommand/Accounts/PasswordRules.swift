internal import AgentsCore
internal import AgentsStore

/// What a new password of an agent is held against, wherever it comes from.
struct PasswordRules {
  private let settings: Settings
  /// The current password, and as many before it as the setting says.
  private let earlier: [PasswordHash]

  init(for agent: Agent, _ reader: StoreReader) throws {
    settings = try reader.settings()
    let id = agent.account.id.value
    let current = try reader.credential(ofAgent: id).map { [$0.hash] } ?? []
    let count = settings.securitySuite ? settings.passwordHistory.value : 0
    earlier = try current + (count > 0 ? reader.passwordHistory(ofAgent: id, last: count) : [])
  }

  /// The hash of a password that keeps all rules.
  ///
  /// - Throws: `AgentsError.refused`.
  func hash(of password: Secret) throws -> PasswordHash {
    var findings = PasswordPolicy.findings(for: password, settings)
    if findings.isEmpty, earlier.contains(where: { $0.matches(password) }) {
      findings.append(PasswordPolicy.reused)
    }
    guard findings.errors.isEmpty else { throw AgentsError.refused(findings) }
    return try PasswordHash(of: password)
  }
}
