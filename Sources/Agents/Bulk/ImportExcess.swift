public import AgentsModel

/// An import that would change or delete more of the agents than its rules allow unasked.
public struct ImportExcess: Sendable {
  /// How many agents would change.
  public let updated: Int
  /// How many would go to the bin.
  public let deleted: Int
  /// How many agents would be disabled because the file does not have them.
  public let disabled: Int
  /// How many there are outside the bin.
  public let agents: Int
  /// The percentage of these that may change or go unasked.
  public let percent: Int

  /// What ends the import where nobody can be asked.
  public var refusal: AgentsError {
    .bulk(
      .tooManyChanges(
        updated: updated, deleted: deleted, disabled: disabled, of: agents, percent: percent))
  }
}

extension ImportPlan {
  /// nil = no more than the rules allow.
  ///
  /// - Parameter count: Counts the agents outside the bin, which reads them all.
  func excess(over rules: ImportRules, of count: () throws -> Int) rethrows -> ImportExcess? {
    let changes = self.count(.updated) + missing.count
    guard changes > 0, let percent = rules.maxChange ?? (fate == .keep ? nil : 10) else {
      return nil
    }
    let agents = try count()
    let excess = ImportExcess(
      updated: self.count(.updated), deleted: deleted, disabled: disabled, agents: agents,
      percent: percent)
    return changes * 100 > agents * percent ? excess : nil
  }
}
