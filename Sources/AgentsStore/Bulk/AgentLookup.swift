package import AgentsModel
internal import SQLite

/// Finds the agent of a CSV row, and compares its columns with the cells of the row, byte for byte.
///
/// A second import of the same file does nothing else.
package final class AgentLookup {
  private let statement: Statement
  private let nameCell: Int
  private let compared: [Column]

  /// A column of the header that is compared.
  private struct Column {
    /// Where its cell is in a row.
    let cell: Int
    let isBool: Bool
    /// An empty cell says nothing about the field.
    let ignoresEmpty: Bool
    /// Where it is in `CSVHeader.bindings`.
    let binding: Int
  }

  /// The agent of a row.
  package struct Match {
    /// Its id.
    package let id: Int
    /// The cells that differ from what is stored: indices of `CSVHeader.bindings`.
    package let differing: [Int]
  }

  /// Prepares the comparison with rows under this header.
  ///
  /// - Parameter nameCell: Where the cell with the username is in a row.
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

  /// The agent outside the bin with the username of a row, ignoring case; nil = none.
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
  /// Fields that only the program writes are not compared, nor is the username, which found the agent.
  fileprivate var isCompared: Bool {
    switch self {
    case .field(let field): field.access != .readOnly && field.key != "name"
    case .passwordHash, .sipDigest: true
    case .password, .phonePassword, .like, .ignored: false
    }
  }
}
