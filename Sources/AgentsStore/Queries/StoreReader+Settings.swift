package import AgentsModel
internal import SQLite

extension StoreReader {
  /// The installation's settings; a setting that was never set has its default.
  package func settings() throws -> Settings {
    var settings = Settings()
    for (key, value) in try settingTexts() {
      let entry = try SettingCatalog.find(key)
      do throws(Refusal) {
        try entry.property.write(&settings, value)
      } catch {
        throw AgentsError.storedValueInvalid(agent: "settings", key: key, error)
      }
    }
    return settings
  }

  /// The settings that were set, key → text.
  package func settingTexts() throws -> [String: String] {
    let rows: [(String, String)] = try database.rows(
      "SELECT key, value FROM setting"
    ) { ($0[0], $0[1]) }
    return Dictionary(uniqueKeysWithValues: rows)
  }
}
