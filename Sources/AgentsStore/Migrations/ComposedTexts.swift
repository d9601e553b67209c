internal import AgentsModel
internal import SQLite

/// Text of people in NFC, as it is stored now: versions before kept accents as they were typed.
enum ComposedTexts {
  /// The schema of the first version that stores them so.
  static let firstSchema = 8

  private static let columns = [
    "agent": ["fullname", "alias", "description", "callerid"], "queue": ["name"], "team": ["name"],
    "profile": ["name"], "telephone": ["fullname", "callerid"],
  ]

  /// Writes the texts anew that have another form.
  static func compose(_ database: Database) throws {
    for (table, columns) in columns.sorted(by: { $0.key < $1.key }) {
      for column in columns {
        let rows: [(id: Int, text: String)] = try database.rows(
          "SELECT id, \(column) FROM \(table) WHERE \(column) GLOB '*[^ -~]*'", []
        ) { ($0[0], $0[1]) }
        for row in rows where !row.text.composed.hasSameBytes(as: row.text) {
          try database.run(
            "UPDATE \(table) SET \(column) = ? WHERE id = ?", [row.text.composed, row.id])
        }
      }
    }
  }
}
