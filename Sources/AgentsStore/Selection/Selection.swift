package import AgentsModel
internal import SQLite

extension StoreReader {
  /// All agents that a selection chooses, in its order.
  ///
  /// - Throws: `Finding` for an unknown key.
  package func agents(matching selection: AgentSelection) throws -> [Agent] {
    let query = try SelectionQuery(selection, scope)
    return try agents(query.filter + query.order, query.arguments + query.page)
  }

  /// Which agents all are that a selection chooses, in its order.
  ///
  /// - Throws: `Finding` for an unknown key.
  package func identities(matching selection: AgentSelection) throws -> [AgentIdentity] {
    let query = try SelectionQuery(selection, scope)
    return try database.rows(
      "SELECT id, name, deletedAt FROM agent \(query.filter)\(query.order)",
      query.arguments + query.page
    ) { AgentIdentity(id: $0[0], name: $0[1], deletedAt: $0[2]) }
  }

  /// How many agents a selection chooses, not counting its limit and offset.
  ///
  /// - Throws: `Finding` for an unknown key.
  package func count(_ selection: AgentSelection) throws -> Int {
    let query = try SelectionQuery(selection, scope)
    return try database.count("SELECT count(*) FROM agent \(query.filter)", query.arguments)
  }

  /// Gives the columns of each agent that a selection chooses to `body`.
  ///
  /// No `Agent` is made, and only one row is in memory at a time.
  ///
  /// - Parameter columns: Keys of fields; the values come in this order.
  /// - Throws: `Finding` for an unknown key; an error of `body`, which ends the reading.
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
}
