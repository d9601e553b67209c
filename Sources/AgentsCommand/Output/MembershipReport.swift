internal import Agents
internal import AgentsModel

extension Presenter {
  /// What became of agents in queues, teams or profiles.
  ///
  /// - Parameter noun: `queue`, `team` or `profile`.
  func finish(_ noun: String, _ report: Report<MembershipOutcome>) throws {
    // If agents were selected, it was the groups that did not exist.
    let note = report.selected > 0 ? "there is no such \(noun)" : "no agent matches"
    try finish(
      Answer(noun, report, isVerbose: isVerbose), warnings: report.warnings,
      isDryRun: report.isDryRun,
      note: report.outcomes.isEmpty ? note : nil, report.files)
    Messages.tell(report.excess)
  }
}

extension Answer {
  fileprivate init(_ noun: String, _ report: Report<MembershipOutcome>, isVerbose: Bool) {
    let rows = Rows(
      ["name", noun, "result"],
      report.outcomes.map {
        [.string($0.agent), .string($0.group), .string($0.word(report.isDryRun))]
      })
    self.init(
      [],
      .object([
        ("dryRun", .bool(report.isDryRun)),
        ("changed", .bool(report.outcomes.contains { $0.result.isChange })),
        ("memberships", .array(rows.objects)), ("files", report.files.map(\.json) ?? .null),
      ]), rows)
    lines = Totals.lines(
      report.outcomes.map {
        ($0.word(report.isDryRun), [Line($0.sentence(noun, report.isDryRun))])
      }, isDryRun: report.isDryRun, isVerbose: isVerbose)
  }
}

extension MembershipOutcome {
  fileprivate func word(_ isDryRun: Bool) -> String {
    isDryRun && result.isChange ? "would be \(result.rawValue)" : result.rawValue
  }

  /// `anna: added to voice:sales`.
  fileprivate func sentence(_ noun: String, _ isDryRun: Bool) -> String {
    let would = isDryRun ? "would be " : ""
    let group = (noun == "queue" ? "" : "\(noun) ") + group
    let words =
      switch result {
      case .added: "\(would)added to \(group)"
      case .alreadyThere: "already in \(group)"
      case .changed: "penalty \(would)changed in \(group)"
      case .removed: "\(would)removed from \(group)"
      case .notThere: "not in \(group)"
      }
    return "\(agent): \(words)"
  }
}
