internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import ArgumentParser

/// A verb on teams or profiles, which are alike.
protocol GroupVerb: ParsableCommand {
  static var kind: AgentGroup.Kind { get }
  var output: OutputOptions { get }
  var store: StoreOptions { get }
}

/// A verb that changes the teams or profiles of these names.
protocol GroupChangingVerb: GroupVerb, AsyncVerb {
  var names: [String] { get }
  var change: ChangeOptions { get }
}

extension GroupChangingVerb {
  /// Creates all, or none.
  func create() async throws {
    let names = try collecting(names) { (name) throws(Finding) in
      do throws(Refusal) { return try GroupName(parsing: name) } catch {
        throw Finding(Self.kind.rawValue, error)
      }
    }
    let session = try Session(store)
    let report = try await session.changeGroups(
      "create", of: Self.kind.rawValue, change,
      in: try session.writing(task("create"), isDryRun: change.dryRun)
    ) { transaction, settings, report in
      try Self.kind.checkLicence(settings)
      var findings: [Finding] = []
      for name in names {
        if let group = try transaction.group(Self.kind, like: name.text) {
          findings.append(
            Finding(
              .error, "\(Self.kind.rawValue).taken", field: Self.kind.rawValue,
              "\(quoted(group.name)) exists already"))
        } else {
          _ = try transaction.insertGroup(Self.kind, named: name)
          report.outcomes.append(.init(name: name.text, result: "created"))
        }
      }
      guard findings.isEmpty else { throw AgentsError.refused(findings) }
      return []
    }
    try report.finish(output)
  }

  /// Deletes all, or none.
  func delete(_ consent: ConsentOptions) async throws {
    let session = try Session(store)
    let database = try session.changing(task("delete"))
    let losses = try database.read { reader in
      try found(reader).map { ($0.name, try reader.memberCount(of: $0)) }
    }
    if !change.dryRun { try requireConsent(consent, toDelete: Self.kind.rawValue, losses) }
    let report = try await session.changeGroups(
      "delete", of: Self.kind.rawValue, change, in: database
    ) { transaction, _, report in
      var files: [GeneratedFile] = []
      for group in try found(transaction) {
        let members = try transaction.members(of: group).map { JSON.string($0.name) }
        var lost = [("members", JSON.array(members))]
        if Self.kind == .team {
          let queues = try transaction.queues(ofTeam: group.id)
          files += queues.filter { $0.channel == .voice }.map { .queue($0.name) }
          lost.append(("queues", .array(queues.map { .string($0.text) })))
        }
        try transaction.delete(group)
        report.outcomes.append(
          .init(
            name: group.name, result: "deleted",
            remark: lossRemark(members.count, isDryRun: change.dryRun), lost: lost))
      }
      return files
    }
    try report.finish(output)
  }

  private func task(_ verb: String) -> OperatorTask {
    OperatorTask("\(Self.kind.rawValue) \(verb)", names, needs: .admin, change)
  }

  private func found(_ reader: StoreReader) throws -> [AgentGroup] {
    var lookup = Lookup(reader)
    let groups = try lookup.groups(Self.kind, names)
    try lookup.check()
    return groups
  }
}

extension GroupVerb {
  /// All of them, with how many agents and, of teams, which queues.
  func writeList() throws {
    var columns = [Column(key: "name"), Column(key: "members", isNumber: true)]
    if Self.kind == .team { columns.append(Column(key: "queues")) }
    var rows = try RowWriter(output.format, columns, to: StandardOutput(), color: output.color)
    let task = OperatorTask("\(Self.kind.rawValue) list")
    try Session(store).reading(task).read { reader in
      for group in try reader.groups(Self.kind) {
        var row: [JSON] = [.string(group.name), .number(try reader.memberCount(of: group))]
        if Self.kind == .team {
          row.append(.array(try reader.queues(ofTeam: group.id).map { .string($0.text) }))
        }
        try rows.write(row)
      }
    }
    try rows.finish()
  }

  /// The members of these.
  func writeMembers(of names: [String]) throws {
    let columns = [
      Column(key: "name"), Column(key: "fullname"), Column(key: Self.kind.rawValue),
      Column(key: "active"),
    ]
    var rows = try RowWriter(output.format, columns, to: StandardOutput(), color: output.color)
    let task = OperatorTask("\(Self.kind.rawValue) show", names)
    try Session(store).reading(task).read { reader in
      var lookup = Lookup(reader)
      let groups = try lookup.groups(Self.kind, names)
      try lookup.check()
      for group in groups {
        for member in try reader.members(of: group) {
          try rows.write([
            .string(member.name), .string(member.fullname), .string(group.name),
            .bool(member.isActive),
          ])
        }
      }
    }
    try rows.finish()
  }
}
