public import AgentsModel
internal import AgentsStore

/// A team or profile with what is shown of it.
public struct GroupSheet: Sendable {
  /// Its name.
  public let name: String
  /// How many agents it has outside the bin.
  public let memberCount: Int
  /// The queues that a team brings its agents into.
  public let queues: [QueueName]
  /// Its agents by name; empty in a list of groups.
  public let members: [QueueMember]
}

extension Centre {
  /// Creates teams or profiles: all of them, or none.
  ///
  /// - Parameters:
  ///   - kind: Teams or profiles.
  ///   - names: Theirs.
  ///   - skipsExisting: One of that name is left as it is, which is no error.
  ///   - mode: How far it goes.
  public func create(
    _ kind: AgentGroup.Kind, _ names: [String], skipsExisting: Bool = false,
    _ mode: Mode = .apply
  ) async throws -> Report<GroupOutcome> {
    let groups = try collecting(names) { (name) throws(Finding) in
      do throws(Refusal) { return try GroupName(parsing: name) } catch {
        throw Finding(kind.rawValue, error)
      }
    }
    let task = OperatorTask("\(kind.rawValue) create", names, needs: .admin, mode)
    return try await perform(task) { session in
      try await session.changeGroups(mode, in: try session.writing()) {
        transaction, settings, report in
        try kind.checkLicence(settings)
        var findings: [Finding] = []
        for name in groups {
          if let group = try transaction.group(kind, like: name.text) {
            guard !skipsExisting else {
              report.outcomes.append(GroupOutcome(group.name, .unchanged))
              continue
            }
            findings.append(
              Finding(
                .error, "\(kind.rawValue).taken", field: kind.rawValue,
                "\(quoted(group.name)) exists already"))
          } else {
            _ = try transaction.insertGroup(kind, named: name)
            report.outcomes.append(GroupOutcome(name.text, .created))
          }
        }
        _ = try findings.orRefused()
        return []
      }
    }
  }

  /// Deletes teams or profiles: all of them, or none.
  ///
  /// - Parameters:
  ///   - kind: Teams or profiles.
  ///   - names: Theirs; every one must be there.
  ///   - skipsMissing: One that is not there is left out, which is no error.
  ///   - mode: How far it goes.
  ///   - confirm: Is asked before anything is done, with what goes; it throws to refuse.
  public func delete(
    _ kind: AgentGroup.Kind, _ names: [String], skipsMissing: Bool = false,
    _ mode: Mode = .apply, confirm: ([Loss]) throws -> Void = { _ in }
  ) async throws -> Report<GroupOutcome> {
    let task = OperatorTask("\(kind.rawValue) delete", names, needs: .admin, mode)
    return try await perform(task) { session in
      let store = try session.changing()
      let missing = try store.read { reader in
        try skipsMissing ? names.filter { try reader.group(kind, named: $0) == nil } : []
      }
      let names = names.filter { !missing.contains($0) }
      guard !names.isEmpty else { return Report(unchanged: missing, mode) }
      let losses = try store.read { reader in
        try reader.lookUp { try $0.groups(kind, names) }
          .map { Loss(name: $0.name, agents: try reader.memberCount(of: $0)) }
      }
      if !mode.isDryRun { try confirm(losses) }
      return try await session.changeGroups(mode, in: store) { transaction, _, report in
        var files: [GeneratedFile] = []
        for group in try transaction.lookUp({ try $0.groups(kind, names) }) {
          let members = try transaction.members(of: group).map { JSON.string($0.name) }
          var lost = [("members", JSON.array(members))]
          if kind == .team {
            let queues = try transaction.queues(ofTeam: group.id)
            files += queues.filter { $0.channel == .voice }.map { .queue($0.name) }
            lost.append(("queues", .names(queues)))
          }
          try transaction.delete(group)
          var outcome = GroupOutcome(group.name, .deleted, lost: lost)
          outcome.losses = members.count
          report.outcomes.append(outcome)
        }
        report.outcomes += missing.map { GroupOutcome($0, .unchanged) }
        return files
      }
    }
  }

  /// The teams or profiles, by name.
  public func groups(_ kind: AgentGroup.Kind) throws -> [GroupSheet] {
    try perform(OperatorTask("\(kind.rawValue) list")) { session in
      try session.reading().read { reader in
        try reader.groups(kind).map { group in
          GroupSheet(
            name: group.name, memberCount: try reader.memberCount(of: group),
            queues: kind == .team ? try reader.queues(ofTeam: group.id) : [], members: [])
        }
      }
    }
  }

  /// Teams or profiles with their members.
  public func groups(_ kind: AgentGroup.Kind, _ names: [String]) throws -> [GroupSheet] {
    try perform(OperatorTask("\(kind.rawValue) show", names)) { session in
      try session.reading().read { reader in
        try reader.lookUp { try $0.groups(kind, names) }.map { group in
          let members = try reader.members(of: group)
          return GroupSheet(
            name: group.name, memberCount: members.count, queues: [], members: members)
        }
      }
    }
  }
}

extension AgentGroup.Kind {
  /// Profiles need the licence for them.
  func checkLicence(_ settings: Settings) throws {
    guard self == .profile, let missing = AgentRules.profileLicence(settings) else { return }
    throw AgentsError.refused([missing])
  }
}
