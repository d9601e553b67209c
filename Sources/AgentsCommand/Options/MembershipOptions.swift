internal import Agents
internal import AgentsModel
internal import ArgumentParser

/// The queues and teams of a new agent.
struct NewMembershipOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Put the agent into this queue; repeat for more.", valueName: queueForm),
    completion: Completions.queues)
  var queue: [String] = []

  @Option(
    help: ArgumentHelp("Put the agent into this team; repeat for more.", valueName: "name"),
    completion: Completions.groups(.team))
  var team: [String] = []
}

/// The queues that a verb puts agents into, or takes them out of.
struct QueueOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("This queue; repeat for more.", valueName: queueForm),
    completion: Completions.queues)
  var queue: [String] = []

  @Flag(help: "All queues.") var all = false

  @Option(
    help: ArgumentHelp("With --all: those of this channel.", valueName: "channel"),
    completion: .list(Channel.words), transform: Channel.init(option:))
  var channel: Channel?

  func validate() throws {
    guard all != !queue.isEmpty else {
      throw ValidationError("Name queues by '--queue', or give '--all', one of the two.")
    }
    guard channel == nil || all else { throw ValidationError("'--channel' goes with '--all'.") }
  }

  /// - Throws: `AgentsError.refused` with every queue of a wrong form.
  func choice() throws -> QueueChoice {
    all ? .all(channel) : .named(try queue.memberships())
  }
}

/// How `--queue` is written.
let queueForm = "channel:name[=penalty]"

extension [String] {
  /// - Throws: `AgentsError.refused` with every word of a wrong form.
  func memberships() throws -> [QueueMembership] {
    try collecting(self) { (words) throws(Finding) in try QueueMembership(words) }
  }
}
