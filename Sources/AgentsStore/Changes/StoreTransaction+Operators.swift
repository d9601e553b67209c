package import AgentsModel
internal import SQLite

extension StoreTransaction {
  /// Stores a new operator; the login must be free, and the first one an admin.
  package func insertGrant(
    _ login: OperatorLogin, _ role: OperatorRole, _ permission: OperatorPermission
  ) throws -> Grant {
    try database.run(
      "INSERT INTO operator (login, role, permission) VALUES (?, ?, ?)",
      [login.text, role.rawValue, permission.rawValue])
    return Grant(
      id: database.lastInsertedID, login: login, role: role, permission: permission)
  }

  /// Stores role and permission of an operator that exists.
  package func update(_ grant: Grant) throws {
    try database.run(
      "UPDATE operator SET role = ?, permission = ? WHERE id = ?",
      [grant.role.rawValue, grant.permission.rawValue, grant.id])
  }

  /// Enables an operator to a queue.
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
