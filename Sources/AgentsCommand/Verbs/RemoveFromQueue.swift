internal import AgentsModel
internal import AgentsStore
internal import ArgumentParser

struct RemoveFromQueue: AsyncVerb {
  static let configuration = CommandConfiguration(
    commandName: "remove-from-queue", abstract: "Take agents out of queues.",
    usage: """
      xcally-agents remove-from-queue USERNAME... --queue CHANNEL:NAME...
      xcally-agents remove-from-queue USERNAME... --all [--channel CHANNEL]
      xcally-agents remove-from-queue --where CONDITION... --queue ...
      """,
    discussion: """
      Whom a team brings into the queue, it goes on bringing.

        $ xcally-agents remove-from-queue mrossi --queue voice:sales
        $ xcally-agents remove-from-queue --where disabled=true --all
      """)

  @OptionGroup var targets: TargetOptions
  @OptionGroup(title: "Queues") var choice: QueueChoice
  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func validate() throws {
    guard choice.queue.allSatisfy({ !$0.contains("=") }) else {
      throw ValidationError("Out of a queue there is no penalty: write CHANNEL:NAME.")
    }
  }

  func perform() async throws {
    let report = try await Session(store).changeMemberships(
      "remove-from-queue", of: "queue", targets, change,
      groups: { transaction, _, lookup in try choice.queues(transaction, &lookup) },
      carryOut: { agents, wanted, transaction, _ in
        let queue = wanted.queue
        let before = try transaction.penalties(ofAgents: agents, inQueue: queue.id)
        let results = try transaction.remove(agents: agents, fromQueue: queue.id)
        var outcome = GroupOutcome(
          name: queue.name.text, results: results, penaltiesBefore: before)
        outcome.files = queue.files(unless: outcome.changed.isEmpty)
        outcome.warnings = try MembershipRemarks.remaining(agents, queue, transaction)
        return outcome
      })
    try report.finish(output)
  }
}
