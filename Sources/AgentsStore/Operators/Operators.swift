package import AgentsModel
internal import SQLite

extension StoreReader {
  /// Whether there are any operators.
  package func isAnyOperator() throws -> Bool {
    try database.exists("SELECT 1 FROM operator")
  }

  /// The operator with exactly this login; upper and lower case differ.
  package func grant(ofLogin login: String) throws -> Grant? {
    try grants("WHERE login = ?", [login]).first
  }

  /// All operators, by login.
  package func grants() throws -> [Grant] { try grants("ORDER BY login", []) }

  /// The operators that are enabled for one of these queues, by login.
  package func grants(enabledTo queues: [Int]) throws -> [Grant] {
    let list = queues.map(String.init).joined(separator: ", ")
    return try grants(
      "WHERE id IN (SELECT operatorId FROM operatorQueue WHERE queueId IN (\(list))) ORDER BY login",
      [])
  }

  /// Whether another operator is an admin.
  package func isAdminLeft(without grant: Grant) throws -> Bool {
    try database.exists("SELECT 1 FROM operator WHERE role = 'admin' AND id <> ?", [grant.id])
  }

  /// The queues of an operator, by channel and name.
  package func queues(of grant: Grant) throws -> [QueueName] {
    try queueNames(
      """
      SELECT channel, name FROM operatorQueue JOIN queue ON queue.id = queueId WHERE operatorId = ?
      """, grant.id)
  }

  private func grants(_ clauses: String, _ arguments: [any SQLiteValue]) throws -> [Grant] {
    try database.rows("SELECT id, login, role, permission FROM operator \(clauses)", arguments) {
      row in
      let (login, role, permission): (String, String, String) = (row[1], row[2], row[3])
      // The schema allows only these words.
      guard let role = OperatorRole(rawValue: role),
        let permission = OperatorPermission(rawValue: permission)
      else { throw AgentsError.unexpected("operator \(login): \(role) \(permission)") }
      return Grant(
        id: row[0], login: OperatorLogin(stored: login), role: role, permission: permission)
    }
  }
}

extension StoreTransaction {
  /// Stores a new operator.
  ///
  /// The login must be free, and the first operator must be an admin.
  package func insertGrant(
    _ login: OperatorLogin, _ role: OperatorRole, _ permission: OperatorPermission
  ) throws -> Grant {
    try database.run(
      "INSERT INTO operator (login, role, permission) VALUES (?, ?, ?)",
      [login.text, role.rawValue, permission.rawValue])
    return Grant(
      id: database.lastInsertedID, login: login, role: role, permission: permission)
  }

  /// Stores role and permission of an operator.
  package func update(_ grant: Grant) throws {
    try database.run(
      "UPDATE operator SET role = ?, permission = ? WHERE id = ?",
      [grant.role.rawValue, grant.permission.rawValue, grant.id])
  }

  /// Enables an operator for a queue.
  package func add(queue id: Int, to grant: Grant) throws {
    try database.run(
      """
      INSERT INTO operatorQueue (operatorId, queueId) VALUES (?, ?) ON CONFLICT DO NOTHING
      """, [grant.id, id])
  }

  /// Takes a queue from an operator.
  package func remove(queue id: Int, from grant: Grant) throws {
    try database.run(
      "DELETE FROM operatorQueue WHERE operatorId = ? AND queueId = ?", [grant.id, id])
  }

  /// Removes an operator, who must not be the last admin.
  package func remove(_ grant: Grant) throws {
    try database.run("DELETE FROM operator WHERE id = ?", [grant.id])
  }
}
