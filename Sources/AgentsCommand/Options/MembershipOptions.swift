internal import AgentsModel
internal import AgentsStore
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

  /// - Throws: `AgentsError.refused` for wrong forms, `.groupsNotFound` for unknown names.
  func memberships(_ reader: StoreReader) throws -> NewMemberships {
    let wanted = try queue.memberships()
    if let grant = reader.grant, wanted.isEmpty {
      let own = try reader.queues().map(\.name.text)
      throw AgentsError.notAllowed(.queueNeeded(login: grant.login.text, own: own))
    }
    var lookup = Lookup(reader)
    let queues = try lookup.queues(wanted.map(\.queue))
    let teams = try lookup.groups(.team, team)
    try lookup.check()
    return NewMemberships(queues: wanted.paired(with: queues), teams: teams)
  }
}

/// The queues that a verb puts agents into, or takes them out of.
struct QueueChoice: ParsableArguments {
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

  /// Those that there are; the unknown ones are left with `lookup`.
  func queues(
    _ reader: StoreReader, _ lookup: inout Lookup
  ) throws -> [(queue: Queue, penalty: Penalty?)] {
    guard !all else { return try reader.queues(of: channel).map { ($0, nil) } }
    let wanted = try queue.memberships()
    return wanted.paired(with: try lookup.queues(wanted.map(\.queue)))
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

extension [QueueMembership] {
  /// Each queue with the penalty that was said last for it.
  func paired(with queues: [Queue]) -> [(queue: Queue, penalty: Penalty?)] {
    queues.map { queue in
      (queue, last { $0.queue.text.lowercased() == queue.name.text.lowercased() }?.penalty)
    }
  }
}
