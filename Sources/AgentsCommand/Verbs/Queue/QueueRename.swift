internal import Agents
internal import AgentsModel
internal import ArgumentParser

struct QueueRename: AsyncVerb {
  static let configuration = CommandConfiguration(
    commandName: "rename", abstract: "Give a queue another name.",
    usage: "xcally-agents queue rename CHANNEL:NAME CHANNEL:NEW [options]",
    discussion: """
      Members, teams, operators and settings stay. For Asterisk it is a new queue: its
      statistics begin anew, and the dialplan must name it.

        $ xcally-agents queue rename voice:sales voice:orders
      """)

  @Argument(help: "CHANNEL:NAME.", completion: Completions.queues) var queue: String
  @Argument(help: "Its name from now on, of the same channel.") var newName: String
  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func perform() async throws {
    let names = try collecting([queue, newName]) { (words) throws(Finding) in try QueueName(words) }
    let report = try await store.centre().rename(names[0], to: names[1], change.mode)
    try Presenter(output).finish("queue", report)
  }
}
