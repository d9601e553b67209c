package import AgentsModel
internal import SQLite

/// Finds agents by the username in a row and compares all their columns with its cells, byte for byte:
/// what a second import of the same file does and nothing else.
package final class AgentLookup {
  private let statement: Statement
  private let nameCell: Int
  private let compared: [Column]

  private struct Column {
    let cell: Int
    let isBool: Bool
    let ignoresEmpty: Bool
    let binding: Int
  }

  /// An agent that a row is about.
  package struct Match {
    package let id: Int
    /// The bindings whose cells are not what is stored.
    package let differing: [Int]
  }

  /// - Parameters:
  ///   - nameCell: The cell with the username.
  package init(_ reader: StoreReader, _ header: CSVHeader, nameCell: Int) throws {
    self.nameCell = nameCell
    let bindings = header.bindings.enumerated().filter { $0.element.column.isCompared }
    compared = bindings.map { place, binding in
      Column(
        cell: binding.cell, isBool: binding.column.isBool, ignoresEmpty: binding.ignoresEmpty,
        binding: place)
    }
    let columns = try CSVExpressions(reader).list(bindings.map(\.element.column))
    statement = try reader.database.prepare(
      """
      SELECT agent.id\(columns.isEmpty ? "" : ", \(columns)") FROM agent
        LEFT JOIN credential ON credential.agentId = agent.id
        WHERE name = ?1 AND deletedAt = ''
      """)
  }

  /// The agent that is not in the bin and has the row's username, ignoring case.
  package func match(_ record: CSVRecord) throws -> Match? {
    statement.bind(1, record.bytes[record.range(nameCell)])
    defer { statement.reset() }
    guard try statement.step() else { return nil }
    var differing: [Int] = []
    for (index, column) in compared.enumerated() where !isEqual(column, index + 1, record) {
      differing.append(column.binding)
    }
    return Match(id: statement.integer(0), differing: differing)
  }

  private func isEqual(_ column: Column, _ index: Int, _ record: CSVRecord) -> Bool {
    let cell = record.range(column.cell)
    if cell.isEmpty, column.ignoresEmpty { return true }
    if column.isBool {
      let word = statement.integer(index) != 0 ? "true" : "false"
      return record.bytes[cell].elementsEqual(word.utf8)
    }
    return statement.withText(index) { stored in
      guard stored.count == cell.count else { return false }
      let bytes = record.bytes.span
      for offset in stored.indices where stored[offset] != bytes[cell.lowerBound + offset] {
        return false
      }
      return true
    }
  }
}

extension CSVColumn {
  /// What the program keeps itself is not held against a row, and the username has led to it.
  fileprivate var isCompared: Bool {
    switch self {
    case .field(let field): field.access != .readOnly && field.key != "name"
    case .passwordHash, .sipDigest: true
    case .password, .ignored: false
    }
  }
}

/// Who has an e-mail address, an internal or a peer name already, asked of raw bytes.
package final class HolderLookup {
  private let email: Statement
  private let number: Statement
  private let telephone: Statement?

  /// Who has it.
  package struct Holder: Equatable {
    /// nil for a telephone.
    package let agent: Int?
    /// As messages name it.
    package let name: String
  }

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

  package func holder(ofEmail text: String) throws -> Holder? { try ask(email, text) }
  package func holder(ofInternal text: String) throws -> Holder? { try ask(number, text) }
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
