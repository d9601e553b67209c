package import AgentsModel
internal import SQLite

// Sets of agents that a condition chooses are in Selection.swift.

extension StoreReader {
  /// The agent with this username, ignoring case.
  ///
  /// - Parameter inBin: Looks only in the bin. If several there share the name, finds the last one deleted.
  package func agent(named name: String, inBin: Bool = false) throws -> Agent? {
    let condition =
      inBin
      ? "name = ? AND deletedAt <> ''\(scope.and) ORDER BY deletedAt DESC, id DESC LIMIT 1"
      : "name = ? AND deletedAt = ''\(scope.and)"
    return try agents("WHERE \(condition)", [name]).first
  }

  /// The agent with this id, also from the bin.
  ///
  /// Not limited to an operator's agents: the id came from a limited query, or from the program itself.
  package func agent(id: Int) throws -> Agent? {
    try agents("WHERE id = ?", [id]).first
  }

  /// Agents outside the bin, in the order of `names`, each only once.
  package func agents(named names: [String]) throws -> (found: [Agent], missing: [String]) {
    try each(of: names) { try agent(named: $0) }
  }

  /// Which agents these are, outside the bin and in the order of `names`, each only once.
  package func identities(
    named names: [String]
  ) throws -> (found: [AgentIdentity], missing: [String]) {
    let sql = "SELECT id, name FROM agent WHERE name = ? AND deletedAt = ''\(scope.and)"
    return try each(of: names) { name in
      try database.row(sql, [name]) { AgentIdentity(id: $0[0], name: $0[1]) }
    }
  }

  private func each<Found>(
    of names: [String], _ find: (String) throws -> Found?
  ) throws -> (found: [Found], missing: [String]) {
    var (found, missing): ([Found], [String]) = ([], [])
    var seen: Set<String> = []
    for name in names where seen.insert(name.lowercased()).inserted {
      if let one = try find(name) {
        found.append(one)
      } else {
        missing.append(name)
      }
    }
    return (found, missing)
  }

  /// Those of `names` that belong to an agent in the bin.
  package func namesInBin(_ names: [String]) throws -> [String] {
    let sql = "SELECT 1 FROM agent WHERE name = ? AND deletedAt <> ''\(scope.and)"
    return try names.filter { try database.exists(sql, [$0]) }
  }

  /// Gives id and username of every agent outside the bin to `body`, by username.
  package func forEachName(_ body: (Int, String) throws -> Void) throws {
    let rows = try database.prepare("SELECT id, name FROM agent WHERE deletedAt = '' ORDER BY name")
    while try rows.step() { try body(rows.integer(0), rows.text(1)) }
  }

  /// How many agents are outside the bin.
  package func numberOfAgents() throws -> Int {
    try database.count("SELECT count(*) FROM agent WHERE deletedAt = ''")
  }

  /// The highest id that any agent ever had; 0 = there was none.
  package func highestID() throws -> Int {
    try database.value("SELECT seq FROM sqlite_sequence WHERE name = 'agent'") ?? 0
  }

  /// Gives each agent with one of these ids to `body`, in their order; an id without an agent is left out.
  ///
  /// - Parameter body: Takes the id; a fingerprint of all that is stored of the agent, which holds in this
  ///   process; and what reads the agent, for that costs most.
  package func forEachAgent(
    _ ids: [Int],
    _ body: (_ id: Int, _ fingerprint: Int, _ agent: () throws -> Agent) throws -> Void
  ) throws {
    var decoder = AgentDecoder(FieldCatalog.fields)
    let sql = """
      SELECT \(AgentColumns.all) FROM json_each(?) AS chosen
        CROSS JOIN agent ON agent.id = chosen.value
      """
    try database.forEach(sql, [Self.list(ids)]) { row in
      try body(row.integer(0), decoder.fingerprint(of: row)) { try decoder.read(row) }
    }
  }

  /// - Parameter clauses: what follows `FROM agent`.
  func agents(_ clauses: String, _ arguments: [any SQLiteValue]) throws -> [Agent] {
    var decoder = AgentDecoder(FieldCatalog.fields)
    return try database.rows("SELECT \(AgentColumns.all) FROM agent \(clauses)", arguments) {
      try decoder.read($0)
    }
  }
}

extension StoreTransaction {
  /// Stores fields of an agent, which is found by its id.
  ///
  /// A change of `deletedAt` moves it to the bin or back.
  ///
  /// - Parameter fields: Those that changed, as the caller knows; the others stay as they are stored.
  /// - Throws: `AgentsError.notFound(.agents)`.
  package func update(_ agent: Agent, _ fields: some Sequence<Field>) throws {
    try update(
      agent: agent.account.id.value, named: agent.account.name.text,
      fields.map { ($0, $0.property.read(agent)) })
  }

  /// Stores these values of an agent, each as its canonical text; the others stay as they are stored.
  ///
  /// - Throws: `AgentsError.notFound(.agents)`.
  package func update(
    agent id: Int, named name: String, _ values: some Sequence<(field: Field, text: String)>
  ) throws {
    // What has no column is stored elsewhere.
    let stored = values.filter { AgentColumns.written($0.field) != nil }
    guard !stored.isEmpty else { return }
    let keys = Set(stored.map(\.field.key))
    erases =
      try erases || stored.contains { $0.field.isSecret }
      || !keys.isDisjoint(with: Self.endingLinks) && hasLink(ofAgent: id)
    let columns = stored.map { "\"\($0.field.key)\" = \(AgentColumns.written($0.field) ?? "?")" }
      .joined(separator: ", ")
    try database.run(
      "UPDATE agent SET \(columns) WHERE id = ?",
      stored.map { StoredValue($0.text, $0.field.kind) } + [id])
    guard database.changes == 1 else { throw AgentsError.notFound(.agents([name], inBin: [])) }
  }

  /// A change of any of these ends the link for a new password (the trigger `tokenOfAgent`).
  private static let endingLinks: Set<String> = ["email", "disabled", "adSsoEnabled", "deletedAt"]

  /// Removes an agent permanently, with its password and its memberships.
  package func removePermanently(agent id: Int) throws {
    erases = true
    try forgetRun()
    try database.run("DELETE FROM agent WHERE id = ?", [id])
  }

  private func value(of field: Field, in agent: Agent) -> StoredValue {
    StoredValue(field.property.read(agent), field.kind)
  }
}
