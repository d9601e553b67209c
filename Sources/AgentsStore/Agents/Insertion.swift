package import AgentsModel
internal import SQLite

/// Stores new agents, one or a million in a transaction.
///
/// A statement keeps its values, so only those that differ from the last agent's are bound.
final class Insertion {
  private let agent: Statement
  private let credential: Statement
  /// The text that each parameter has now.
  private var bound: [String?]
  /// The fields that have a column; `index` is their place in the catalog.
  private let columns: [(index: Int, kind: FieldKind)]

  /// Prepares the statements; they are valid only in this transaction.
  init(_ database: Database) throws {
    let fields = AgentColumns.stored
    let names = fields.map { "\"\($0.key)\"" }.joined(separator: ", ")
    let places = fields.map { _ in "?" }.joined(separator: ", ")
    agent = try database.prepare("INSERT INTO agent (\(names)) VALUES (\(places))")
    credential = try database.prepare(Credential.insertion)
    bound = Array(repeating: nil, count: fields.count)
    columns = fields.map { ($0.index, $0.kind) }
  }

  func insert(_ texts: [String]) throws {
    for place in columns.indices {
      let text = texts[columns[place].index]
      if let last = bound[place], last.hasSameBytes(as: text) { continue }
      bind(text, columns[place].kind, place + 1)
      bound[place] = text
    }
    try agent.run()
  }

  private func bind(_ text: String, _ kind: FieldKind, _ parameter: Int) {
    switch StoredValue(text, kind) {
    case .integer(let number): agent.bind(parameter, number)
    case .text(let text): agent.bind(parameter, text)
    }
  }

  func insert(_ credential: Credential, ofAgent id: Int) throws {
    self.credential.bind(1, id)
    for (index, text) in credential.texts.enumerated() { self.credential.bind(index + 2, text) }
    try self.credential.run()
  }
}

extension StoreTransaction {
  /// Stores a new agent without its memberships.
  ///
  /// - Parameters:
  ///   - texts: Of each field, in the order of the catalog. The id must never have been used.
  ///   - credential: nil when it gets no password yet.
  package func insert(_ texts: [String], _ credential: Credential?) throws {
    let insertion = try insertion()
    try insertion.insert(texts)
    guard let credential else { return }
    try insertion.insert(credential, ofAgent: Int(texts[AgentColumns.id]) ?? 0)
  }

  /// Moves agents to the bin, so that they can exchange unique values.
  ///
  /// Uniqueness applies only outside the bin. Each agent must be updated later in the same transaction.
  ///
  /// - Parameter at: The time now: ISO 8601, UTC.
  package func park(_ ids: some Sequence<Int>, at: String) throws {
    // It ends their links.
    erases = true
    let statement = try database.prepare("UPDATE agent SET deletedAt = ? WHERE id = ?")
    for id in ids { try statement.run([at, id]) }
  }
}
