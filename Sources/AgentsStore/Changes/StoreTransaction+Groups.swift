package import AgentsModel
internal import SQLite

extension StoreTransaction {
  /// Stores a new queue; its name must be free.
  package func insertQueue(
    _ name: QueueName, _ strategy: QueueStrategy, _ weight: Weight
  ) throws -> Queue {
    try database.run(
      "INSERT INTO queue (channel, name, strategy, weight) VALUES (?, ?, ?, ?)",
      [name.channel.rawValue, name.name, strategy.rawValue, weight.value])
    return Queue(
      id: database.lastInsertedID, name: name, strategy: strategy, weight: weight)
  }

  /// Stores strategy and weight of a queue that exists.
  package func update(_ queue: Queue) throws {
    try database.run(
      "UPDATE queue SET strategy = ?, weight = ? WHERE id = ?",
      [queue.strategy.rawValue, queue.weight.value, queue.id])
  }

  /// Deletes a queue with its memberships.
  package func delete(queue id: Int) throws {
    try database.run("DELETE FROM queue WHERE id = ?", [id])
  }

  /// Stores a new team or profile; its name must be free.
  package func insertGroup(_ kind: AgentGroup.Kind, named name: GroupName) throws -> AgentGroup {
    try database.run("INSERT INTO \(kind.rawValue) (name) VALUES (?)", [name.text])
    return AgentGroup(kind, id: database.lastInsertedID, name: name.text)
  }

  /// Deletes a team or profile with its memberships.
  package func delete(_ group: AgentGroup) throws {
    try database.run("DELETE FROM \(group.kind.rawValue) WHERE id = ?", [group.id])
  }

  /// Puts a team into a queue.
  ///
  /// - Parameter penalty: nil = 0 for a team that was not in it, and what it has for another.
  /// - Returns: whether it was added, had another penalty, or was there already.
  package func add(
    team: AgentGroup, toQueue id: Int, _ penalty: Penalty?
  ) throws -> MembershipResult {
    try database.run(
      "INSERT INTO queueTeam (queueId, teamId, penalty) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
      [id, team.id, penalty?.value ?? 0])
    if database.changes > 0 { return .added }
    guard let penalty else { return .alreadyThere }
    try database.run(
      "UPDATE queueTeam SET penalty = ?1 WHERE queueId = ?2 AND teamId = ?3 AND penalty <> ?1",
      [penalty.value, id, team.id])
    return database.changes > 0 ? .changed : .alreadyThere
  }

  /// Takes a team out of a queue; its agents stay where they are members themselves.
  package func remove(team: AgentGroup, fromQueue id: Int) throws -> MembershipResult {
    try database.run("DELETE FROM queueTeam WHERE queueId = ? AND teamId = ?", [id, team.id])
    return database.changes > 0 ? .removed : .notThere
  }
}
