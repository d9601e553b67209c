internal import Agents
internal import AgentsModel
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
  @Flag(help: "Leave out queues that are not there.") var ifExists = false
  @OptionGroup var consent: ConsentOptions
  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func perform() async throws {
    let names = try collecting(queues) { (words) throws(Finding) in try QueueName(words) }
    let report = try await store.centre().delete(
      names, skipsMissing: ifExists, change.mode
    ) {
      try consent.require(toDelete: "queue", $0)
    }
    try Presenter(output).finish("queue", report)
  }
}
