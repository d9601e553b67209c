internal import AgentsCore
internal import AgentsStore
internal import ArgumentParser

struct QueueDelete: AsyncVerb {
  static let configuration = CommandConfiguration(
    commandName: "delete", abstract: "Delete queues.",
    usage: "xcally-agents queue delete CHANNEL:NAME... [--yes] [options]",
    discussion: """
      Asks when agents lose a queue by it.

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
    let database = try session.changing(OperatorTask("queue delete", queues, needs: .admin))
    let losses = try database.read { try found(names, $0).map { ($0.queue.name.text, $0.agents) } }
    if !change.dryRun { try requireConsent(consent, toDelete: "queue", losses) }
    let report = try await session.changeGroups("delete", of: "queue", change, in: database) {
      transaction, _, report in
      let found = try found(names, transaction)
      for (queue, agents) in found {
        try transaction.delete(queue: queue.id)
        report.outcomes.append(
          .init(
            name: queue.name.text, result: "deleted",
            remark: lossRemark(agents, isDryRun: change.dryRun)))
      }
      return found.flatMap { $0.queue.files(unless: false) }
    }
    try report.finish(output)
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
