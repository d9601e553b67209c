package import AgentsCore
internal import GRDB

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
    let rows = try Row.fetchAll(database, sql: "SELECT key, value FROM setting")
    return Dictionary(uniqueKeysWithValues: rows.map { ($0[0], $0[1]) })
  }
}
