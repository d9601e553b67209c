package import AgentsModel
internal import SQLite

extension StoreReader {
  /// The queue with this name, ignoring the case of ASCII letters.
  package func queue(_ name: QueueName) throws -> Queue? {
    try queues(
      "WHERE channel = ? AND name = ? AND \(scope.queues)", [name.channel.rawValue, name.name]
    ).first
  }

  /// The queue with this id, whoever asks.
  package func queue(id: Int) throws -> Queue? {
    try queues("WHERE id = ?", [id]).first
  }

  /// The queue that people would confuse with one of this name.
  ///
  /// People ignore the case of all letters, and see no difference between two ways to encode an accent.
  /// SQLite ignores only the case of ASCII letters.
  package func queue(like name: QueueName) throws -> Queue? {
    try queues(of: name.channel).first { $0.name.name.lowercased() == name.name.lowercased() }
  }

  /// All queues, by channel and name.
  ///
  /// - Parameter channel: Only the queues of this channel; nil = of all.
  package func queues(of channel: Channel? = nil) throws -> [Queue] {
    let order = "ORDER BY channel, name"
    guard let channel else { return try queues("WHERE \(scope.queues) \(order)", []) }
    return try queues("WHERE channel = ? AND \(scope.queues) \(order)", [channel.rawValue])
  }

  /// The voice queues that Asterisk has: all but those that were taken over and are not live yet.
  package func runningQueues() throws -> [Queue] {
    try queues("WHERE channel = 'voice' AND held = 0 AND \(scope.queues) ORDER BY name", [])
  }

  /// Whether it was taken over and is not live yet.
  func isHeld(_ queue: Queue) throws -> Bool {
    try database.exists("SELECT 1 FROM queue WHERE id = ? AND held", [queue.id])
  }

  private func queues(_ clauses: String, _ arguments: [any SQLiteValue]) throws -> [Queue] {
    try database.rows(
      "SELECT id, name, channel, strategy, weight FROM queue \(clauses)", arguments, Self.queue)
  }

  private static func queue(_ row: Statement) throws -> Queue {
    let (name, channel, strategy): (String, String, String) = (row[1], row[2], row[3])
    // The schema allows only these words.
    guard let channel = Channel(rawValue: channel),
      let strategy = QueueStrategy(rawValue: strategy)
    else { throw AgentsError.unexpected("queue \(name): \(channel) \(strategy)") }
    return Queue(
      id: row[0], name: QueueName(stored: name, channel), strategy: strategy,
      weight: Weight(row[4]))
  }

  /// The voice queues that an agent is in, directly or through a team.
  package func voiceQueues(ofAgent id: Int) throws -> [QueueName] {
    try queues(ofAgent: id, where: "channel = 'voice'")
  }

  /// The voice queues that any of these agents is in, directly or through a team.
  package func voiceQueues(ofAgents ids: [Int]) throws -> [QueueName] {
    try database.rows(
      """
      SELECT name FROM queue WHERE channel = 'voice' AND id IN (
        SELECT queueId FROM json_each(?1) AS chosen
          CROSS JOIN queueMember ON queueMember.agentId = chosen.value
        UNION SELECT queueId FROM json_each(?1) AS chosen
          CROSS JOIN teamMember ON teamMember.agentId = chosen.value JOIN queueTeam USING (teamId))
      """, [Self.list(ids)]
    ) { QueueName(stored: $0[0], .voice) }
  }

  /// The queues with a strategy that an agent is in, directly or through a team.
  package func queues(ofAgent id: Int, strategy: QueueStrategy) throws -> [QueueName] {
    try queues(ofAgent: id, where: "strategy = '\(strategy.rawValue)'")
  }

  private func queues(ofAgent id: Int, where term: String) throws -> [QueueName] {
    try queueNames(
      """
      SELECT channel, name FROM queue WHERE \(term) AND id IN (
        SELECT queueId FROM queueMember WHERE agentId = ?1
        UNION SELECT queueId FROM teamMember JOIN queueTeam USING (teamId) WHERE agentId = ?1)
      """, id)
  }

  /// The names of queues, by channel and name.
  ///
  /// - Parameter sql: Selects channel and name for one `id`.
  func queueNames(_ sql: String, _ id: Int) throws -> [QueueName] {
    try database.rows(sql + " ORDER BY channel, name", [id]) { row in
      Channel(rawValue: row[0]).map { QueueName(stored: row[1], $0) }
    }.compactMap(\.self)
  }
}

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

  /// Stores strategy and weight of a queue.
  package func update(_ queue: Queue) throws {
    try database.run(
      "UPDATE queue SET strategy = ?, weight = ? WHERE id = ?",
      [queue.strategy.rawValue, queue.weight.value, queue.id])
  }

  /// Gives a queue another name in its channel; it must be free.
  package func rename(_ queue: Queue, to name: QueueName) throws {
    try database.run("UPDATE queue SET name = ? WHERE id = ?", [name.name, queue.id])
  }

  /// Deletes a queue with its memberships.
  package func delete(queue id: Int) throws {
    try database.run("DELETE FROM queue WHERE id = ?", [id])
  }
}
