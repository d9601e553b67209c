internal import AgentsModel
internal import SQLite

/// A row that a run changed, with what its columns mean.
struct ChangedRow {
  let change: RowChange
  /// All columns of its table, in their order.
  let columns: [String]

  init(_ change: RowChange, _ columns: [String]) { (self.change, self.columns) = (change, columns) }

  /// The primary key.
  var key: [(column: String, value: Cell)] {
    let values = change.kind == .insertion ? change.new : change.old
    return values.indices.compactMap { index in
      change.isKey[index] ? values[index].map { (columns[index], $0) } : nil
    }
  }

  /// All values before a deletion, or after an insertion.
  var whole: [(column: String, value: Cell)] {
    let values = change.kind == .insertion ? change.new : change.old
    return values.indices.compactMap { index in values[index].map { (columns[index], $0) } }
  }

  /// What an update changed.
  var differences: [(column: String, old: Cell, new: Cell)] {
    guard change.kind == .update else { return [] }
    return change.new.indices.compactMap { index in
      guard let old = change.old[index], let new = change.new[index] else { return nil }
      return (columns[index], old, new)
    }
  }

  /// The value of a column, the old one where it changed; nil = it is not in the change.
  subscript(column: String) -> Cell? {
    guard let index = columns.firstIndex(of: column) else { return nil }
    return change.old.indices.contains(index)
      ? change.old[index] : change.new.indices.contains(index) ? change.new[index] : nil
  }

  private func number(_ column: String) -> Int? {
    if case .integer(let number)? = self[column] { number } else { nil }
  }

  private func text(_ column: String) -> String? {
    if case .text(let text)? = self[column] { text } else { nil }
  }

  /// What the row is, or belongs to.
  var thing: RunThing? {
    switch change.table {
    case "setting": text("key").map(RunThing.setting)
    case "agent": number("id").map(RunThing.agent)
    case "telephone": number("id").map(RunThing.telephone)
    case "queue": number("id").map(RunThing.queue)
    case "team": number("id").map(RunThing.team)
    case "profile": number("id").map(RunThing.profile)
    case "queueTeam": number("queueId").map(RunThing.queue)
    case "keptSetting":
      number("agentId").map(RunThing.agent) ?? number("telephoneId").map(RunThing.telephone)
        ?? number("queueId").map(RunThing.queue)
    default: number("agentId").map(RunThing.agent)
    }
  }

  /// The group of a membership, or the team in a queue.
  var group: RunThing? {
    switch change.table {
    case "queueMember": number("queueId").map(RunThing.queue)
    case "teamMember", "queueTeam": number("teamId").map(RunThing.team)
    case "profileMember": number("profileId").map(RunThing.profile)
    default: nil
    }
  }

  /// The telephone at which an agent is, or was, where the row changed that; nil = at none.
  func telephone(after: Bool) -> Int? {
    guard change.table == "agent",
      let change = differences.first(where: { $0.column == "telephone" }),
      case .integer(let id) = after ? change.new : change.old
    else { return nil }
    return id
  }

  /// The row is the thing itself, and not something that belongs to it.
  var isThing: Bool { Self.things.contains(change.table) }

  /// The name in the row, where it has all of it.
  var name: String? {
    switch change.table {
    case "setting": text("key")
    case "queue": text("channel").flatMap { channel in text("name").map { "\(channel):\($0)" } }
    case _ where isThing: text("name")
    default: nil
    }
  }

  /// What a person calls a column; nil = nobody sees it.
  func word(_ column: String) -> String? {
    switch change.table {
    case "passwordHistory": nil
    case "credential": "password"
    case "keptSetting": "kept"
    case "queueMember": "queues"
    case "teamMember", "queueTeam": "teams"
    case "profileMember": "profiles"
    case "telephone" where column.hasPrefix("sip") || column == "adoptedAt": "password"
    default: column
    }
  }

  /// The program writes these columns by itself: another value in one of them is no conflict.
  static func isByTheWay(_ column: String) -> Bool {
    ["updatedAt", "loginAttempts", "expiredAt"].contains(column)
  }

  /// Rows of these tables have no number of meaning, so that another may take its place.
  var isNumbered: Bool { ["keptSetting", "passwordHistory"].contains(change.table) }

  private static let things: Set = ["agent", "telephone", "queue", "team", "profile", "setting"]
}

/// Reads and writes rows by the names of their columns.
final class StoredRows {
  let database: Database
  private var known: [String: [String]] = [:]

  init(_ database: Database) { self.database = database }

  /// All columns of a table, in their order.
  func columns(of table: String) throws -> [String] {
    if let columns = known[table] { return columns }
    let columns: [String] = try database.values(
      "SELECT name FROM pragma_table_info(?) ORDER BY cid", [table])
    known[table] = columns
    return columns
  }

  /// Values of the row as it is now; nil = there is none.
  func current(_ row: ChangedRow, _ columns: [String]) throws -> [Cell]? {
    try database.row(
      "SELECT \(Self.list(columns)) FROM \(row.change.table) WHERE \(Self.terms(row.key))",
      row.key.map(\.value)
    ) { statement in columns.indices.map { statement[$0] } }
  }

  func delete(_ row: ChangedRow) throws {
    try database.run(
      "DELETE FROM \(row.change.table) WHERE \(Self.terms(row.key))", row.key.map(\.value))
  }

  func insert(_ table: String, _ values: [(column: String, value: Cell)]) throws {
    try database.run(
      """
      INSERT INTO \(table) (\(Self.list(values.map(\.column))))
        VALUES (\(values.map { _ in "?" }.joined(separator: ", ")))
      """, values.map(\.value))
  }

  func update(_ row: ChangedRow, _ values: [(column: String, value: Cell)]) throws {
    guard !values.isEmpty else { return }
    let assignments = values.map { "\"\($0.column)\" = ?" }.joined(separator: ", ")
    try database.run(
      "UPDATE \(row.change.table) SET \(assignments) WHERE \(Self.terms(row.key))",
      values.map(\.value) + row.key.map(\.value))
  }

  private static func list(_ columns: [String]) -> String {
    columns.map { "\"\($0)\"" }.joined(separator: ", ")
  }

  private static func terms(_ key: [(column: String, value: Cell)]) -> String {
    key.map { "\"\($0.column)\" = ?" }.joined(separator: " AND ")
  }
}
