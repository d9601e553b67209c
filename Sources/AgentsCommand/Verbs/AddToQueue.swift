internal import Agents
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

  @OptionGroup var targets: TargetOptions<MembersBesideQueues>
  @OptionGroup(title: "Queues") var choice: QueueOptions
  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Many agents") var many: ManyOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func perform() async throws {
    let report = try await store.centre(files: [targets.filter.namesFrom]).add(
      targets.selection, to: choice.choice(), change.mode(many))
    try Presenter(output, many).finish("queue", report)
    try targets.requireSome(report.selected)
  }
}
