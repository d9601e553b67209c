internal import AgentsModel
internal import SQLite

/// What SQL reads for each field: its column, or for a relation what its tables say, or what is worked
/// out.
enum AgentColumns {
  /// The fields that have a column, in the order of the catalog; the id is first.
  static let stored = FieldCatalog.fields.filter {
    $0.access != .relation && $0.access != .computed
  }

  /// Every field, as `AgentDecoder` reads them.
  static let all = list(of: FieldCatalog.fields)

  static func list(of fields: [Field]) -> String {
    fields.map { expression($0) }.joined(separator: ", ")
  }

  static func expression(_ field: Field) -> String {
    if let computed = computed[field.key] { return computed }
    guard let relation = relations[field.key] else { return "agent.\"\(field.key)\"" }
    return """
      coalesce((SELECT group_concat(item) FROM (
        SELECT \(relation.item) AS item FROM \(relation.tables) ORDER BY item)), '')
      """
  }

  /// The expression of each field that is not stored.
  static let computed = ["passwordState": PasswordAge.state]

  /// Where the elements of a relation come from.
  struct Relation {
    /// The text of one element.
    let item: String
    /// The name of one element, for conditions and filters.
    let name: String
    /// The tables and the link to the agent at hand.
    let tables: String
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
  ]
}
