package import AgentsModel
internal import SQLite

/// Stores many new agents in one transaction.
///
/// A statement keeps its values, so only those that differ from the last agent's are bound.
package final class BulkInsertion {
  private let transaction: StoreTransaction
  private let agent: Statement
  private let credential: Statement
  /// The text that each parameter has now.
  private var bound: [String?]
  /// The fields that have a column; `index` is their place in the catalog.
  private let columns: [(index: Int, kind: FieldKind)]

  /// Prepares the statements; they are valid only in this transaction.
  package init(_ transaction: StoreTransaction) throws {
    self.transaction = transaction
    let fields = AgentColumns.stored
    let names = fields.map { "\"\($0.key)\"" }.joined(separator: ", ")
    let places = fields.map { _ in "?" }.joined(separator: ", ")
    agent = try transaction.database.prepare("INSERT INTO agent (\(names)) VALUES (\(places))")
    credential = try transaction.database.prepare(Credential.insertion)
    bound = Array(repeating: nil, count: fields.count)
    columns = fields.map { ($0.index, $0.kind) }
  }

  /// Stores an agent with its credential and its line of the audit trail.
  ///
  /// Its id must never have been used.
  package func insert(
    _ new: NewAgent, _ credential: Credential?, _ entry: AuditEntry
  ) throws {
    for place in columns.indices {
      let text = new.texts[columns[place].index]
      if let last = bound[place], last.utf8.elementsEqual(text.utf8) { continue }
      bind(text, columns[place].kind, place + 1)
      bound[place] = text
    }
    try agent.run()
    if let credential { try insert(credential, ofAgent: new.plan.new.account.id.value) }
    try transaction.append(entry)
  }

  private func bind(_ text: String, _ kind: FieldKind, _ parameter: Int) {
    switch StoredValue(text, kind) {
    case .integer(let number): agent.bind(parameter, number)
    case .text(let text): agent.bind(parameter, text)
    }
  }

  private func insert(_ credential: Credential, ofAgent id: Int) throws {
    self.credential.bind(1, id)
    for (index, text) in credential.texts.enumerated() { self.credential.bind(index + 2, text) }
    try self.credential.run()
  }
}

extension StoreTransaction {
  /// Moves agents to the bin, so that they can exchange unique values.
  ///
  /// Uniqueness applies only outside the bin. Each agent must be updated later in the same transaction.
  ///
  /// - Parameter at: The time now: ISO 8601, UTC.
  package func park(_ ids: some Sequence<Int>, at: String) throws {
    let statement = try database.prepare("UPDATE agent SET deletedAt = ? WHERE id = ?")
    for id in ids { try statement.run([at, id]) }
  }
}
