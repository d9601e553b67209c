internal import AgentsModel
internal import SQLite

extension Reversal {
  /// Puts back what has no conflict, whose unique values must be free.
  ///
  /// Agents that change a unique value are first taken out of the way, so that two can change places.
  ///
  /// - Parameter mayGoOn: Is asked once all conflicts are known; it throws to end it.
  package func carryOut(mayGoOn: () throws -> Void) throws {
    // What the run gave is as if it had never been given.
    try transaction.forgettingNumbers { try putAllBack(mayGoOn) }
  }

  private func putAllBack(_ mayGoOn: () throws -> Void) throws {
    try forEach { row in
      if row.isThing, row.change.kind == .insertion { try rows.delete(row) }
    }
    let parked = try park()
    for (thing, word) in try takenValues(parked) {
      try skip(thing, word, isTaken: true)
      guard case .agent(let id) = thing, let state = parked[id] else { continue }
      try transaction.database.run(
        "UPDATE agent SET deletedAt = ? WHERE id = ?", [state, id])
    }
    try mayGoOn()
    try forEach { row in
      if !row.isThing, row.change.kind == .insertion { try rows.delete(row) }
    }
    try forEach { row in
      if row.change.kind == .update { try putBack(row, parked) }
    }
    for areThings in [true, false] {
      try forEach { row in
        if row.change.kind == .deletion, row.isThing == areThings { try insertAgain(row) }
      }
    }
    try endHotDesk()
  }

  /// Logs off who may not be at a telephone now that all is put back.
  private func endHotDesk() throws {
    try transaction.database.run(
      """
      UPDATE agent SET telephone = NULL WHERE telephone IS NOT NULL
        AND (deletedAt <> '' OR disabled OR NOT hotdesk OR typology <> 'external'
          OR telephone IN (SELECT id FROM telephone WHERE type = 'user'))
      """)
  }

  /// Takes the agents that get another unique value out of the way.
  ///
  /// - Returns: the time of deletion that each of them has now.
  private func park() throws -> [Int: String] {
    let unique: Set = ["name", "email", "internal", "sipName", "deletedAt"]
    var parked: [Int: String] = [:]
    try forEach { row in
      guard row.change.table == "agent", row.change.kind == .update,
        case .agent(let id)? = row.thing,
        row.differences.contains(where: { unique.contains($0.column) }),
        case .text(let state)? = try rows.current(row, ["deletedAt"])?.first
      else { return }
      parked[id] = state
    }
    for id in parked.keys {
      try transaction.database.run(
        "UPDATE agent SET deletedAt = '1970-01-01T00:00:00.000Z' WHERE id = ?", [id])
    }
    return parked
  }

  private func putBack(_ row: ChangedRow, _ parked: [Int: String]) throws {
    let differences = row.differences
    guard let current = try rows.current(row, differences.map(\.column)) else { return }
    var values = zip(differences, current).compactMap { difference, now in
      now == difference.new ? (difference.column, difference.old) : nil
    }
    if row.change.table == "agent", case .agent(let id)? = row.thing, let state = parked[id] {
      let before = differences.first { $0.column == "deletedAt" }?.old
      values.removeAll { $0.0 == "deletedAt" }
      values.append(("deletedAt", before ?? .text(state)))
    }
    try rows.update(row, values.map { (column: $0.0, value: $0.1) })
  }

  private func insertAgain(_ row: ChangedRow) throws {
    if let group = row.group, try !isThere(group) { return }
    guard let current = try rows.current(row, row.columns) else {
      return try rows.insert(row.change.table, row.whole)
    }
    guard row.isNumbered, current != row.whole.map(\.value) else { return }
    try rows.insert(row.change.table, row.whole.filter { $0.column != "id" })
  }

  /// Things that would get a value that another has by now.
  private func takenValues(_ parked: [Int: String]) throws -> [(RunThing, String)] {
    var taken: [(RunThing, String)] = []
    try forEach { row in
      guard row.isThing, row.change.kind != .insertion, let thing = row.thing else { return }
      let isThere = row.change.kind == .update
      switch thing {
      case .agent(let id):
        if try isTelephoneTaken(row, id) { taken.append((thing, "telephone")) }
        guard !isThere || parked[id] != nil else { return }
        for word in try takenByOthers(row, inBin: parked[id]) { taken.append((thing, word)) }
      case .telephone:
        if case .text(let name)? = row["name"],
          try transaction.holder(ofName: name).map({ $0.name != "telephone \(name)" || !isThere })
            ?? false
        {
          taken.append((thing, "name"))
        }
        if case .text(let number)? = row["internal"],
          try transaction.holder(ofInternal: number) != nil, !isThere || row.hasOther("internal")
        {
          taken.append((thing, "internal"))
        }
      case .queue, .team, .profile:
        if try isNameTaken(row, thing) { taken.append((thing, "name")) }
      case .setting: break
      }
    }
    return taken
  }

  /// The unique values that an agent would get back and another has; none of one that is in the bin then.
  ///
  /// - Parameter state: When it was deleted, as it is now; nil where it is not there.
  private func takenByOthers(_ row: ChangedRow, inBin state: String?) throws -> [String] {
    guard (row["deletedAt"] ?? .text(state ?? "")) == .text("") else { return [] }
    let columns = ["name", "email", "internal", "sipName"]
    let now = try rows.current(row, columns)
    let values = columns.indices.map { row[columns[$0]] ?? now?[$0] ?? .null }
    let texts = values.map { if case .text(let text) = $0 { text } else { "" } }
    var words: [String] = []
    if try transaction.holder(ofName: texts[0]) != nil { words.append("name") }
    if try transaction.holder(ofEmail: texts[1]) != nil { words.append("email") }
    if try transaction.holder(ofInternal: texts[2]) != nil { words.append("internal") }
    if !texts[3].isEmpty, try transaction.holder(ofName: texts[3]) != nil {
      words.append("sipName")
    }
    return words
  }

  /// Another agent is logged on where this one was.
  private func isTelephoneTaken(_ row: ChangedRow, _ agent: Int) throws -> Bool {
    guard let telephone = row.telephone(after: false) else { return false }
    return try transaction.database.exists(
      "SELECT 1 FROM agent WHERE telephone = ? AND id <> ?", [telephone, agent])
  }

  private func isNameTaken(_ row: ChangedRow, _ thing: RunThing) throws -> Bool {
    guard case .text(let name)? = row["name"] else { return false }
    let (term, channel): (String, [any SQLiteValue]) =
      if case .queue = thing, let channel = try row["channel"] ?? rows.current(row, ["channel"])?[0]
      {
        (" AND channel = ?", [channel])
      } else {
        ("", [])
      }
    return try transaction.database.exists(
      "SELECT 1 FROM \(thing.table) WHERE name = ? AND id <> ?\(term)", [name, thing.id] + channel)
  }
}

extension ChangedRow {
  /// An update that changed the column.
  fileprivate func hasOther(_ column: String) -> Bool {
    differences.contains { $0.column == column }
  }
}
