internal import AgentsModel

/// The age of the password of the row `agent`, in SQL.
///
/// The settings are read where they stand and the time is SQLite's own, one for the whole statement:
/// so it needs no argument, and is a column like any other to search, to sort by and to show. A number
/// of days that leads out of the calendar makes NULL, which is no limit.
enum PasswordAge {
  /// One of `PasswordState`.
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

  /// When the password expires, or did.
  static let expiry = resetAt(plus: days)

  static let now = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')"

  private static let days = "CAST(\(text("passwordExpiryDays")) AS INTEGER)"
  private static let warning = "CAST(\(text("passwordExpiryWarningDays")) AS INTEGER)"

  private static func resetAt(plus days: String) -> String {
    "strftime('%Y-%m-%dT%H:%M:%fZ', agent.passwordResetAt, (\(days)) || ' days')"
  }

  /// A setting as it stands, or its default.
  private static func text(_ key: String) -> String {
    let initial = (try? SettingCatalog.find(key))?.defaultText ?? ""
    return "ifnull((SELECT value FROM setting WHERE key = '\(key)'), '\(initial)')"
  }
}
