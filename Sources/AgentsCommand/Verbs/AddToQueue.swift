internal import AgentsModel
internal import AgentsStore
internal import ArgumentParser

struct AddToQueue: AsyncVerb {
  static let configuration = CommandConfiguration(
    commandName: "add-to-queue", abstract: "Put agents into queues.",
    usage: """
      xcally-agents add-to-queue USERNAME... --queue CHANNEL:NAME[=PENALTY]...
      xcally-agents add-to-queue USERNAME... --all [--channel CHANNEL]
      xcally-agents add-to-queue --where CONDITION... --queue ...
      """,
    discussion: """
      Every agent comes into every queue, or none does. Who is there already stays;
      with a penalty, it becomes the new one. Members with a lower penalty ring first.

        $ xcally-agents add-to-queue mrossi abianchi --queue voice:sales
        $ xcally-agents add-to-queue --where typology=webrtc --queue chat:help=2
        $ xcally-agents add-to-queue mrossi --all --channel voice
      """)

  @OptionGroup var targets: TargetOptions
  @OptionGroup(title: "Queues") var choice: QueueChoice
  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func perform() async throws {
    let report = try await Session(store).changeMemberships(
      "add-to-queue", of: "queue", targets, change,
      groups: { transaction, _, lookup in try choice.queues(transaction, &lookup) },
      carryOut: { agents, wanted, transaction, settings in
        let (queue, penalty) = wanted
        let before = try transaction.penalties(ofAgents: agents, inQueue: queue.id)
        let results = try transaction.add(agents: agents, toQueue: queue.id, penalty)
        var outcome = GroupOutcome(
          name: queue.name.text, results: results, penaltiesBefore: before,
          penalty: penalty?.value ?? 0)
        outcome.files = queue.files(unless: outcome.changed.isEmpty)
        let added = results.filter { $0.value == .added }.keys.sorted()
        outcome.warnings = try MembershipRemarks.findings(added, queue, settings, transaction)
        return outcome
      })
    try report.finish(output)
  }
}

extension Queue {
  /// Asterisk knows the voice queues alone.
  func files(unless isUnchanged: Bool) -> [GeneratedFile] {
    isUnchanged || name.channel != .voice ? [] : [.queue(name.name)]
  }
}
