package import AgentsModel
internal import SQLite

extension StoreReader {
  /// All settings; one that was never set has its default.
  ///
  /// - Throws: `AgentsError.store(.invalidValue)` for a stored value that breaks the rules of its setting.
  package func settings() throws -> Settings {
    var settings = Settings()
    for (key, value) in try settingTexts() {
      let entry = try SettingCatalog.find(key)
      do throws(Refusal) {
        try entry.property.writeExactly(&settings, value)
      } catch {
        throw AgentsError.store(.invalidValue(agent: "settings", key: key, error))
      }
    }
    return settings
  }

  /// Only the settings that were set: key → canonical text.
  package func settingTexts() throws -> [String: String] {
    try database.dictionary("SELECT key, value FROM setting")
  }
}

extension StoreTransaction {
  /// Stores a setting, even if the value is the default: a later change of the default no longer changes it.
  ///
  /// - Parameter value: The canonical text.
  package func setSetting(_ key: String, _ value: String) throws {
    // Opened before the change, so that a row that turns `auditSyslog` off is still copied.
    let trail = try trail()
    try database.run(
      """
      INSERT INTO setting (key, value) VALUES (?, ?)
        ON CONFLICT (key) DO UPDATE SET value = excluded.value
      """, [key, value])
    try trail.readCopying()
  }

  /// Forgets a setting, which then has its default.
  package func removeSetting(_ key: String) throws {
    let trail = try trail()
    try database.run("DELETE FROM setting WHERE key = ?", [key])
    try trail.readCopying()
  }
}
