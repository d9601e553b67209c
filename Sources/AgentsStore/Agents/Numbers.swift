internal import AgentsModel
internal import SQLite

// Usernames, e-mail addresses and internals are unique outside the bin. Agents and telephones share
// usernames and internals.

/// Who has a value that nobody else outside the bin may have.
package struct Holder: Equatable, Sendable {
  /// The agent's id; nil for a telephone.
  package let agent: Int?
  /// For messages: a username, or `telephone` and its name.
  package let name: String

  package init(agent: Int?, name: String) { (self.agent, self.name) = (agent, name) }
}

extension StoreReader {
  /// The agent outside the bin, or the telephone, that has this name as username or in Asterisk, ignoring case; nil =
  /// none.
  ///
  /// - Parameter agent: Its id; it may have the name itself.
  package func holder(ofName name: String, besides agent: Int? = nil) throws -> Holder? {
    try holder(
      """
      SELECT id, name FROM agent WHERE name = ?1 AND deletedAt = ''
        UNION ALL SELECT id, name FROM agent
          WHERE sipName = ?1 AND sipName <> '' AND deletedAt = ''
        UNION ALL SELECT NULL, 'telephone ' || name FROM telephone WHERE name = ?1
      """, name, besides: agent)
  }

  /// The agent outside the bin with this e-mail address, ignoring case; nil = none.
  package func holder(ofEmail email: String) throws -> Holder? {
    try holder("SELECT id, name FROM agent WHERE email = ? AND deletedAt = ''", email)
  }

  /// The agent outside the bin, or the telephone, with this internal; nil = none.
  package func holder(ofInternal number: String) throws -> Holder? {
    try holder(
      """
      SELECT agentId, coalesce((SELECT name FROM agent WHERE id = agentId),
          (SELECT 'telephone ' || name FROM telephone WHERE id = telephoneId))
        FROM number WHERE internal = ?
      """, number)
  }

  private func holder(
    _ sql: String, _ value: String, besides agent: Int? = nil
  ) throws -> Holder? {
    try database.rows(sql, [value]) { Holder(agent: $0[0], name: $0[1]) }
      .first { $0.agent == nil || $0.agent != agent }
  }
}

/// Gives the lowest internals that neither an agent nor a telephone has or, unless the setting `reuseInternals` allows
/// it, ever had; one after the other.
///
/// The search skips the range that `internalCursor` knows to be taken, and enlarges it. So giving many numbers,
/// in one transaction or in many, looks at one or two for each.
package struct FreeInternals {
  private let minimum: Int
  /// No number in it is to be given; the search continues after it.
  private var taken: Range<Int>?
  /// The store's range; nil once somebody gave up a number of it, for then `taken` is no longer true.
  private var stored: Range<Int>?

  /// - Parameter minimum: No lower number is given.
  package init(from minimum: Int) { self.minimum = minimum }

  /// The next one; it must be stored before another is asked for.
  ///
  /// - Parameter isElsewhere: Whether something outside the database has a number that is free in it.
  /// - Throws: `AgentsError.refused` when no number of up to ten digits is free.
  package mutating func next(
    _ reader: StoreReader, besides isElsewhere: (String) throws -> Bool = { _ in false }
  ) throws -> String {
    let known = try reader.takenRange()
    let isFirst = taken == nil
    if isFirst { stored = known } else if stored != known { stored = nil }
    var range = taken ?? (known.contains(minimum) ? known : minimum..<minimum)
    while true {
      let free = try reader.firstFree(from: range.upperBound)
      guard free <= InternalBounds.range.upperBound else { throw try exhausted(reader) }
      range = range.lowerBound..<free
      guard try isElsewhere(String(free)) else { break }
      range = known.contains(free + 1) ? known : free + 1..<free + 1
    }
    taken = range
    if let stored, stored != range,
      // Numbers that are taken elsewhere cut the range into pieces; the longest saves most.
      isFirst
        ? range.lowerBound <= minimum || range.count > stored.count
        : range.lowerBound == stored.lowerBound
    {
      try (reader as? StoreTransaction)?.remember(taken: range)
      self.stored = range
    }
    return String(range.upperBound)
  }

  private func exhausted(_ reader: StoreReader) throws -> AgentsError {
    let isAnyFree = try reader.hasReusableInternal(from: minimum)
    return .refused([
      Finding(
        .error, "internal.exhausted", field: "internal",
        isAnyFree
          ? "every number from \(minimum) on is taken, or was somebody's before"
          : "no number from \(minimum) on is free",
        hint: isAnyFree
          ? .set(setting: "reuseInternals", to: "true") : "lower the setting minInternal")
    ])
  }
}

extension StoreReader {
  /// The lowest internal from `minimum` on that may be given automatically.
  ///
  /// - Throws: `AgentsError.refused` when no number of up to ten digits is free.
  package func lowestFreeInternal(
    from minimum: Int, besides isElsewhere: (String) throws -> Bool = { _ in false }
  ) throws -> String {
    var internals = FreeInternals(from: minimum)
    return try internals.next(self, besides: isElsewhere)
  }

  /// The range of `internalCursor`, in which no number may be given.
  fileprivate func takenRange() throws -> Range<Int> {
    try database.row("SELECT minimum, next FROM internalCursor") {
      $0.integer(0)..<$0.integer(1)
    } ?? 0..<0
  }

  fileprivate func firstFree(from start: Int) throws -> Int {
    try database.value(
      """
      WITH RECURSIVE candidate(number) AS (
        SELECT ?
        UNION ALL
        SELECT number + 1 FROM candidate
          WHERE EXISTS (SELECT 1 FROM number WHERE internal = CAST(candidate.number AS TEXT))
            OR NOT \(Self.reusesInternals)
              AND EXISTS (SELECT 1 FROM formerNumber
                WHERE internal = CAST(candidate.number AS TEXT)))
      SELECT max(number) FROM candidate
      """, [start]) ?? start
  }
}

extension StoreTransaction {
  fileprivate func remember(taken: Range<Int>) throws {
    try database.run(
      "UPDATE internalCursor SET minimum = ?, next = ?", [taken.lowerBound, taken.upperBound])
  }
}
