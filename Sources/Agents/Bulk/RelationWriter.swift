internal import AgentsModel
internal import AgentsStore

/// Stores the memberships of rows.
struct RelationWriter {
  private let transaction: StoreTransaction
  private var queues: [String: Queue] = [:]
  private var groups: [AgentGroup.Kind: [String: AgentGroup]] = [:]

  init(_ transaction: StoreTransaction, isNeeded: Bool) throws {
    self.transaction = transaction
    guard isNeeded else { return }
    for queue in try transaction.queues() { queues[queue.name.text] = queue }
    for kind in [AgentGroup.Kind.team, .profile] {
      groups[kind] = Dictionary(
        try transaction.groups(kind).map { ($0.name, $0) }, uniquingKeysWith: { a, _ in a })
    }
  }

  /// Makes a queue with its channel's first strategy.
  mutating func create(queue name: QueueName) throws {
    let queue = try transaction.insertQueue(name, name.channel.strategies[0], Weight(0))
    queues[name.text] = queue
  }

  mutating func create(_ kind: AgentGroup.Kind, _ name: GroupName) throws {
    groups[kind]?[name.text] = try transaction.insertGroup(kind, named: name)
  }

  /// Replaces an agent's memberships.
  ///
  /// - Returns: the files of voice queues that change.
  func replace(_ old: Relations, by new: Relations, ofAgent id: Int) throws -> Set<GeneratedFile> {
    guard old != new else { return [] }
    let before = try transaction.voiceQueues(ofAgent: id)
    let (queuesBefore, queuesAfter) = (penalties(old.queues), penalties(new.queues))
    for (name, _) in queuesBefore where queuesAfter[name] == nil {
      guard let queue = queues[name] else { continue }
      _ = try transaction.remove(agents: [id], fromQueue: queue.id)
    }
    for (name, penalty) in queuesAfter where queuesBefore[name] != penalty {
      guard let queue = queues[name] else { continue }
      _ = try transaction.add(agents: [id], toQueue: queue.id, penalty)
    }
    try replace(.team, old.teams.words, by: new.teams.words, ofAgent: id)
    try replace(.profile, old.profiles.words, by: new.profiles.words, ofAgent: id)
    let names = Set(before).union(try transaction.voiceQueues(ofAgent: id))
    return Set(names.map { GeneratedFile.queue($0.name) })
  }

  private func replace(
    _ kind: AgentGroup.Kind, _ old: [String], by new: [String], ofAgent id: Int
  ) throws {
    for name in old where !new.contains(name) {
      if let group = groups[kind]?[name] {
        _ = try transaction.remove(agents: [id], from: group)
      }
    }
    for name in new where !old.contains(name) {
      if let group = groups[kind]?[name] { _ = try transaction.add(agents: [id], to: group) }
    }
  }

  /// Queue → penalty.
  private func penalties(_ names: Names) -> [String: Penalty] {
    Dictionary(
      uniqueKeysWithValues: names.words.map { word in
        let parts = word.split(separator: "=", maxSplits: 1)
        return (String(parts[0]), Penalty(parts.count > 1 ? Int(parts[1]) ?? 0 : 0))
      })
  }
}
