internal import GRDB

extension StoreTransaction {
  /// Says that a login found the agent's password expired: a clock set back makes it no younger.
  package func setExpired(passwordOfAgent id: Int, at now: String) throws {
    try database.execute(
      sql: "UPDATE credential SET expiredAt = max(expiredAt, ?) WHERE agentId = ?",
      arguments: [now, id])
  }
}
