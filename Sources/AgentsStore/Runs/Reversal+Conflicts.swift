internal import AgentsModel
internal import SQLite

extension Reversal {
  /// Looks which values were changed since.
  package func findConflicts() throws {
    var found: [(RunThing, String?)] = []
    var counts: [Dependents: Int] = [:]
    try forEach { row in
      guard let thing = row.thing else { return }
      for key in try obstacles(row, &counts) { found.append((thing, key)) }
    }
    for thing in created where thing.id > 0 {
      for dependents in Dependents.all(of: thing) {
        let now = try transaction.database.count(
          "SELECT count(*) FROM \(dependents.table) WHERE \(dependents.column) = ?", [thing.id])
        if now > counts[dependents, default: 0] { found.append((thing, dependents.word)) }
      }
    }
    for (thing, key) in found { try skip(thing, key) }
  }

  /// What is in the way of putting a row back: keys of fields, or nil where the thing is gone.
  private func obstacles(
    _ row: ChangedRow, _ counts: inout [Dependents: Int]
  ) throws -> [String?] {
    switch row.change.kind {
    case .insertion:
      guard let current = try rows.current(row, row.columns) else { return [] }
      for dependents in Dependents.holding(row) { counts[dependents, default: 0] += 1 }
      return words(row, row.whole, current)
    case .update:
      let differences = row.differences
      if let telephone = row.telephone(after: true) {
        counts[.agents(at: telephone), default: 0] += 1
      }
      guard let current = try rows.current(row, differences.map(\.column)) else {
        return row.change.table == "passwordHistory" ? [] : [nil]
      }
      let changed = zip(differences, current).filter { difference, now in
        now != difference.new && now != difference.old
          && !ChangedRow.isByTheWay(difference.column)
      }.compactMap { row.word($0.0.column) }
      return try changed + (isTelephoneGone(row) ? ["telephone"] : [])
    case .deletion:
      if let current = try rows.current(row, row.columns) {
        return row.isNumbered ? [] : words(row, row.whole, current)
      }
      return try missingParents(row)
    }
  }

  /// The telephone at which the agent was is not there, nor will be.
  private func isTelephoneGone(_ row: ChangedRow) throws -> Bool {
    guard let telephone = row.telephone(after: false).map(RunThing.telephone) else { return false }
    return try !deleted.contains(telephone) && !isThere(telephone)
  }

  /// The fields whose value is another one now.
  private func words(
    _ row: ChangedRow, _ values: [(column: String, value: Cell)], _ current: [Cell]
  ) -> [String] {
    zip(values, current).filter { value, now in
      value.value != now && !ChangedRow.isByTheWay(value.column)
    }.compactMap { row.word($0.0.column) }
  }

  /// What the row belongs to and is not there, nor will be.
  private func missingParents(_ row: ChangedRow) throws -> [String?] {
    guard let thing = row.thing, !row.isThing else { return [] }
    if try !deleted.contains(thing) && !isThere(thing) {
      return row.change.table == "passwordHistory" ? [] : [nil]
    }
    guard let group = row.group, try !deleted.contains(group) && !isThere(group) else { return [] }
    return [row.word("")]
  }
}

/// Rows that go with a thing when that is deleted.
private struct Dependents: Hashable {
  let table: String
  let column: String
  let id: Int
  /// As people name them.
  let word: String

  static func all(of thing: RunThing) -> [Dependents] {
    let (id, places): (Int, [(String, String, String)]) =
      switch thing {
      case .agent(let id):
        (
          id,
          [
            ("queueMember", "agentId", "queues"), ("teamMember", "agentId", "teams"),
            ("profileMember", "agentId", "profiles"), ("keptSetting", "agentId", "kept"),
            ("credential", "agentId", "password"),
          ]
        )
      case .telephone(let id):
        (id, [("keptSetting", "telephoneId", "kept"), ("agent", "telephone", "agents")])
      case .queue(let id):
        (
          id,
          [
            ("queueMember", "queueId", "members"), ("queueTeam", "queueId", "teams"),
            ("keptSetting", "queueId", "kept"), ("operatorQueue", "queueId", "operators"),
          ]
        )
      case .team(let id):
        (id, [("teamMember", "teamId", "members"), ("queueTeam", "teamId", "queues")])
      case .profile(let id): (id, [("profileMember", "profileId", "members")])
      case .setting: (0, [])
      }
    return places.map { Dependents(table: $0.0, column: $0.1, id: id, word: $0.2) }
  }

  /// Who is logged on at a telephone.
  static func agents(at telephone: Int) -> Dependents {
    Dependents(table: "agent", column: "telephone", id: telephone, word: "agents")
  }

  /// Those that this row is one of.
  static func holding(_ row: ChangedRow) -> [Dependents] {
    guard !row.isThing else { return [] }
    return [row.thing, row.group].compactMap(\.self).flatMap(all)
      .filter { $0.table == row.change.table }
  }
}
