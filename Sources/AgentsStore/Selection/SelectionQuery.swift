internal import AgentsModel
internal import SQLite

/// A selection as the clauses after `FROM agent`.
///
/// Every value in it is a bound argument.
struct SelectionQuery {
  /// `WHERE …`.
  let filter: String
  /// ` ORDER BY … LIMIT ? OFFSET ?`, with `page` as arguments.
  let order: String
  let arguments: [any SQLiteValue]
  /// Limit and offset; no limit is -1.
  let page: [any SQLiteValue]

  /// - Parameter scope: The agents that the operator may see.
  /// - Throws: `Finding` for an unknown key.
  init(_ selection: AgentSelection, _ scope: Scope) throws {
    var arguments: [any SQLiteValue] = []
    var terms = [Self.states(selection.states)] + scope.agents
    if let text = selection.text, !text.isEmpty {
      terms.append(Self.search(text, &arguments))
    }
    if !selection.typologies.isEmpty {
      let words = selection.typologies.map(\.rawValue).sorted()
      terms.append("typology IN (\(Self.placeholders(words)))")
      arguments += words
    }
    terms += Self.members(selection, &arguments)
    for condition in selection.conditions {
      let term = try ConditionTerm(condition)
      terms.append(term.sql)
      arguments += term.arguments
    }
    filter = "WHERE " + terms.joined(separator: " AND ")
    order = " ORDER BY \(try Self.order(selection.sort)) LIMIT ? OFFSET ?"
    page = [selection.limit ?? -1, selection.offset]
    self.arguments = arguments
  }

  /// Without arguments: SQLite uses a partial index only for a condition that it sees literally.
  private static func states(_ states: Set<AgentState>) -> String {
    guard !states.isEmpty else { return "deletedAt = ''" }
    guard !states.contains(.any) else { return "true" }
    let terms = AgentState.allCases.filter(states.contains).map { state in
      switch state {
      case .enabled: "deletedAt = '' AND disabled = 0"
      case .disabled: "deletedAt = '' AND disabled = 1"
      case .locked: "deletedAt = '' AND locked = 1"
      case .deleted: "deletedAt <> ''"
      case .held: "deletedAt = '' AND agent.held = 1"
      case .any: "true"
      }
    }
    return "(" + terms.joined(separator: " OR ") + ")"
  }

  private static func search(_ text: String, _ arguments: inout [any SQLiteValue]) -> String {
    let keys = ["name", "fullname", "email", "internal", "alias"]
    arguments += Array(repeating: text.composed, count: keys.count)
    let terms = keys.map { "instr(lower(\"\($0)\"), lower(?)) > 0" }
    return "(" + terms.joined(separator: " OR ") + ")"
  }

  /// Conditions on memberships and ids.
  ///
  /// Each list of ids is one argument.
  private static func members(
    _ selection: AgentSelection, _ arguments: inout [any SQLiteValue]
  ) -> [String] {
    let listed = "(SELECT value FROM json_each(?))"
    var terms: [String] = []
    if !selection.queues.isEmpty {
      let list = StoreReader.list(selection.queues)
      arguments += [list, list]
      terms.append(
        """
        (agent.id IN (SELECT agentId FROM queueMember WHERE queueId IN \(listed))
          OR agent.id IN (SELECT agentId FROM teamMember JOIN queueTeam USING (teamId)
            WHERE queueId IN \(listed)))
        """)
    }
    for (kind, ids) in [(AgentGroup.Kind.team, selection.teams), (.profile, selection.profiles)]
    where !ids.isEmpty {
      let group = AgentGroup(kind, id: 0, name: "")
      arguments += [StoreReader.list(ids)]
      terms.append(
        "agent.id IN (SELECT agentId FROM \(group.table) WHERE \(group.column) IN \(listed))")
    }
    if let ids = selection.ids {
      arguments += [StoreReader.list(ids)]
      terms.append("agent.id IN \(listed)")
    }
    return terms
  }

  private static func order(_ sort: [SortKey]) throws -> String {
    var terms: [String] = []
    for key in sort {
      let field = try FieldCatalog.find(key.key)
      let direction = key.isDescending ? " DESC" : ""
      let column = AgentColumns.expression(field)
      switch field.kind {
      case .bool, .integer: terms.append(column + direction)
      case .digits: terms += ["CAST(\(column) AS INTEGER)\(direction)", column + direction]
      case .text, .choice, .list, .lines, .timestamp:
        terms.append("\(column) COLLATE NOCASE\(direction)")
      }
    }
    // The id decides between agents in the bin that share a name.
    return (terms + ["name", "id"]).joined(separator: ", ")
  }

  private static func placeholders(_ values: [String]) -> String {
    values.map { _ in "?" }.joined(separator: ", ")
  }
}
