internal import AgentsModel
internal import AgentsStore
internal import ArgumentParser

/// A verb that puts agents into teams or profiles, or takes them out.
protocol GroupMembershipVerb: AsyncVerb {
  static var kind: AgentGroup.Kind { get }
  /// Puts them in, which profiles need a licence for; out of one everybody may be taken.
  static var adds: Bool { get }
  var targets: TargetOptions { get }
  /// The names of the teams or profiles.
  var groups: [String] { get }
  var change: ChangeOptions { get }
  var output: OutputOptions { get }
  var store: StoreOptions { get }

  /// Carries it out for one of them.
  func carryOut(
    _ agents: [Int], _ group: AgentGroup, _ transaction: StoreTransaction
  ) throws -> [Int: MembershipResult]
}

extension GroupMembershipVerb {
  func validate() throws {
    guard !groups.isEmpty else {
      throw ValidationError("Name at least one by '--\(Self.kind.rawValue)'.")
    }
  }

  func perform() async throws {
    let report = try await Session(store).changeMemberships(
      Self._commandName, of: Self.kind.rawValue, targets, change,
      groups: { _, settings, lookup in
        if Self.adds { try Self.kind.checkLicence(settings) }
        return try lookup.groups(Self.kind, groups)
      },
      carryOut: { agents, group, transaction, settings in
        let results = try carryOut(agents, group, transaction)
        var outcome = GroupOutcome(name: group.name, results: results)
        guard Self.kind == .team, !outcome.changed.isEmpty else { return outcome }
        let queues = try transaction.queues(ofTeam: group.id)
          .compactMap { try transaction.queue($0) }
        outcome.files = queues.flatMap { $0.files(unless: false) }
        let added = results.filter { $0.value == .added }.keys.sorted()
        outcome.warnings = try queues.flatMap {
          try MembershipRemarks.findings(added, $0, settings, transaction)
        }
        return outcome
      })
    try report.finish(output)
  }
}

extension AgentGroup.Kind {
  /// Profiles need the licence for them.
  func checkLicence(_ settings: Settings) throws {
    guard self == .profile, !settings.licenseMultiProfile else { return }
    throw AgentsError.refused([AgentRules.profilesNotLicensed])
  }
}
