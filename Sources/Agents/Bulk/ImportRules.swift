public import AgentsModel

/// How an import treats what it finds.
public struct ImportRules: Sendable {
  /// What is done with an agent that exists and differs from its row.
  public enum OnDuplicate: String, Choice {
    case fail, skip, update
  }

  /// What is done with an agent that the file does not have.
  public enum Missing: String, Choice {
    case keep, disable, delete
  }

  /// What is done with agents that exist and differ.
  public var onDuplicate = OnDuplicate.fail
  /// What is done with agents that the file does not have.
  public var missing = Missing.keep
  /// Only agents that meet all of these can be missing.
  public var within: [Condition] = []
  /// Queues, teams and profiles of a row come beside those that the agent has, and do not replace them.
  public var addsMemberships = false
  /// Percentage of the agents that may change or go unasked; nil = 10 where something is done with missing ones, else any.
  public var maxChange: Int?
  /// Queues, teams and profiles that do not exist are made.
  public var createsGroups = false
  /// What the columns mean.
  public var columns = ImportColumns()
  /// Rejected rows do not keep the others out; they go to this file, each with its reason.
  public var rejects: String?
  /// New agents without a password get one; all of them go to this new file.
  public var passwords: String?

  /// Agents that differ refuse the import; nothing is made and nobody goes.
  public init() {}

  /// The rows say all of an agent: what is empty is meant to be, and what does not apply to the typology is stored.
  var isComplete = false

  var origin: AgentPlan.Origin { isComplete ? .file : .request }
  var keepsGoing: Bool { rejects != nil }
  var generatesPasswords: Bool { passwords != nil }
}

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

  /// The error for the rejected rows, after the others were stored; nil = no row was rejected.
  public var refusal: AgentsError? {
    plan.findings.errors.isEmpty ? nil : plan.refusal(rejects: isDryRun ? nil : rejects)
  }
}
