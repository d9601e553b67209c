internal import SQLite

/// Finds who has an e-mail address, an internal or a peer name outside the bin.
///
/// It is for many values: its statements are prepared only once.
package final class HolderLookup {
  private let email: Statement
  private let number: Statement
  private let telephone: Statement?

  /// An agent or a telephone that has the value.
  package struct Holder: Equatable {
    /// The agent's id; nil for a telephone.
    package let agent: Int?
    /// For messages: a username, or `telephone` and its name.
    package let name: String
  }

  /// Prepares the statements; they are valid only on this snapshot.
  package init(_ reader: StoreReader) throws {
    email = try reader.database.prepare(
      "SELECT id, name FROM agent WHERE email = ?1 AND deletedAt = ''")
    number = try reader.database.prepare(
      """
      SELECT agentId, coalesce((SELECT name FROM agent WHERE id = agentId),
          (SELECT 'telephone ' || name FROM telephone WHERE id = telephoneId))
        FROM number WHERE internal = ?1
      """)
    telephone =
      try reader.hasTelephone()
      ? reader.database.prepare("SELECT NULL, 'telephone ' || name FROM telephone WHERE name = ?1")
      : nil
  }

  /// The agent with this e-mail address, ignoring case; nil = none.
  package func holder(ofEmail text: String) throws -> Holder? { try ask(email, text) }
  /// The agent or telephone with this internal; nil = none.
  package func holder(ofInternal text: String) throws -> Holder? { try ask(number, text) }
  /// The telephone with this username, ignoring case; nil = none.
  package func telephone(named text: String) throws -> Holder? {
    try telephone.flatMap { try ask($0, text) }
  }

  private func ask(_ statement: Statement, _ text: String) throws -> Holder? {
    statement.bind(1, text)
    defer { statement.reset() }
    guard try statement.step() else { return nil }
    let id = statement.integer(0)
    return Holder(agent: id == 0 ? nil : id, name: statement.text(1))
  }
}
