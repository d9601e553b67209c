internal import AgentsModel
internal import AgentsStore
internal import ArgumentParser

struct QueueDelete: AsyncVerb {
  static let configuration = CommandConfiguration(
    commandName: "delete", abstract: "Delete queues.",
    usage: "xcally-agents queue delete CHANNEL:NAME... [--yes] [options]",
    discussion: """
      Asks first when agents would lose it.

        $ xcally-agents queue delete voice:sales --yes
      """)

  @Argument(
    help: "CHANNEL:NAME.",
    completion: Completions.queues)
  var queues: [String]
  @OptionGroup var consent: ConsentOptions
  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func perform() async throws {
    let names = try collecting(queues) { (words) throws(Finding) in try QueueName(words) }
    let session = try Session(store)
    let database = try session.changing(OperatorTask("queue delete", queues, needs: .admin, change))
    let losses = try database.read { try found(names, $0).map { ($0.queue.name.text, $0.agents) } }
    if !change.dryRun { try requireConsent(consent, toDelete: "queue", losses) }
    let report = try await session.changeGroups("delete", of: "queue", change, in: database) {
      transaction, settings, report in
      let found = try found(names, transaction)
      let centre = try CentreGuard(settings, change, transaction)
      _ = try found.flatMap { centre.findings(forGone: $0.queue.name) }.orRefused()
      let operators = try transaction.grants(enabledTo: found.map(\.queue.id))
        .map { ($0, try transaction.queues(of: $0)) }
      for (queue, agents) in found {
        let lost = try lost(queue, transaction)
        try transaction.delete(queue: queue.id)
        report.outcomes.append(
          .init(
            name: queue.name.text, result: "deleted",
            remark: lossRemark(agents, isDryRun: change.dryRun), lost: lost))
      }
      for (grant, before) in operators {
        report.warnings += try note(grant, before, transaction, session)
      }
      return found.flatMap { $0.queue.files(unless: false) }
    }
    try report.finish(output)
  }

  /// An operator loses the queue, too.
  private func note(
    _ grant: Grant, _ before: [QueueName], _ transaction: StoreTransaction, _ session: Session
  ) throws -> [Finding] {
    let after = try transaction.queues(of: grant)
    let change = JSON.array([GrantRequest.list(before), GrantRequest.list(after)])
    try transaction.append(
      session.auditEntry("queue delete", grant.login.text, .object([("queues", change)])))
    return after.isEmpty ? [GrantRequest.noQueue(grant)] : []
  }

  private func lost(
    _ queue: Queue, _ reader: StoreReader
  ) throws -> [(key: String, old: JSON)] {
    let members = try reader.members(ofQueue: queue.id).filter { $0.sources.contains("direct") }
    return [
      ("strategy", .string(queue.strategy.rawValue)), ("weight", .string(queue.weight.text)),
      ("teams", .string(try reader.teamsText(inQueue: queue.id))),
      (
        "members",
        .array(
          members.map { .string($0.name + ($0.penalty == 0 ? "" : "=\($0.penalty)")) })
      ),
    ]
  }

  private func found(
    _ names: [QueueName], _ reader: StoreReader
  ) throws -> [(queue: Queue, agents: Int)] {
    var lookup = Lookup(reader)
    let queues = try lookup.queues(names)
    try lookup.check()
    return try queues.map { ($0, try reader.memberCount(ofQueue: $0.id)) }
  }
}
