internal import AgentsModel
internal import AgentsStore

/// The queues and teams that a new agent is put into.
struct NewMemberships {
  let queues: [(queue: Queue, penalty: Penalty?)]
  let teams: [AgentGroup]

  /// Puts the agent into all of them, and makes the files of voice queues stale.
  func add(_ agent: Agent, in transaction: StoreTransaction) throws {
    let id = agent.account.id.value
    for (queue, penalty) in queues {
      _ = try transaction.add(agents: [id], toQueue: queue.id, penalty)
    }
    for team in teams { _ = try transaction.add(agents: [id], to: team) }
    let files = try transaction.voiceQueues(ofAgent: id).map { GeneratedFile.queue($0.name) }
    try transaction.touch(files: files.map(\.name))
  }

  /// Those of the teams too, each once.
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
