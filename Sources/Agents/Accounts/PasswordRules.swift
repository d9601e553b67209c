internal import AgentsModel
internal import AgentsStore

/// The rules for a new password of an agent.
struct PasswordRules: Equatable {
  private let settings: Settings
  private let isDryRun: Bool
  /// The current password, and as many earlier ones as the setting says.
  private let earlier: [PasswordHash]

  /// - Parameter isDryRun: Leaves out earlier passwords: an answer about them must be recorded, and a dry
  ///   run records nothing.
  init(for agent: Agent, isDryRun: Bool, _ reader: StoreReader) throws {
    settings = try reader.settings()
    self.isDryRun = isDryRun
    guard !isDryRun else {
      earlier = []
      return
    }
    let id = agent.account.id.value
    let current = try reader.credential(ofAgent: id)?.hash.map { [$0] } ?? []
    let count = settings.securitySuite ? settings.passwordHistory.value : 0
    earlier = try current + (count > 0 ? reader.passwordHistory(ofAgent: id, last: count) : [])
  }

  /// The hash of a password, if it follows all rules.
  ///
  /// - Throws: `AgentsError.refused`.
  func hash(of password: Secret) throws -> PasswordHash {
    try check(password)
    return try PasswordHash(of: password)
  }

  /// Checks again in the transaction that stores the password, because rules and earlier passwords may have
  /// changed.
  ///
  /// - Throws: `AgentsError.refused`.
  func recheck(_ password: Secret, for agent: Agent, _ reader: StoreReader) throws {
    let rules = try PasswordRules(for: agent, isDryRun: isDryRun, reader)
    if rules != self { try rules.check(password) }
  }

  private func check(_ password: Secret) throws {
    var findings = PasswordPolicy.findings(for: password, settings)
    if findings.isEmpty, earlier.contains(where: { $0.matches(password) }) {
      findings.append(PasswordPolicy.reused)
    }
    guard findings.errors.isEmpty else { throw AgentsError.refused(findings) }
  }
}
