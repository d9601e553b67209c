internal import AgentsModel
internal import ArgumentParser

struct QueueCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "queue", abstract: "Manage the queues of all channels.",
    discussion: """
      A queue is CHANNEL:NAME. Asterisk knows the voice queues; the others are the
      product's.

        $ xcally-agents queue create voice:sales --strategy rrmemory
        $ xcally-agents queue show voice:sales
      """,
    subcommands: [
      QueueCreate.self, QueueList.self, QueueShow.self, QueueEdit.self, QueueDelete.self,
    ])
}

/// The parts of a queue that can be set.
struct QueueFieldOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("How the next member is chosen; by channel.", valueName: "strategy"),
    completion: .list(QueueStrategy.words))
  var strategy: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Priority among queues, 0-10.", valueName: "n"))
  var weight: String?

  @Option(
    help: ArgumentHelp(
      "Members of this team are members of the queue.", valueName: "name[=penalty]"),
    completion: Completions.groups(.team))
  var team: [String] = []
}
