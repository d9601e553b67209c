public import AgentsModel
internal import AgentsStore

extension Centre {
  /// Moves agents from one queue to another: all of them, or none.
  ///
  /// Members through a team stay where they are.
  ///
  /// - Parameters:
  ///   - who: Of these, those who are in the queue themselves; nil = everybody who is.
  ///   - old: The queue that they leave.
  ///   - new: The queue that they come into; without a penalty each keeps the one of the old queue.
  ///   - mode: How far it goes.
  /// - Throws: `AgentsError.refused` for one and the same queue, or queues of two channels.
  public func move(
    _ who: Selection?, from old: QueueName, to new: QueueMembership, _ mode: Mode = .apply
  ) async throws -> Report<MembershipOutcome> {
    guard old.text.lowercased() != new.queue.text.lowercased(), old.channel == new.queue.channel
    else {
      throw AgentsError.refused([
        Finding(
          .error, "queue.no-move", field: "queue",
          "from \(old.text) to \(new.queue.text) is no move: two queues of one channel are needed")
      ])
    }
    var members = AgentQuery()
    members.conditions = [try Condition("queues=\(old.text)")]
    return try await changeMemberships(
      "move", "queues", who ?? .matching(members), needs: .edit, mode
    ) { _, _, lookup -> [Step] in
      let queues = try lookup.queues([new.queue, old])
      guard queues.count == 2 else { return [] }
      return [Step.joining(queues[0], from: queues[1], new.penalty), .leaving(queues[1])]
    } carryOut: { agents, step, transaction, settings in
      try step.carryOut(agents, transaction, settings)
    }
  }
}

/// Agents come into the new queue first, because the old one knows their penalties.
private enum Step {
  case joining(Queue, from: Queue, Penalty?)
  case leaving(Queue)

  func carryOut(
    _ agents: [Int], _ transaction: StoreTransaction, _ settings: Settings
  ) throws -> MembershipChange {
    switch self {
    case .joining(let queue, let old, let penalty):
      let penalties = try transaction.penalties(ofAgents: agents, inQueue: old.id)
      let moving = agents.filter { penalties[$0] != nil }
      let before = try transaction.penalties(ofAgents: moving, inQueue: queue.id)
      var results: [Int: MembershipResult] = [:]
      for (kept, group) in Dictionary(grouping: moving, by: { penalties[$0] ?? 0 }) {
        results.merge(
          try transaction.add(agents: group, toQueue: queue.id, penalty ?? Penalty(kept))
        ) { $1 }
      }
      var change = MembershipChange(
        name: queue.name.text, results: results, penaltiesBefore: before,
        penaltiesAfter: try transaction.penalties(ofAgents: moving, inQueue: queue.id))
      change.files = queue.files(unless: change.changed.isEmpty)
      change.warnings = try MembershipRemarks.findings(change.added, queue, settings, transaction)
      return change
    case .leaving(let queue):
      let before = try transaction.penalties(ofAgents: agents, inQueue: queue.id)
      let results = try transaction.remove(agents: agents, fromQueue: queue.id)
      var change = MembershipChange(
        name: queue.name.text, results: results, penaltiesBefore: before)
      change.files = queue.files(unless: change.changed.isEmpty)
      change.warnings = try MembershipRemarks.remaining(agents, queue, transaction)
      return change
    }
  }
}
