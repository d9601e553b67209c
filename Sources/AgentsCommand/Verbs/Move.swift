internal import Agents
internal import AgentsModel
internal import ArgumentParser

struct Move: AsyncVerb {
  static let configuration = CommandConfiguration(
    commandName: "move", abstract: "Move agents from one queue to another.",
    usage: """
      xcally-agents move --from CHANNEL:NAME --to CHANNEL:NAME [options]
      xcally-agents move USERNAME... --from CHANNEL:NAME --to CHANNEL:NAME
      """,
    discussion: """
      Without usernames or a selection, all agents who are in the queue themselves; a
      member through a team stays with the team. Each keeps the penalty, unless --to
      has one.

        $ xcally-agents move --from voice:sales --to voice:orders
        $ xcally-agents move mrossi --from voice:sales --to voice:vip=1
      """)

  @OptionGroup var targets: OptionalTargetOptions<MembersBesideQueues>
  @Option(
    help: ArgumentHelp("The queue that they leave.", valueName: "channel:name"),
    completion: Completions.queues)
  var from: String
  @Option(
    help: ArgumentHelp("The queue that they come into.", valueName: queueForm),
    completion: Completions.queues)
  var to: String
  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Many agents") var many: ManyOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func perform() async throws {
    let report = try await store.centre(files: [targets.filter.namesFrom])
      .move(targets.selection, from: QueueName(from), to: QueueMembership(to), change.mode(many))
    try Presenter(output, many).finish("queue", report)
    try targets.requireSome(report.selected)
  }
}
