internal import Agents
internal import AgentsModel

extension Presenter {
  /// What became of queues, teams, profiles, telephones or operators.
  ///
  /// - Parameter noun: Their kind, in the singular.
  func finish(_ noun: String, _ report: Report<GroupOutcome>) throws {
    try finish(
      Answer(noun, report), warnings: report.warnings, isDryRun: report.isDryRun,
      showsPassword: report.outcomes.contains { $0.password != nil }, report.files)
  }
}

extension Answer {
  fileprivate init(_ noun: String, _ report: Report<GroupOutcome>) {
    let (outcomes, isDryRun) = (report.outcomes, report.isDryRun)
    self.init(
      [],
      .object([
        ("dryRun", .bool(isDryRun)),
        ("changed", .bool(outcomes.contains { $0.result != .unchanged })),
        ("\(noun)s", .array(outcomes.map { $0.json(isDryRun) })),
        ("files", report.files.map(\.json) ?? .null),
      ]), Self.rows(outcomes, isDryRun))
    lines = outcomes.flatMap { [Line($0.sentence(isDryRun))] + passwordLines($0.name, $0.password) }
  }

  private static func rows(_ outcomes: [GroupOutcome], _ isDryRun: Bool) -> Rows {
    let hasPassword = outcomes.contains { $0.password != nil }
    return Rows(
      ["name", "result", "changed"] + (hasPassword ? ["password"] : []),
      outcomes.map { outcome in
        let row: [JSON] = [
          .string(outcome.name), .string(outcome.word(isDryRun)),
          .array(outcome.changes.map { .string($0.key) }),
        ]
        return hasPassword ? row + [.string(outcome.password?.reveal() ?? "")] : row
      })
  }
}

extension GroupOutcome {
  func word(_ isDryRun: Bool) -> String {
    isDryRun && result != .unchanged ? "would be \(result.rawValue)" : result.rawValue
  }

  func sentence(_ isDryRun: Bool) -> String {
    let keys = result == .changed ? changes.map(\.key) : []
    return "\(name): \(word(isDryRun))" + (keys.isEmpty ? "" : " " + keys.joined(separator: ", "))
      + (internalNumber.map { ", internal \($0)" } ?? "") + lossRemark(isDryRun)
  }

  private func lossRemark(_ isDryRun: Bool) -> String {
    losses == 0 ? "" : ", \(count(losses, "agent")) \(isDryRun ? "would lose" : "lost") it"
  }

  func json(_ isDryRun: Bool) -> JSON {
    var members: [(String, JSON)] = [
      ("name", .string(name)), ("result", .string(word(isDryRun))),
      ("changed", .array(changes.map { .string($0.key) })),
      ("changes", .object(changes.map { ($0.key, .array([$0.old, $0.new])) })),
    ]
    if let password = password?.reveal() { members.append(("password", .string(password))) }
    return .object(members)
  }
}

extension Answer.Rows {
  /// Teams or profiles with the number of their agents, and for teams with their queues.
  init(list sheets: [GroupSheet], _ kind: AgentGroup.Kind) {
    let queues = kind == .team ? [Column(key: "queues")] : []
    self.init(
      [Column(key: "name"), Column(key: "members", isNumber: true)] + queues,
      sheets.map { sheet in
        let row: [JSON] = [.string(sheet.name), .number(sheet.memberCount)]
        return kind == .team ? row + [.array(sheet.queues.map { .string($0.text) })] : row
      })
  }

  /// The members of teams or profiles.
  init(members sheets: [GroupSheet], _ kind: AgentGroup.Kind) {
    self.init(
      ["name", "fullname", kind.rawValue, "active"],
      sheets.flatMap { sheet in
        sheet.members.map {
          [.string($0.name), .string($0.fullname), .string(sheet.name), .bool($0.isActive)]
        }
      })
  }
}
