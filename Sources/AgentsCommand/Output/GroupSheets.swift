internal import Agents
internal import AgentsModel

extension Answer.Rows {
  /// Teams or profiles, with how many agents and, of teams, which queues.
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
