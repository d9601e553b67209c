package import AgentsModel
internal import SQLite

extension StoreReader {
  /// The agent of this username, ignoring case.
  ///
  /// - Parameter inBin: looks in the bin, where the one deleted last is found, and only there.
  package func agent(named name: String, inBin: Bool = false) throws -> Agent? {
    let condition =
      inBin
      ? "name = ? AND deletedAt <> ''\(scope.and) ORDER BY deletedAt DESC, id DESC LIMIT 1"
      : "name = ? AND deletedAt = ''\(scope.and)"
    return try agents("WHERE \(condition)", [name]).first
  }

  /// The agent of this id, in the bin or not, whoever asks: a name has led to it, or the program itself.
  package func agent(id: Int) throws -> Agent? {
    try agents("WHERE id = ?", [id]).first
  }

  /// Agents that are not in the bin, in the order given, each once.
  package func agents(named names: [String]) throws -> (found: [Agent], missing: [String]) {
    var (found, missing): ([Agent], [String]) = ([], [])
    var seen: Set<String> = []
    for name in names where seen.insert(name.lowercased()).inserted {
      if let agent = try agent(named: name) {
        found.append(agent)
      } else {
        missing.append(name)
      }
    }
    return (found, missing)
  }

  /// Those of `names` of which there is an agent in the bin.
  package func namesInBin(_ names: [String]) throws -> [String] {
    let sql = """
      SELECT EXISTS (SELECT 1 FROM agent WHERE name = ? AND deletedAt <> ''\(scope.and))
      """
    return try names.filter { name in
      try database.value(sql, [name]) ?? false
    }
  }

  /// All agents that a selection chooses, in its order.
  package func agents(matching selection: AgentSelection) throws -> [Agent] {
    let query = try SelectionQuery(selection, scope)
    return try agents(query.filter + query.order, query.arguments + query.page)
  }

  /// How many agents a selection chooses, whatever its limit and offset.
  package func count(_ selection: AgentSelection) throws -> Int {
    let query = try SelectionQuery(selection, scope)
    return try database.value("SELECT count(*) FROM agent \(query.filter)", query.arguments) ?? 0
  }

  /// Streams the columns of all agents that a selection chooses, with no `Agent` in between: as many
  /// rows as there are cost the memory of one.
  ///
  /// - Parameter columns: keys of fields; the values come in this order.
  /// - Throws: `Finding` for an unknown key; what `body` throws ends the stream.
  package func forEachRow(
    of selection: AgentSelection, columns: [String], _ body: ([StoredValue]) throws -> Void
  ) throws {
    let fields = try columns.map { key in try FieldCatalog.find(key) }
    let query = try SelectionQuery(selection, scope)
    var values: [StoredValue] = []
    values.reserveCapacity(fields.count)
    try database.forEach(
      "SELECT \(AgentColumns.list(of: fields)) FROM agent \(query.filter)\(query.order)",
      query.arguments + query.page
    ) { row in
      values.removeAll(keepingCapacity: true)
      for index in fields.indices { values.append(row[index]) }
      try body(values)
    }
  }

  private func agents(_ clauses: String, _ arguments: [any SQLiteValue]) throws -> [Agent] {
    var decoder = AgentDecoder(FieldCatalog.fields)
    return try database.rows("SELECT \(AgentColumns.all) FROM agent \(clauses)", arguments) {
      try decoder.read($0)
    }
  }
}
