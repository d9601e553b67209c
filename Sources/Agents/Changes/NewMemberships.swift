internal import AgentsModel
internal import AgentsStore

/// The queues and teams that a new agent is put into.
struct NewMemberships {
  let queues: [(queue: Queue, penalty: Penalty?)]
  let teams: [AgentGroup]

  /// All queues, including those of the teams, each once.
  func allQueues(_ reader: StoreReader) throws -> [Queue] {
    try relations.joined(since: Relations()) { name in
      queues.first { $0.queue.name.text == name }?.queue
    } ofTeam: { name in
      try teams.filter { $0.name == name }.flatMap { try reader.queues(ofTeam: $0.id) }
        .compactMap { try reader.queue($0) }
    }
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
  /// - Parameter isNew: The agent is not there yet.
  /// - Throws: `AgentsError.notFound(.groups)` for unknown names; `.notAllowed` for an operator who would
  ///   create an agent in none of the operator's queues.
  func memberships(of draft: AgentDraft, isNew: Bool = true) throws -> NewMemberships {
    if let grant, isNew, draft.queues.isEmpty {
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

extension Relations {
  /// These with others; of a queue in both the penalty of the others counts.
  func adding(_ others: Relations) -> Relations {
    var all = self
    let added = others.queueNames
    all.queues = Names(
      (queues.words.filter { !added.contains(Self.queueName($0)) } + others.queues.words).sorted())
    all.teams = Names(Array(Set(teams.words + others.teams.words)).sorted())
    all.profiles = Names(Array(Set(profiles.words + others.profiles.words)).sorted())
    return all
  }

  /// The queues without their penalties.
  var queueNames: Set<String> { Set(queues.words.map(Self.queueName)) }
}
