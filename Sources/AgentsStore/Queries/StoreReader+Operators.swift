package import AgentsModel
internal import SQLite

extension StoreReader {
  /// Whether any operator is named.
  package func isAnyOperator() throws -> Bool {
    try database.value("SELECT EXISTS (SELECT 1 FROM operator)") ?? false
  }

  /// The operator of this login, case included.
  package func grant(ofLogin login: String) throws -> Grant? {
    try grants("WHERE login = ?", [login]).first
  }

  /// All operators, by login.
  package func grants() throws -> [Grant] { try grants("ORDER BY login", []) }

  /// The operators that are enabled to one of these queues, by login.
  package func grants(enabledTo queues: [Int]) throws -> [Grant] {
    let list = queues.map(String.init).joined(separator: ", ")
    return try grants(
      "WHERE id IN (SELECT operatorId FROM operatorQueue WHERE queueId IN (\(list))) ORDER BY login",
      [])
  }

  /// Whether an admin would be left without this operator.
  package func isAdminLeft(without grant: Grant) throws -> Bool {
    try database.value(
      "SELECT EXISTS (SELECT 1 FROM operator WHERE role = 'admin' AND id <> ?)", [grant.id])
      ?? false
  }

  /// The queues of an operator, by channel and name.
  package func queues(of grant: Grant) throws -> [QueueName] {
    try database.rows(
      """
      SELECT channel, name FROM operatorQueue JOIN queue ON queue.id = queueId
        WHERE operatorId = ? ORDER BY channel, name
      """, [grant.id]
    ) { row in
      Channel(rawValue: row[0]).map { QueueName(stored: row[1], $0) }
    }.compactMap(\.self)
  }

  private func grants(_ clauses: String, _ arguments: [any SQLiteValue]) throws -> [Grant] {
    try database.rows("SELECT id, login, role, permission FROM operator \(clauses)", arguments) {
      row in
      let (login, role, permission): (String, String, String) = (row[1], row[2], row[3])
      // The schema knows the same words.
      guard let role = OperatorRole(rawValue: role),
        let permission = OperatorPermission(rawValue: permission)
      else { throw AgentsError.unexpected("operator \(login): \(role) \(permission)") }
      return Grant(
        id: row[0], login: OperatorLogin(stored: login), role: role, permission: permission)
    }
  }
}
