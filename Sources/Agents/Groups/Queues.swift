public import AgentsModel
internal import AgentsStore

/// What is to change of a queue, or to be of a new one.
public struct QueueEdit: Sendable {
  /// nil = as it is; of a new queue the first of its channel's.
  public var strategy: QueueStrategy?
  /// nil = as it is; of a new queue 0.
  public var weight: Weight?
  /// The teams that bring their agents into the queue from now on.
  public var teams: [TeamInQueue] = []
  /// The teams that do so no longer, by name.
  public var leavingTeams: [String] = []
  /// Settings of a voice queue that no field stands for, as `queues.conf` has them.
  ///
  /// All that are given of a key take the place of those it had.
  public var kept: [Assignment] = []
  /// The keys of such settings that are kept no longer.
  public var dropped: [String] = []

  /// Nothing changes.
  public init() {}
}

/// A queue with all that is shown of it.
public struct QueueSheet: Sendable {
  /// The queue itself.
  public let queue: Queue
  /// Its teams, such as `Night,Support=2`: sorted, a penalty where it is not 0.
  public let teams: String
  /// How many agents it has, those of its teams included.
  public let memberCount: Int
  /// Its agents by name; empty in a list of queues.
  public let members: [QueueMember]
  /// Its settings that no field stands for; empty in a list of queues.
  public let kept: [KeptSetting]
}

extension Centre {
  /// Creates a queue.
  public func create(
    _ name: QueueName, _ fields: QueueEdit = QueueEdit(), _ mode: Mode = .apply
  ) async throws -> Report<GroupOutcome> {
    let task = OperatorTask("queue create", [name.text], needs: .admin, mode)
    return try await perform(task) { session in
      try await session.changeGroups(mode, in: try session.writing()) {
        transaction, settings, report in
        if let queue = try transaction.queue(like: name) {
          throw Finding(
            .error, "queue.taken", field: "queue", "\(quoted(queue.name.text)) exists already",
            hint: .editQueue)
        }
        let nameGuard = try NameGuard(settings, mode, transaction)
        report.warnings += try nameGuard.findings(forNew: name).orRefused()
        let teams = try transaction.lookUp { try fields.teams(&$0) }
        let strategy = fields.strategy ?? name.channel.strategies[0]
        let created = try transaction.insertQueue(name, strategy, fields.weight ?? Weight(0))
        let joined = try fields.apply(teams, to: created, transaction, settings, &report)
        let values = [("strategy", strategy.rawValue), ("weight", created.weight.text)]
        report.outcomes.append(
          GroupOutcome(
            created.name.text, .created,
            values.map { .init($0.0, .string(""), .string($0.1)) } + joined))
        return created.files(unless: false)
      }
    }
  }

  /// Changes a queue, and which teams bring their agents into it.
  public func edit(
    _ name: QueueName, _ fields: QueueEdit, _ mode: Mode = .apply
  ) async throws -> Report<GroupOutcome> {
    let task = OperatorTask("queue edit", [name.text], needs: .admin, mode)
    return try await perform(task) { session in
      try await session.changeGroups(mode, in: try session.changing()) {
        transaction, settings, report in
        let (old, teams) = try transaction.lookUp { lookup in
          (try lookup.queues([name]).first, try fields.teams(&lookup))
        }
        guard let old else { return [] }
        var new = old
        new.strategy = fields.strategy ?? old.strategy
        new.weight = fields.weight ?? old.weight
        try transaction.update(new)
        let joined = try fields.apply(teams, to: new, transaction, settings, &report)
        if new.strategy != old.strategy {
          report.warnings += try transaction.beepallWarnings(new, settings)
        }
        let changes =
          try old.changes(to: new) + joined + fields.keep(of: new, transaction)
        report.outcomes.append(
          GroupOutcome(new.name.text, changes.isEmpty ? .unchanged : .changed, changes))
        return new.files(unless: changes.isEmpty)
      }
    }
  }

  /// Deletes queues: all of them, or none.
  ///
  /// - Parameters:
  ///   - names: The queues; every one must be there.
  ///   - mode: How far it goes.
  ///   - confirm: Is asked before anything is done, with what goes; it throws to refuse.
  public func delete(
    _ names: [QueueName], _ mode: Mode = .apply, confirm: ([Loss]) throws -> Void = { _ in }
  ) async throws -> Report<GroupOutcome> {
    let task = OperatorTask("queue delete", names.map(\.text), needs: .admin, mode)
    return try await perform(task) { session in
      let store = try session.changing()
      let losses = try store.read { try $0.losses(names) }
      if !mode.isDryRun { try confirm(losses.map(\.loss)) }
      return try await session.changeGroups(mode, in: store) { transaction, settings, report in
        let found = try transaction.losses(names)
        let nameGuard = try NameGuard(settings, mode, transaction)
        _ = try found.flatMap { nameGuard.findings(forGone: $0.queue.name) }.orRefused()
        let (outcomes, warnings) = try session.remove(found, transaction)
        report.outcomes += outcomes
        report.warnings += warnings
        return found.flatMap { $0.queue.files(unless: false) }
      }
    }
  }

  /// The queues, by channel and name.
  ///
  /// - Parameter channel: nil = of all channels.
  public func queues(of channel: Channel? = nil) throws -> [QueueSheet] {
    try perform(OperatorTask("queue list")) { session in
      try session.reading().read { reader in
        try reader.queues(of: channel).map { queue in
          QueueSheet(
            queue: queue, teams: try reader.teamsText(inQueue: queue.id),
            memberCount: try reader.memberCount(ofQueue: queue.id), members: [], kept: [])
        }
      }
    }
  }

  /// Queues with their members.
  public func queues(_ names: [QueueName]) throws -> [QueueSheet] {
    try perform(OperatorTask("queue show", names.map(\.text))) { session in
      try session.reading().read { reader in
        try reader.lookUp { try $0.queues(names) }.map { queue in
          let members = try reader.members(ofQueue: queue.id)
          return QueueSheet(
            queue: queue, teams: try reader.teamsText(inQueue: queue.id),
            memberCount: members.count, members: members, kept: try reader.kept(ofQueue: queue.id))
        }
      }
    }
  }
}

extension Session {
  /// Deletes queues, also those of operators, and tells what goes with them.
  func remove(
    _ queues: [(queue: Queue, loss: Loss)], _ transaction: StoreTransaction
  ) throws -> ([GroupOutcome], warnings: [Finding]) {
    let operators = try transaction.grants(enabledTo: queues.map(\.queue.id))
      .map { ($0, try transaction.queues(of: $0)) }
    let outcomes = try queues.map { queue, loss in
      let lost = try transaction.remains(of: queue)
      try transaction.delete(queue: queue.id)
      var outcome = GroupOutcome(queue.name.text, .deleted, lost: lost)
      outcome.losses = loss.agents
      return outcome
    }
    return (outcomes, try operators.flatMap { try note($0, lost: $1, transaction) })
  }

  /// Operators lose the queue as well.
  fileprivate func note(
    _ grant: Grant, lost before: [QueueName], _ transaction: StoreTransaction
  ) throws -> [Finding] {
    let after = try transaction.queues(of: grant)
    let change = JSON.array([.names(before), .names(after)])
    try transaction.append(
      auditEntry(task.name, grant.login.text, .object([("queues", change)])))
    return after.isEmpty ? [.noQueue(of: grant)] : []
  }
}
