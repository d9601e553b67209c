internal import AgentsModel
internal import ArgumentParser

/// A verb that sets one field of the agents named.
protocol Switch: AsyncVerb {
  static var assignment: Assignment { get }
  /// As the audit trail names it.
  static var auditVerb: String { get }
  var targets: TargetOptions { get }
  var change: ChangeOptions { get }
  var output: OutputOptions { get }
  var store: StoreOptions { get }
}

extension Switch {
  static var auditVerb: String { _commandName }

  func perform() async throws {
    let session = try Session(store)
    let task = OperatorTask(Self.auditVerb, targets.words, needs: .edit, change)
    let report = try await session.edit(task, targets, change) {
      old, settings in
      AgentChange(action: .edit, plan: .edit(old, [Self.assignment], settings))
    }
    try report.finish(output)
  }
}
