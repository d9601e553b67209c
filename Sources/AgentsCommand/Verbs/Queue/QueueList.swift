internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import ArgumentParser

struct QueueList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List queues.",
    usage: "xcally-agents queue list [--channel CHANNEL] [options]",
    discussion: """
      The members counted are those of the queue itself and of its teams.

        $ xcally-agents queue list --channel voice
        $ xcally-agents queue list --format json
      """)

  @Option(
    help: ArgumentHelp("Those of this channel.", valueName: "channel"),
    completion: .list(Channel.words), transform: Channel.init(option:))
  var channel: Channel?
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func run() throws {
    let columns = [
      Column(key: "queue"), Column(key: "strategy"), Column(key: "weight", isNumber: true),
      Column(key: "members", isNumber: true), Column(key: "teams"),
    ]
    var rows = try RowWriter(output.format, columns, to: StandardOutput(), color: output.color)
    try Session(store).reading(OperatorTask("queue list")).read { reader in
      for queue in try reader.queues(of: channel) {
        try rows.write([
          .string(queue.name.text), .string(queue.strategy.rawValue), .number(queue.weight.value),
          .number(try reader.memberCount(ofQueue: queue.id)),
          JSON(try reader.teamsText(inQueue: queue.id), .list([])),
        ])
      }
    }
    try rows.finish()
  }
}
