internal import SQLite

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
    try database.run("DELETE FROM loginAttempt WHERE agentId IS ?", [id])
    let unanswered = id == nil ? 0 : database.changes
    try database.run("INSERT INTO loginAttempt (agentId, at) VALUES (?, ?)", [id, now])
    return (database.lastInsertedID, unanswered)
  }

  /// Forgets an attempt whose answer is stored.
  package func endAttempt(_ number: Int) throws {
    try database.run("DELETE FROM loginAttempt WHERE number = ?", [number])
  }

  /// Says that a login found the agent's password expired: a clock set back makes it no younger.
  package func setExpired(passwordOfAgent id: Int, at now: String) throws {
    try database.run(
      "UPDATE credential SET expiredAt = max(expiredAt, ?) WHERE agentId = ?", [now, id])
  }
}
