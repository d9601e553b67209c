package import AgentsModel

/// What an import did, or would do.
package struct ImportReport: Sendable {
  /// What the source is called.
  package let source: String
  /// What becomes of each row, and every remark.
  package let plan: ImportPlan
  /// Columns that the import did not use.
  package let ignored: [String]
  /// The file with the rows that were rejected.
  package let rejects: String?
  /// Nothing of it was kept.
  package let isDryRun: Bool
  /// One for each agent that changed, where they are told of.
  package internal(set) var outcomes: [AgentOutcome] = []
  /// What became of the files for Asterisk; nil where none were to be written.
  package internal(set) var files: FileReport?

  /// What the rejected rows come to, beside which the others were stored; nil = there are none.
  package var refusal: AgentsError? {
    plan.findings.errors.isEmpty ? nil : plan.refusal(rejects: isDryRun ? nil : rejects)
  }
}
