internal import Agents
internal import AgentsModel
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
    let rows: [[JSON]] = try store.centre().queues(of: channel).map { sheet in
      [
        .string(sheet.queue.name.text), .string(sheet.queue.strategy.rawValue),
        .number(sheet.queue.weight.value), .number(sheet.memberCount),
        JSON(sheet.teams, .list([])),
      ]
    }
    try Presenter(output).show(Answer.Rows(columns, rows))
  }
}
