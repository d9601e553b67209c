public import AgentsModel
internal import AgentsStore

extension Centre {
  /// Gives a queue another name; members, teams, operators and settings stay.
  ///
  /// For Asterisk a voice queue of another name is another queue: who waits in the old one is not moved, its statistics
  /// begin anew, and the dialplan of the centre must name the new one.
  ///
  /// - Parameters:
  ///   - name: The queue.
  ///   - new: Its name from now on, of the same channel.
  ///   - mode: How far it goes.
  /// - Throws: `AgentsError.refused` for a name that is taken, or of another channel.
  public func rename(
    _ name: QueueName, to new: QueueName, _ mode: Mode = .apply
  ) async throws -> Report<GroupOutcome> {
    let task = OperatorTask("queue rename", [name.text, new.text], needs: .admin, mode)
    return try await perform(task) { session in
      try await session.changeGroups(mode, in: try session.changing()) {
        transaction, settings, report in
        guard let queue = try transaction.lookUp({ try $0.queues([name]) }).first else { return [] }
        guard queue.name != new else {
          report.outcomes.append(GroupOutcome(new.text, .unchanged))
          return []
        }
        guard queue.name.channel == new.channel else {
          throw Finding(
            .error, "queue.other-channel", field: "queue",
            "a queue stays in its channel, and \(quoted(new.text)) is of another")
        }
        if let other = try transaction.queue(like: new), other.id != queue.id {
          throw Finding(
            .error, "queue.taken", field: "queue", "\(quoted(other.name.text)) exists already")
        }
        let nameGuard = try NameGuard(settings, mode, transaction)
        report.warnings += try
          (nameGuard.findings(forNew: new)
          + nameGuard.findings(forGone: queue.name)).orRefused()
        try transaction.rename(queue, to: new)
        report.outcomes.append(
          GroupOutcome(
            new.text, .changed, [.init("name", .string(queue.name.text), .string(new.text))]))
        if new.channel == .voice {
          report.warnings.append(
            Finding(
              .warning, "queue.renamed", field: "queue",
              "Asterisk knows a new queue: who waits in \(queue.name.name) is not moved, and the dialplan must say "
                + "Queue(\(new.name))"))
        }
        let renamed = try transaction.queue(id: queue.id)
        return queue.files(unless: false) + (renamed?.files(unless: false) ?? [])
      }
    }
  }

  /// Gives a team or profile another name; its agents and queues stay.
  ///
  /// - Throws: `AgentsError.refused` for a name that is taken.
  public func rename(
    _ kind: AgentGroup.Kind, _ name: String, to new: String, _ mode: Mode = .apply
  ) async throws -> Report<GroupOutcome> {
    let newName: GroupName
    do throws(Refusal) { newName = try GroupName(parsing: new) } catch {
      throw AgentsError.refused([Finding(kind.rawValue, error)])
    }
    let task = OperatorTask("\(kind.rawValue) rename", [name, new], needs: .admin, mode)
    return try await perform(task) { session in
      try await session.changeGroups(mode, in: try session.changing()) { transaction, _, report in
        guard let group = try transaction.lookUp({ try $0.groups(kind, [name]) }).first else {
          return []
        }
        guard group.name != newName.text else {
          report.outcomes.append(GroupOutcome(group.name, .unchanged))
          return []
        }
        if let other = try transaction.group(kind, like: newName.text), other.id != group.id {
          throw Finding(
            .error, "\(kind.rawValue).taken", field: kind.rawValue,
            "\(quoted(other.name)) exists already")
        }
        try transaction.rename(group, to: newName)
        report.outcomes.append(
          GroupOutcome(
            newName.text, .changed, [.init("name", .string(group.name), .string(newName.text))]))
        return []
      }
    }
  }
}
