internal import Agents
internal import AgentsModel

extension Answer {
  /// Agents with every field that applies to them.
  init(_ sheets: [AgentSheet], withSecrets: Bool) {
    // All rows have the same columns, so every field is there.
    let fields = FieldCatalog.fields.filter { withSecrets || !$0.isSecret }
    self.init(
      [],
      Rows(
        fields.map(Column.init),
        sheets.map { sheet in
          fields.map {
            sheet.hasSecuritySuite || !$0.isOfSecuritySuite
              ? JSON($0.property.read(sheet.agent), $0.kind) : .null
          }
        }))
    names = Rows(["name"], sheets.map { [.string($0.agent.account.name.text)] })
    // What is kept has lines of its own.
    let shown = sheets.map { sheet in
      (sheet, sheet.fields(withSecrets: withSecrets).filter { $0.kind != .lines })
    }
    document = .objects(
      shown.map { sheet, fields in
        .object(
          fields.map { ($0.key, JSON($0.property.read(sheet.agent), $0.kind)) }
            + [("kept", JSON(sheet.kept)), ("via", .array(sheet.via.map(\.json)))])
      })
    isDocumentInLines = true
    lines = shown.enumerated().flatMap { index, sheet in
      (index > 0 ? [Line("").kept] : []) + Self.lines(sheet.0, sheet.1)
    }
  }

  /// The fields, tab by tab.
  private static func lines(_ sheet: AgentSheet, _ fields: [Field]) -> [Line] {
    let width = fields.map(\.key.count).max() ?? 0
    return Tab.allCases.flatMap { tab -> [Line] in
      let rows = fields.filter { $0.tab == tab }
      guard !rows.isEmpty else { return [] }
      return [Line(tab.title(for: sheet.agent.account.typology), .heading).kept]
        + rows.map { .pair($0.key, sheet.text(of: $0), width: width).kept }
        + (tab == .voice ? sheet.kept.map { .pair($0, width: width).kept } : [])
    }
  }
}

extension QueueThroughTeam {
  fileprivate var json: JSON {
    .object([
      ("queue", .string(queue.text)), ("team", .string(team)), ("penalty", .number(penalty)),
    ])
  }
}

extension AgentSheet {
  /// A field's value as people read it: queues with those that come through a team.
  fileprivate func text(of field: Field) -> String {
    let text = field.property.read(agent)
    guard field.key == "queues" else { return text }
    return ((text.isEmpty ? [] : [text]) + via.map(\.text)).joined(separator: ",")
  }

  /// The fields that apply to the agent and may be shown.
  fileprivate func fields(withSecrets: Bool) -> [Field] {
    FieldCatalog.fields.filter { field in
      field.typologies.contains(agent.account.typology) && (withSecrets || !field.isSecret)
        && (hasSecuritySuite || !field.isOfSecuritySuite)
    }
  }

  /// What is lacking, and what to do about it.
  var remark: String? {
    let name = agent.account.name.text
    let way = "\"xcally-agents set-password \(name)\""
    return switch lack {
    case nil: nil
    case .password: "\(name) has no password: no login and no phone is possible before \(way)"
    case .login:
      "\(name) has no password: no login is possible before \(way); "
        + "with --login-only the phone keeps its own"
    }
  }
}
