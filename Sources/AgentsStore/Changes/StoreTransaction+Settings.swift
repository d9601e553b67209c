internal import SQLite

extension StoreTransaction {
  /// Stores a setting, also when it is the default: from then on it no longer follows it.
  ///
  /// - Parameter value: the canonical text.
  package func setSetting(_ key: String, _ value: String) throws {
    // Before the setting changes: also the row that ends the copies is copied.
    let trail = try trail()
    try database.run(
      """
      INSERT INTO setting (key, value) VALUES (?, ?)
        ON CONFLICT (key) DO UPDATE SET value = excluded.value
      """, [key, value])
    try trail.readCopying()
  }
}
