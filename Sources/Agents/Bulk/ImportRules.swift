public import AgentsModel

/// How an import treats what it finds.
public struct ImportRules: Sendable {
  /// What is done with an agent that exists and differs from its row.
  public enum OnDuplicate: String, Choice {
    case fail, skip, update
  }

  /// What is done with agents that exist and differ.
  public var onDuplicate = OnDuplicate.fail
  /// Agents that the file does not have go to the bin.
  public var deletesMissing = false
  /// Queues, teams and profiles that do not exist are made.
  public var createsGroups = false
  /// Whose columns they are.
  public var layout = ImportLayout.own
  /// Rejected rows do not keep the others out; they go to this file, each with its reason.
  public var rejects: String?
  /// New agents without a password get one; all of them go to this new file.
  public var passwords: String?

  /// Agents that differ refuse the import; nothing is made and nobody goes.
  public init() {}

  var keepsGoing: Bool { rejects != nil }
  var generatesPasswords: Bool { passwords != nil }
}
