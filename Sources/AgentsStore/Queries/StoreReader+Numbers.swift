internal import AgentsModel
internal import SQLite

extension StoreReader {
  /// Who has this username or peer name and is not in the bin, except the agent `id`.
  package func holder(ofName name: String, except id: Int? = nil) throws -> String? {
    try holder("name", name, except: id)
      ?? telephone("SELECT name FROM telephone WHERE name = ?", name)
  }

  /// Who has this e-mail address and is not in the bin, except the agent `id`.
  package func holder(ofEmail email: String, except id: Int? = nil) throws -> String? {
    try holder("email", email, except: id)
  }

  /// Who has this internal and is not in the bin, except the agent `id`: a username, or `telephone`
  /// and its name.
  package func holder(ofInternal number: String, except id: Int? = nil) throws -> String? {
    try holder("internal", number, except: id)
      ?? telephone(
        """
        SELECT telephone.name FROM number JOIN telephone ON telephone.id = number.telephoneId
          WHERE number.internal = ?
        """, number)
  }

  /// Whether any telephone exists, which hot desk needs.
  package func hasTelephone() throws -> Bool {
    try database.value("SELECT EXISTS (SELECT 1 FROM telephone)") ?? false
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
  /// It starts where `internalCursor` promises that nothing below is free, so that giving numbers
  /// away one after the other looks at one or two each, however many are taken.
  ///
  /// - Parameter isElsewhere: Whether a number that is free here is somebody's all the same.
  /// - Throws: `AgentsError.refused` when all ten digits are used up.
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
        // Between numbers of others the longest range saves most.
        if taken != found, start == minimum || found.count > taken.count {
          try (self as? StoreTransaction)?.remember(taken: found)
        }
        return String(free)
      }
      start = free + 1
    }
  }

  /// What `internalCursor` promises: no number in it is free.
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
