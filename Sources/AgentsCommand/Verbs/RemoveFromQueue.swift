internal import Agents
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

  @OptionGroup var targets: TargetOptions<MembersBesideQueues>
  @OptionGroup(title: "Queues") var choice: QueueOptions
  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Many agents") var many: ManyOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func validate() throws {
    guard choice.queue.allSatisfy({ !$0.contains("=") }) else {
      throw ValidationError("Out of a queue there is no penalty: write CHANNEL:NAME.")
    }
  }

  func perform() async throws {
    let report = try await store.centre(files: [targets.filter.namesFrom]).remove(
      targets.selection, from: choice.choice(), change.mode(many))
    try Presenter(output, many).finish("queue", report)
    try targets.requireSome(report.selected)
  }
}
