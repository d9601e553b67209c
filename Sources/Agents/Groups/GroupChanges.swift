internal import AgentsModel
internal import AgentsStore

extension Session {
  /// Carries out a change of queues, teams, profiles or telephones in one transaction, with a line of
  /// the audit trail for each that changed, then writes the files that are stale.
  ///
  /// - Parameter body: Changes the store, fills the report, and returns the files that are stale now.
  func changeGroups(
    _ mode: Mode, in store: Store,
    _ body: (StoreTransaction, Settings, inout Report<GroupOutcome>) throws -> [GeneratedFile]
  ) async throws -> Report<GroupOutcome> {
    try await carryOut(mode, in: store) { transaction, settings in
      var report = Report<GroupOutcome>(isDryRun: mode.isDryRun)
      let files = try body(transaction, settings, &report)
      try transaction.touch(files: Set(files).map(\.name))
      try audit(report, in: transaction)
      return report
    }
  }

  /// A line of the audit trail for each that changed.
  func audit(_ report: Report<GroupOutcome>, in transaction: StoreTransaction) throws {
    for outcome in report.outcomes where outcome.result != .unchanged {
      try transaction.append(auditEntry(task.name, outcome.name, outcome.auditChanges))
    }
  }
}

/// Something that agents lose when it is deleted.
public struct Loss: Sendable {
  /// Its name; of a queue with the channel.
  public let name: String
  /// How many agents lose it.
  public let agents: Int
}

extension StoreReader {
  /// Looks up the names of a request.
  ///
  /// - Throws: `AgentsError.notFound(.groups)` with every unknown name.
  func lookUp<Value>(_ find: (inout Lookup) throws -> Value) throws -> Value {
    var lookup = Lookup(self)
    let found = try find(&lookup)
    try lookup.check()
    return found
  }
}
