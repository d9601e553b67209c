internal import AgentsModel
internal import SQLite

/// The SQL expression of each field: its column; for a relation, a subquery of its tables; for a computed
/// field, its formula.
enum AgentColumns {
  /// The fields that have a column, in the order of the catalog; the id is first.
  static let stored = FieldCatalog.fields.filter {
    $0.access != .relation && $0.access != .computed
  }

  /// The place of the id in the catalog.
  static let id = FieldCatalog.fields.firstIndex { $0.key == "id" } ?? 0

  /// The expressions of all fields, as `AgentDecoder` reads them.
  static let all = list(of: FieldCatalog.fields)

  static func list(of fields: [Field]) -> String {
    fields.map { expression($0) }.joined(separator: ", ")
  }

  static func expression(_ field: Field) -> String {
    if let computed = computed[field.key] { return computed }
    guard let relation = relations[field.key] else { return "agent.\"\(field.key)\"" }
    return """
      coalesce((SELECT group_concat(item) FROM (
        SELECT \(relation.item) AS item FROM \(relation.tables) ORDER BY \(relation.order))), '')
      """
  }

  /// The name of an agent's phone in Asterisk, on a row `agent`.
  static let peerName = "coalesce(nullif(agent.sipName, ''), agent.name)"

  /// What an agent's phone logs in with.
  static let digestUser = "coalesce(nullif(agent.sipAuthName, ''), \(peerName))"

  /// The name of the phone that rings for an agent: the telephone at which the agent is logged on, or the own one.
  static let rungPeer = "coalesce((\(telephone)), \(peerName))"

  /// The condition on agents whom Asterisk can ring, but for the disabled ones.
  static let isRung = """
    (agent.telephone IS NOT NULL OR agent.type <> 'user'
      AND EXISTS (SELECT 1 FROM credential WHERE credential.agentId = agent.id))
    """

  private static let telephone =
    "SELECT telephone.name FROM telephone WHERE telephone.id = agent.telephone"

  /// The expression of each computed field.
  static let computed = [
    "passwordState": PasswordAge.state, "held": "agent.held",
    "telephone": "coalesce((\(telephone)), '')",
  ]

  /// What is stored for a field when it changes; nil = it is not stored with the agent.
  static func written(_ field: Field) -> String? {
    switch field.access {
    case .relation: nil
    case .computed:
      field.key == "telephone" ? "(SELECT id FROM telephone WHERE telephone.name = ?)" : nil
    case .editable, .fixed, .readOnly, .clearOnly: "?"
    }
  }

  /// Where the elements of a relation come from.
  struct Relation {
    /// The text of one element.
    let item: String
    /// The name of one element, for conditions and filters.
    let name: String
    /// The tables, joined to the row `agent`.
    let tables: String
    /// Of the elements.
    var order = "item"
  }

  static let relations = [
    "queues": Relation(
      item: """
        queue.channel || ':' || queue.name
          || CASE penalty WHEN 0 THEN '' ELSE '=' || penalty END
        """,
      name: "queue.channel || ':' || queue.name",
      tables: """
        queueMember JOIN queue ON queue.id = queueMember.queueId
          WHERE queueMember.agentId = agent.id
        """),
    "teams": Relation(
      item: "team.name", name: "team.name",
      tables: """
        teamMember JOIN team ON team.id = teamMember.teamId
          WHERE teamMember.agentId = agent.id
        """),
    "profiles": Relation(
      item: "profile.name", name: "profile.name",
      tables: """
        profileMember JOIN profile ON profile.id = profileMember.profileId
          WHERE profileMember.agentId = agent.id
        """),
    // As `KeptSettings` writes it.
    "kept": Relation(
      item: #"""
        kind || ':' || key || '=' || replace(replace(value, '\', '\\'), ',', '\,')
        """#,
      name: "key", tables: "keptSetting WHERE agentId = agent.id", order: "id"),
  ]
}
