package import AgentsModel
internal import SQLite

extension StoreReader {
  /// The queue of this name, ignoring case.
  package func queue(_ name: QueueName) throws -> Queue? {
    try queues(
      "WHERE channel = ? AND name = ? AND \(scope.queues)", [name.channel.rawValue, name.name]
    ).first
  }

  /// All queues, or those of a channel, by channel and name.
  package func queues(of channel: Channel? = nil) throws -> [Queue] {
    let order = "ORDER BY channel, name"
    guard let channel else { return try queues("WHERE \(scope.queues) \(order)", []) }
    return try queues("WHERE channel = ? AND \(scope.queues) \(order)", [channel.rawValue])
  }

  /// The queue that people would take for the one of this name: SQLite ignores the case of ASCII letters
  /// alone, people that of every letter, and how an accent is written.
  package func queue(like name: QueueName) throws -> Queue? {
    try queues(of: name.channel).first { $0.name.name.lowercased() == name.name.lowercased() }
  }

  /// The team or profile that people would take for the one of this name.
  package func group(_ kind: AgentGroup.Kind, like name: String) throws -> AgentGroup? {
    try groups(kind).first { $0.name.lowercased() == name.lowercased() }
  }

  /// The team or profile of this name, ignoring case.
  package func group(_ kind: AgentGroup.Kind, named name: String) throws -> AgentGroup? {
    try groups(kind, "WHERE name = ? AND \(scope.groups(kind))", [name]).first
  }

  /// All teams or profiles, by name.
  package func groups(_ kind: AgentGroup.Kind) throws -> [AgentGroup] {
    try groups(kind, "WHERE \(scope.groups(kind)) ORDER BY name", [])
  }

  private func queues(_ clauses: String, _ arguments: [any SQLiteValue]) throws -> [Queue] {
    try database.rows(
      "SELECT id, name, channel, strategy, weight FROM queue \(clauses)", arguments, Self.queue)
  }

  private static func queue(_ row: Statement) throws -> Queue {
    let (name, channel, strategy): (String, String, String) = (row[1], row[2], row[3])
    // The schema knows the same words.
    guard let channel = Channel(rawValue: channel),
      let strategy = QueueStrategy(rawValue: strategy)
    else { throw AgentsError.unexpected("queue \(name): \(channel) \(strategy)") }
    return Queue(
      id: row[0], name: QueueName(stored: name, channel), strategy: strategy,
      weight: Weight(row[4]))
  }

  private func groups(
    _ kind: AgentGroup.Kind, _ clauses: String, _ arguments: [any SQLiteValue]
  ) throws -> [AgentGroup] {
    try database.rows("SELECT id, name FROM \(kind.rawValue) \(clauses)", arguments) {
      AgentGroup(kind, id: $0[0], name: $0[1])
    }
  }
}
