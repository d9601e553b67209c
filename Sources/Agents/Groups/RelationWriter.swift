internal import AgentsModel
internal import AgentsStore

/// Stores the memberships of agents and what is kept of them, and reads each group that they name only once.
final class RelationWriter {
  private let transaction: StoreTransaction
  private var queues: [String: Queue] = [:]
  private var groups: [AgentGroup.Kind: [String: AgentGroup]] = [:]

  init(_ transaction: StoreTransaction) { self.transaction = transaction }

  /// Replaces an agent's memberships, and what is kept.
  ///
  /// - Parameter old: Those that are stored.
  /// - Returns: the files of voice queues that change.
  func replace(_ old: Relations, by new: Relations, ofAgent id: Int) throws -> Set<GeneratedFile> {
    if old.kept != new.kept { try transaction.keep(new.kept.settings, ofAgent: id) }
    guard old.memberships != new.memberships else { return [] }
    let before =
      old.memberships.allSatisfy(\.isEmpty) ? [] : try transaction.voiceQueues(ofAgent: id)
    let (queuesBefore, queuesAfter) = (penalties(old.queues), penalties(new.queues))
    for (name, _) in queuesBefore where queuesAfter[name] == nil {
      guard let queue = try queue(name) else { continue }
      _ = try transaction.remove(agents: [id], fromQueue: queue.id)
    }
    for (name, penalty) in queuesAfter where queuesBefore[name] != penalty {
      guard let queue = try queue(name) else { continue }
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
      if let group = try group(kind, name) {
        _ = try transaction.remove(agents: [id], from: group)
      }
    }
    for name in new where !old.contains(name) {
      if let group = try group(kind, name) { _ = try transaction.add(agents: [id], to: group) }
    }
  }

  private func queue(_ name: String) throws -> Queue? {
    if let queue = queues[name] { return queue }
    queues[name] = try transaction.queue(QueueName(name))
    return queues[name]
  }

  private func group(_ kind: AgentGroup.Kind, _ name: String) throws -> AgentGroup? {
    if let group = groups[kind]?[name] { return group }
    let group = try transaction.group(kind, named: name)
    groups[kind, default: [:]][name] = group
    return group
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

extension Relations {
  /// The lists of groups.
  fileprivate var memberships: [[String]] { [queues.words, teams.words, profiles.words] }

  /// The queues that an agent comes into: those that it is put into, then those that its teams bring, each once.
  ///
  /// - Parameters:
  ///   - old: The memberships before.
  ///   - queue: The queue of a name, as ``queues`` has it without the penalty.
  ///   - queues: Those of a team.
  func joined(
    since old: Relations, _ queue: (String) throws -> Queue?,
    ofTeam queues: (String) throws -> [Queue]
  ) rethrows -> [Queue] {
    let before = Set(old.queues.words.map(Self.queueName))
    let direct = try self.queues.words.map(Self.queueName).filter { !before.contains($0) }
      .compactMap(queue)
    let brought = try teams.words.filter { !old.teams.words.contains($0) }.flatMap(queues)
      .filter { !direct.contains($0) }
    return direct
      + Dictionary(brought.map { ($0.id, $0) }, uniquingKeysWith: { a, _ in a }).values
      .sorted { $0.name.text < $1.name.text }
  }

  /// Without the penalty.
  private static func queueName(_ word: String) -> String { String(word.prefix { $0 != "=" }) }
}
