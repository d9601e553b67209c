internal import SQLite

/// Who had an internal last, and has it no more.
package struct FormerOwner: Equatable, Sendable {
  /// An agent or a telephone, by its id.
  package enum Kind: Equatable, Sendable {
    case agent(Int)
    case telephone(Int)
  }

  package let kind: Kind
  /// The name that it had then.
  package let name: String
  /// Until when: ISO 8601, UTC.
  package let until: String
}

extension StoreReader {
  /// Who gave up an internal last; nil = nobody ever did.
  package func formerOwner(ofInternal number: String) throws -> FormerOwner? {
    try database.row(
      "SELECT agentId, telephoneId, name, until FROM formerNumber WHERE internal = ?", [number]
    ) { row in
      let agent: Int? = row[0]
      return FormerOwner(
        kind: agent.map(FormerOwner.Kind.agent) ?? .telephone(row.integer(1)), name: row[2],
        until: row[3])
    }
  }

  /// A telephone as the owner of its number; nil = there is none of this name.
  package func owner(ofTelephone name: String) throws -> FormerOwner.Kind? {
    try database.value("SELECT id FROM telephone WHERE name = ?", [name])
      .map { (id: Int) in .telephone(id) }
  }

  /// Whether a number from `minimum` on is free that somebody had.
  func hasReusableInternal(from minimum: Int) throws -> Bool {
    try database.exists(
      """
      SELECT 1 FROM formerNumber WHERE CAST(internal AS INTEGER) >= ? AND internal NOT GLOB '0*'
        AND internal NOT IN (SELECT internal FROM number) AND NOT \(Self.reusesInternals)
      """, [minimum])
  }

  /// The setting `reuseInternals` in SQL.
  static let reusesInternals =
    "EXISTS (SELECT 1 FROM setting WHERE key = 'reuseInternals' AND value = 'true')"
}

extension StoreTransaction {
  /// Does something in which numbers that become free count as never given.
  func forgettingNumbers<Value>(_ body: () throws -> Value) throws -> Value {
    try database.run("UPDATE internalCursor SET remembers = 0")
    let value = try body()
    try database.run("UPDATE internalCursor SET remembers = 1")
    return value
  }

  /// Notes until when the numbers had their owners that this transaction freed: the time of its audit rows.
  func dateFormerNumbers() throws {
    try database.run(
      """
      UPDATE formerNumber SET until = (SELECT at FROM audit ORDER BY id DESC LIMIT 1)
        WHERE until = '' AND EXISTS (SELECT 1 FROM audit)
      """)
  }
}
