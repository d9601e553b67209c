internal import AgentsModel
internal import AgentsStore
internal import ArgumentParser

struct QueueEdit: AsyncVerb {
  static let configuration = CommandConfiguration(
    commandName: "edit", abstract: "Change a queue, and which teams bring their agents into it.",
    usage: "xcally-agents queue edit CHANNEL:NAME [options]",
    discussion: """
      The agents of a team are members as long as they are in the team and the team is
      in the queue; of several penalties the lowest applies.

        $ xcally-agents queue edit voice:sales --strategy ringall --weight 3
        $ xcally-agents queue edit voice:sales --team Support=2 --no-team Night
      """)

  @Argument(
    help: "CHANNEL:NAME.",
    completion: Completions.queues)
  var queue: String
  @OptionGroup(title: "Fields") var fields: QueueFieldOptions
  @Option(
    help: ArgumentHelp("Take this team out of the queue.", valueName: "name"),
    completion: Completions.groups(.team))
  var noTeam: [String] = []
  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func validate() throws {
    guard fields.strategy != nil || fields.weight != nil || !(fields.team + noTeam).isEmpty else {
      throw ValidationError("Say what to change, for instance '--strategy ringall'.")
    }
    let gone = Set(noTeam.map { $0.lowercased() })
    guard !fields.team.contains(where: { gone.contains($0.prefix { $0 != "=" }.lowercased()) })
    else {
      throw ValidationError("A team cannot come and go at once: '--team' or '--no-team'.")
    }
  }

  func perform() async throws {
    let request = try QueueRequest(queue, fields)
    let session = try Session(store)
    let report = try await session.changeGroups(
      "edit", of: "queue", change,
      in: try session.changing(OperatorTask("queue edit", [queue], needs: .admin, change))
    ) { transaction, settings, report in
      var lookup = Lookup(transaction)
      let found = try lookup.queues([request.name])
      let teams = try request.teams(removing: noTeam, &lookup)
      try lookup.check()
      let old = found[0]
      var new = old
      new.strategy = request.strategy ?? old.strategy
      new.weight = request.weight ?? old.weight
      try transaction.update(new)
      let joined = try request.apply(teams, to: new, transaction, settings, &report)
      if new.strategy != old.strategy {
        report.warnings += try warnings(new, settings, transaction)
      }
      let changes = old.changes(to: new) + joined
      report.outcomes.append(
        .init(
          name: new.name.text, result: changes.isEmpty ? "unchanged" : "changed", changes: changes))
      return new.files(unless: changes.isEmpty)
    }
    try report.finish(output)
  }

  /// Of everybody who is in the queue.
  private func warnings(
    _ queue: Queue, _ settings: Settings, _ reader: StoreReader
  ) throws -> [Finding] {
    let ids = try reader.members(ofQueue: queue.id).map(\.id)
    return try MembershipRemarks.findings(ids, queue, settings, reader)
      .filter { $0.code == "queue.beepall" }
  }
}

extension Queue {
  fileprivate func changes(to new: Queue) -> [(key: String, old: JSON, new: JSON)] {
    let values = [
      ("strategy", strategy.rawValue, new.strategy.rawValue),
      ("weight", weight.text, new.weight.text),
    ]
    return values.filter { $0.1 != $0.2 }.map { ($0.0, .string($0.1), .string($0.2)) }
  }
}
