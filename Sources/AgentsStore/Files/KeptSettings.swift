package import AgentsModel
internal import SQLite

extension StoreReader {
  /// What is kept of an agent, in its order.
  package func kept(ofAgent id: Int) throws -> [KeptSetting] {
    try kept("agentId = ?", [id])
  }

  /// What is kept of a telephone, in its order.
  ///
  /// - Parameter name: In any case of ASCII letters.
  package func kept(ofTelephone name: String) throws -> [KeptSetting] {
    try kept("telephoneId = (SELECT id FROM telephone WHERE name = ?)", [name])
  }

  /// What is kept of a queue, in its order.
  package func kept(ofQueue id: Int) throws -> [KeptSetting] {
    try kept("queueId = ?", [id])
  }

  /// Which settings of a kind are kept, and in how many lines.
  package func keptKeys(_ kind: KeptSetting.Kind) throws -> [(key: String, lines: Int)] {
    try database.rows(
      "SELECT key, count(*) FROM keptSetting WHERE kind = ? GROUP BY key ORDER BY key",
      [kind.rawValue]
    ) { ($0[0], $0[1]) }
  }

  private func kept(_ term: String, _ arguments: [any SQLiteValue]) throws -> [KeptSetting] {
    try database.rows(
      "SELECT kind, key, value FROM keptSetting WHERE \(term) ORDER BY id", arguments
    ) { try Self.keptSetting($0, at: 0) }
  }

  /// What is kept of agents or telephones, by their names.
  ///
  /// - Parameters:
  ///   - table: Theirs.
  ///   - owner: The column that names them.
  ///   - condition: On their table.
  func keptByName(
    _ table: String, _ owner: String, _ condition: String, _ arguments: [any SQLiteValue]
  ) throws -> [String: [KeptSetting]] {
    // Most centres keep nothing, and a file is written of a thousand.
    guard try database.exists("SELECT 1 FROM keptSetting WHERE id > 0") else { return [:] }
    var found: [String: [KeptSetting]] = [:]
    try database.forEach(
      """
      SELECT name, kind, key, value
        FROM \(table) CROSS JOIN keptSetting ON \(owner) = \(table).id
        WHERE \(condition) ORDER BY keptSetting.id
      """, arguments
    ) { found[$0[0], default: []].append(try Self.keptSetting($0, at: 1)) }
    return found
  }

  private static func keptSetting(_ row: Statement, at index: Int) throws -> KeptSetting {
    let (kind, key): (String, String) = (row[index], row[index + 1])
    // The schema allows only these words.
    guard let known = KeptSetting.Kind(rawValue: kind) else {
      throw AgentsError.unexpected("kept setting \(key): \(kind)")
    }
    return KeptSetting(stored: known, key, row[index + 2])
  }
}

extension StoreTransaction {
  /// Replaces what is kept of an agent.
  ///
  /// - Throws: `Refusal` where the settings are too large together.
  package func keep(_ settings: [KeptSetting], ofAgent id: Int) throws {
    try keep(settings, "agentId", id)
  }

  /// Replaces what is kept of a telephone, which must exist.
  ///
  /// - Parameter name: In any case of ASCII letters.
  /// - Throws: `Refusal` where the settings are too large together.
  package func keep(_ settings: [KeptSetting], ofTelephone name: String) throws {
    let ids: [Int] = try database.values("SELECT id FROM telephone WHERE name = ?", [name])
    for id in ids { try keep(settings, "telephoneId", id) }
  }

  /// Replaces what is kept of a voice queue.
  ///
  /// - Throws: `Refusal` where the settings are too large together.
  package func keep(_ settings: [KeptSetting], ofQueue id: Int) throws {
    try keep(settings, "queueId", id)
  }

  private func keep(_ settings: [KeptSetting], _ owner: String, _ id: Int) throws {
    try KeptSetting.check(settings)
    try database.run("DELETE FROM keptSetting WHERE \(owner) = ?", [id])
    for setting in settings {
      try database.run(
        "INSERT INTO keptSetting (\(owner), kind, key, value) VALUES (?, ?, ?, ?)",
        [id, setting.kind.rawValue, setting.key, setting.value])
    }
  }
}
