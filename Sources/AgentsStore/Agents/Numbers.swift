internal import AgentsModel
internal import SQLite

// Usernames, e-mail addresses and internals are unique outside the bin. Agents and telephones share
// usernames and internals.

extension StoreReader {
  /// Who outside the bin has this username, ignoring case.
  ///
  /// - Parameter id: An agent that is not looked at.
  /// - Returns: its username, or `telephone` and its name; nil = nobody.
  package func holder(ofName name: String, except id: Int? = nil) throws -> String? {
    try holder("name", name, except: id)
      ?? telephone("SELECT name FROM telephone WHERE name = ?", name)
  }

  /// The username of the agent outside the bin that has this e-mail address, ignoring case; nil = none.
  ///
  /// - Parameter id: An agent that is not looked at.
  package func holder(ofEmail email: String, except id: Int? = nil) throws -> String? {
    try holder("email", email, except: id)
  }

  /// Who outside the bin has this internal.
  ///
  /// - Parameter id: An agent that is not looked at.
  /// - Returns: its username, or `telephone` and its name; nil = nobody.
  package func holder(ofInternal number: String, except id: Int? = nil) throws -> String? {
    try holder("internal", number, except: id)
      ?? telephone(
        """
        SELECT telephone.name FROM number JOIN telephone ON telephone.id = number.telephoneId
          WHERE number.internal = ?
        """, number)
  }

  /// Whether no agent outside the bin and no telephone has this internal.
  package func isFree(internal text: String) throws -> Bool {
    try !database.exists("SELECT 1 FROM number WHERE internal = ?", [text])
  }

  private func holder(_ column: String, _ value: String, except id: Int?) throws -> String? {
    try database.value(
      "SELECT name FROM agent WHERE \(column) = ? AND deletedAt = '' AND id <> ?", [value, id ?? 0])
  }

  private func telephone(_ sql: String, _ value: String) throws -> String? {
    try database.row(sql, [value]) { "telephone \($0.text(0))" }
  }
}

extension StoreReader {
  /// The lowest internal from `minimum` on that neither an agent nor a telephone has.
  ///
  /// The search skips the range that `internalCursor` knows to be taken. So giving many numbers, one after
  /// the other, looks at one or two for each.
  ///
  /// - Parameter isElsewhere: Whether something outside the database has a number that is free in it.
  /// - Throws: `AgentsError.refused` when no number of up to ten digits is free.
  package func lowestFreeInternal(
    from minimum: Int, besides isElsewhere: (String) throws -> Bool = { _ in false }
  ) throws -> String {
    let taken = try takenRange()
    var start = minimum
    while true {
      let free = try firstFree(from: taken.contains(start) ? taken.upperBound : start)
      guard free <= InternalBounds.range.upperBound else {
        throw AgentsError.refused([
          Finding(
            .error, "internal.exhausted", field: "internal",
            "no number from \(minimum) on is free", hint: "lower the setting minInternal")
        ])
      }
      guard try isElsewhere(String(free)) else {
        let found = (taken.contains(start) ? taken.lowerBound : start)..<free
        // Numbers that are taken elsewhere cut the range into pieces; the longest saves most.
        if taken != found, start == minimum || found.count > taken.count {
          try (self as? StoreTransaction)?.remember(taken: found)
        }
        return String(free)
      }
      start = free + 1
    }
  }

  /// The range of `internalCursor`, in which no number is free.
  private func takenRange() throws -> Range<Int> {
    try database.row("SELECT minimum, next FROM internalCursor") {
      $0.integer(0)..<$0.integer(1)
    } ?? 0..<0
  }

  private func firstFree(from start: Int) throws -> Int {
    try database.value(
      """
      WITH RECURSIVE candidate(number) AS (
        SELECT ?
        UNION ALL
        SELECT number + 1 FROM candidate
          WHERE EXISTS (SELECT 1 FROM number WHERE internal = CAST(candidate.number AS TEXT)))
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
