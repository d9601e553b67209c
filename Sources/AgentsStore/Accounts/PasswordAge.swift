internal import AgentsModel
internal import SQLite

/// The age of a password, as SQL expressions on a row `agent`.
///
/// They read the settings from the database, and the time from SQLite, which takes one time for a whole
/// statement. So they need no arguments, and can be selected, searched and sorted like a column. A number
/// of days that leads past the end of the calendar gives NULL, which means that there is no limit.
enum PasswordAge {
  /// A word of `PasswordState`.
  static let state = """
    CASE
      WHEN \(text("securitySuite")) = 'false' OR \(days) = 0 OR agent.passwordResetAt = ''
        OR NOT EXISTS (
          SELECT 1 FROM credential WHERE agentId = agent.id AND passwordHash <> '') THEN 'ok'
      WHEN max(\(now), ifnull((SELECT expiredAt FROM credential WHERE agentId = agent.id), ''))
        >= \(expiry) THEN 'expired'
      WHEN \(now) >= \(resetAt(plus: "\(days) - min(\(days), \(warning))")) THEN 'expiring'
      ELSE 'ok' END
    """

  /// When the password expires or expired: ISO 8601, UTC.
  static let expiry = resetAt(plus: days)

  /// The time of the statement: ISO 8601, UTC.
  static let now = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')"

  private static let days = "CAST(\(text("passwordExpiryDays")) AS INTEGER)"
  private static let warning = "CAST(\(text("passwordExpiryWarningDays")) AS INTEGER)"

  private static func resetAt(plus days: String) -> String {
    "strftime('%Y-%m-%dT%H:%M:%fZ', agent.passwordResetAt, (\(days)) || ' days')"
  }

  /// The stored value of a setting, or its default.
  private static func text(_ key: String) -> String {
    let initial = (try? SettingCatalog.find(key))?.defaultText ?? ""
    return "ifnull((SELECT value FROM setting WHERE key = '\(key)'), '\(initial)')"
  }
}

extension StoreReader {
  /// When the agent's password expires or expired: ISO 8601, UTC; nil when it never does.
  package func passwordExpiry(ofAgent id: Int) throws -> String? {
    try database.value("SELECT \(PasswordAge.expiry) FROM agent WHERE id = ?", [id])
  }
}

extension StoreTransaction {
  /// Records that a login found the agent's password expired.
  ///
  /// It then stays expired, even if the clock is set back.
  ///
  /// - Parameter now: ISO 8601, UTC.
  package func setExpired(passwordOfAgent id: Int, at now: String) throws {
    try database.run(
      "UPDATE credential SET expiredAt = max(expiredAt, ?) WHERE agentId = ?", [now, id])
  }
}
