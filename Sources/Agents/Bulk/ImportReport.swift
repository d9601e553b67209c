public import AgentsModel

/// What an import did, or would do.
public struct ImportReport: Sendable {
  /// What the source is called.
  public let source: String
  /// What becomes of each row, and every remark.
  public let plan: ImportPlan
  /// Columns that the import did not use.
  public let ignored: [String]
  /// The file with the rows that were rejected.
  public let rejects: String?
  /// Nothing of it was kept.
  public let isDryRun: Bool
  /// One for each agent that changed, where they are told of.
  public internal(set) var outcomes: [AgentOutcome] = []
  /// What became of the files for Asterisk; nil where none were to be written.
  public internal(set) var files: FileReport?

  /// What the rejected rows come to, beside which the others were stored; nil = there are none.
  public var refusal: AgentsError? {
    plan.findings.errors.isEmpty ? nil : plan.refusal(rejects: isDryRun ? nil : rejects)
  }
}
