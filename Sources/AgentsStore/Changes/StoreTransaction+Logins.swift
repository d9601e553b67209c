internal import GRDB

extension StoreTransaction {
  /// Notes an attempt to log in, before its password is compared.
  ///
  /// Whoever tries one name tries it alone, so what is noted of an earlier attempt at it is of one that
  /// was killed, or could not store its answer.
  ///
  /// - Parameter id: nil where there is no agent of the name.
  /// - Returns: the attempt's number, and how many before it got no answer.
  package func beginAttempt(
    ofAgent id: Int?, at now: String
  ) throws -> (number: Int, unanswered: Int) {
    try database.cachedStatement(sql: "DELETE FROM loginAttempt WHERE agentId IS ?")
      .execute(arguments: [id])
    let unanswered = id == nil ? 0 : database.changesCount
    try database.cachedStatement(sql: "INSERT INTO loginAttempt (agentId, at) VALUES (?, ?)")
      .execute(arguments: [id, now])
    return (Int(database.lastInsertedRowID), unanswered)
  }

  /// Forgets an attempt whose answer is stored.
  package func endAttempt(_ number: Int) throws {
    try database.cachedStatement(sql: "DELETE FROM loginAttempt WHERE number = ?")
      .execute(arguments: [number])
  }

  /// Says that a login found the agent's password expired: a clock set back makes it no younger.
  package func setExpired(passwordOfAgent id: Int, at now: String) throws {
    try database.execute(
      sql: "UPDATE credential SET expiredAt = max(expiredAt, ?) WHERE agentId = ?",
      arguments: [now, id])
  }
}
