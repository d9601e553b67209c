package import AgentsModel
internal import SQLite

extension StoreReader {
  /// Writes the columns of all agents that a selection chooses as CSV, header first: from SQLite's bytes
  /// to the file's, in pieces of some 256 KiB.
  ///
  /// - Parameters:
  ///   - isGuarded: Cells that a spreadsheet would calculate are marked (``CSVGuard``).
  ///   - sink: Takes the pieces; what it throws ends the export.
  package func writeCSV(
    of selection: AgentSelection, _ columns: [CSVColumn], _ format: CSVFormat, isGuarded: Bool,
    to sink: ([UInt8]) throws -> Void
  ) throws {
    let query = try SelectionQuery(selection, scope)
    let rows = try database.prepare(
      """
      SELECT \(try CSVExpressions(self).list(columns)) FROM agent
        LEFT JOIN credential ON credential.agentId = agent.id \(query.filter)\(query.order)
      """)
    rows.bind(query.arguments + query.page)
    var writer = CSVWriter(format)
    let cells = columns.map { (isBool: $0.isBool, isGuarded: isGuarded && $0.isText) }
    for (column, cell) in zip(columns, cells) {
      writer.append(cell.isGuarded ? "'\(column.key)" : column.key)
    }
    writer.endRow()
    let (yes, no) = (Array("true".utf8), Array("false".utf8))
    while try rows.step() {
      for index in cells.indices {
        if cells[index].isBool {
          writer.append((rows.integer(index) != 0 ? yes : no).span)
        } else {
          rows.withText(index) { writer.append($0, isGuarded: cells[index].isGuarded) }
        }
      }
      writer.endRow()
      if writer.bytes.count >= Self.pieceSize {
        try sink(writer.bytes)
        writer.clear()
      }
    }
    try sink(writer.bytes)
  }

  private static let pieceSize = 256 << 10
}

extension CSVColumn {
  fileprivate var isAge: Bool {
    if case .field(let field) = self { field.isOfSecuritySuite } else { false }
  }

  var isBool: Bool {
    if case .field(let field) = self { field.kind == .bool } else { false }
  }
}

/// What SQL reads for each column of the CSV.
struct CSVExpressions {
  private let reader: StoreReader

  init(_ reader: StoreReader) {
    self.reader = reader
  }

  func list(_ columns: [CSVColumn]) throws -> String {
    // The age of a password is a part of the Security Suite; with a hash it goes on to another store.
    let hidesAge =
      try columns.contains(where: \.isAge) && !columns.contains(where: \.isSecret)
      && !reader.settings().securitySuite
    return try columns.map { hidesAge && $0.isAge ? "''" : try expression($0) }
      .joined(separator: ", ")
  }

  private func expression(_ column: CSVColumn) throws -> String {
    switch column {
    case .field(let field):
      // To look for the memberships of each agent costs more than all of its columns together.
      guard let relation = AgentColumns.relations[field.key],
        try !reader.isAny(in: relation.tables)
      else { return AgentColumns.expression(field) }
      return "''"
    case .passwordHash: return "coalesce(credential.passwordHash, '')"
    case .sipDigest:
      return """
        coalesce(credential.sipRealm || ':' || credential.sipMD5
          || iif(credential.sipSHA256 = '', '', ':' || credential.sipSHA256), '')
        """
    case .password, .ignored: return "''"
    }
  }
}

extension StoreReader {
  /// Whether the tables of a relation hold anything at all.
  fileprivate func isAny(in tables: String) throws -> Bool {
    let table = tables.prefix { $0 != " " }
    return try database.value("SELECT EXISTS (SELECT 1 FROM \(table))") ?? false
  }
}
