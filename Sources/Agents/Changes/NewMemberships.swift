internal import AgentsModel
internal import AgentsStore

/// The queues and teams that a new agent is put into.
struct NewMemberships {
  let queues: [(queue: Queue, penalty: Penalty?)]
  let teams: [AgentGroup]

  /// Adds the agent to all of them and marks the files of voice queues as out of date.
  func add(_ agent: Agent, in transaction: StoreTransaction) throws {
    let id = agent.account.id.value
    for (queue, penalty) in queues {
      _ = try transaction.add(agents: [id], toQueue: queue.id, penalty)
    }
    for team in teams { _ = try transaction.add(agents: [id], to: team) }
    let files = try transaction.voiceQueues(ofAgent: id).map { GeneratedFile.queue($0.name) }
    try transaction.touch(files: files.map(\.name))
  }

  /// All queues, including those of the teams, each once.
  func allQueues(_ reader: StoreReader) throws -> [Queue] {
    let direct = queues.map(\.queue)
    let brought = try teams.flatMap { try reader.queues(ofTeam: $0.id) }
      .filter { name in !direct.contains { $0.name == name } }
    return try direct
      + Set(brought).sorted { $0.text < $1.text }.compactMap { try reader.queue($0) }
  }

  /// The relations as they are shown: sorted, a penalty where it is not 0.
  var relations: Relations {
    var relations = Relations()
    relations.queues = Names(
      queues.map { queue, penalty in
        queue.name.text + (penalty.map { $0.value == 0 ? "" : "=\($0.text)" } ?? "")
      }.sorted())
    relations.teams = Names(teams.map(\.name).sorted())
    return relations
  }
}

extension StoreReader {
  /// The queues and teams of a draft, looked up.
  ///
  /// - Throws: `AgentsError.notFound(.groups)` for unknown names; `.notAllowed` for an operator who would
  ///   create an agent in none of the operator's queues.
  func memberships(of draft: AgentDraft) throws -> NewMemberships {
    if let grant, draft.queues.isEmpty {
      let own = try queues().map(\.name.text)
      throw AgentsError.notAllowed(.queueNeeded(login: grant.login.text, own: own))
    }
    var lookup = Lookup(self)
    let queues = try lookup.queues(draft.queues.map(\.queue))
    let teams = try lookup.groups(.team, draft.teams)
    try lookup.check()
    return NewMemberships(queues: draft.queues.paired(with: queues), teams: teams)
  }
}

extension [QueueMembership] {
  /// Each queue with the last penalty given for it.
  func paired(with queues: [Queue]) -> [(queue: Queue, penalty: Penalty?)] {
    queues.map { queue in
      (queue, last { $0.queue.text.lowercased() == queue.name.text.lowercased() }?.penalty)
    }
  }
}
