internal import AgentsModel

/// How an import treats what it finds.
struct ImportRules {
  var onDuplicate = OnDuplicate.fail
  /// Agents that the file does not have go to the bin.
  var deletesMissing = false
  /// New agents without a password get one.
  var generatesPasswords = false
  /// Rejected rows do not keep the others out.
  var keepsGoing = false

  /// Queues, teams and profiles that do not exist are made.
  var createsGroups = false

  /// What is done with an agent that exists and differs from its row.
  enum OnDuplicate: String, Choice {
    case fail, skip, update
  }
}
