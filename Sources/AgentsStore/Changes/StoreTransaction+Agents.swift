package import AgentsModel
internal import SQLite

extension StoreTransaction {
  /// Stores a new agent and gives it its id.
  ///
  /// Its relations are not stored: they have verbs of their own.
  /// - Parameter credential: nil when it gets no password yet.
  package func insert(_ agent: Agent, _ credential: Credential?) throws -> Agent {
    try database.run(Self.insertion, Self.inserted.map { value(of: $0, in: agent) })
    var stored = agent
    stored.account.id = Count(database.lastInsertedID)
    if let credential { try store(credential, ofAgent: stored.account.id.value) }
    return stored
  }

  /// Stores what changed of an agent, found by its id; to the bin and back is `deletedAt`.
  ///
  /// Only columns that differ are written, so that an unchanged agent costs no page.
  /// - Throws: `AgentsError.agentsNotFound`.
  package func update(_ agent: Agent) throws {
    let id = agent.account.id.value
    guard let old = try self.agent(id: id) else {
      throw AgentsError.agentsNotFound([agent.account.name.text], inBin: [])
    }
    let changed = AgentColumns.stored.filter {
      !$0.property.read(old).utf8.elementsEqual($0.property.read(agent).utf8)
    }
    guard !changed.isEmpty else { return }
    let columns = changed.map { "\"\($0.key)\" = ?" }.joined(separator: ", ")
    try database.run(
      "UPDATE agent SET \(columns) WHERE id = ?", changed.map { value(of: $0, in: agent) } + [id])
  }

  /// Removes an agent for good, with its password and its memberships.
  package func removePermanently(agent id: Int) throws {
    try database.run("DELETE FROM agent WHERE id = ?", [id])
  }

  /// All but the id, which SQLite gives.
  private static let inserted = AgentColumns.stored.dropFirst()

  private static let insertion = """
    INSERT INTO agent (\(inserted.map { "\"\($0.key)\"" }.joined(separator: ", ")))
      VALUES (\(inserted.map { _ in "?" }.joined(separator: ", ")))
    """

  private func value(of field: Field, in agent: Agent) -> StoredValue {
    StoredValue(field.property.read(agent), field.kind)
  }
}
