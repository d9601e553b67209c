internal import AgentsModel
internal import AgentsStore

extension Session {
  /// Plans one change for each agent that the words name, and carries all out together.
  func edit(
    _ task: OperatorTask, _ targets: TargetOptions, _ options: ChangeOptions,
    _ plan: (Agent, Settings) throws -> AgentChange
  ) async throws -> ChangeReport {
    let conditions = try targets.conditions.parsed()
    return try await change(
      task.name, options, in: try changing(task),
      steps: { transaction, _ in try transaction.agents(targets.usernames, conditions) },
      plan: { old, transaction, settings, _ in
        var change = try plan(old, settings)
        change.plan.findings += try transaction.remarks(on: change.plan)
        if targets.usernames.count != 1 { change.plan.name(subject: old.account.name.text) }
        return (change, password: nil)
      })
  }
}

extension StoreReader {
  /// The agents named, or those that the conditions match.
  ///
  /// - Throws: `AgentsError.agentsNotFound` with every name that there is no agent of, or
  ///   `.groupsNotFound` with every unknown group in a condition.
  func agents(_ names: [String], _ conditions: [Condition]) throws -> [Agent] {
    guard names.isEmpty else {
      let (found, missing) = try agents(named: names)
      guard missing.isEmpty else {
        throw AgentsError.agentsNotFound(missing, inBin: try namesInBin(missing))
      }
      return found
    }
    var selection = AgentSelection()
    selection.conditions = conditions
    return try agents(matching: SelectionRequest(selection).resolved(by: self))
  }
}

extension StoreReader {
  /// The agents named, each from the bin where none of that name is outside it.
  ///
  /// - Throws: `AgentsError.agentsNotFound` with every name that is in neither.
  func agentsAlsoInBin(_ names: [String]) throws -> [Agent] {
    let (found, missing) = try agents(named: names)
    let binned = try missing.map { ($0, try agent(named: $0, inBin: true)) }
    let unknown = binned.filter { $0.1 == nil }.map(\.0)
    guard unknown.isEmpty else { throw AgentsError.agentsNotFound(unknown, inBin: []) }
    return found + binned.compactMap(\.1)
  }
}

extension AgentPlan {
  /// Says of every remark which agent it is about.
  mutating func name(subject: String) {
    for index in findings.indices { findings[index].subject = subject }
  }
}
