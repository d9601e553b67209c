package import AgentsModel
internal import SQLite

extension StoreReader {
  /// Writes the columns of all agents that a selection chooses as CSV, with a header.
  ///
  /// The bytes of SQLite are copied to the output directly; neither an `Agent` nor a `String` is made.
  ///
  /// - Parameters:
  ///   - isGuarded: Marks cells that a spreadsheet would change (``CSVGuard``).
  ///   - sink: Takes pieces of some 256 KiB; its error ends the export.
  /// - Throws: `Finding` for an unknown key; the error of `sink`.
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
    let cells = columns.map { (isBool: $0.isBool, isGuarded: isGuarded && $0.isGuarded) }
    for (column, cell) in zip(columns, cells) {
      writer.append(cell.isGuarded ? "'\(column.key)" : column.key)
    }
    writer.endRow()
    let (yes, no) = (Array("true".utf8), Array("false".utf8))
    while try rows.step() {
      for index in cells.indices {
        if cells[index].isBool {
          writer.append(
            (rows.integer(index) != 0 ? yes : no).span, isGuarded: cells[index].isGuarded)
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
  fileprivate var isOfSecuritySuite: Bool {
    if case .field(let field) = self { field.isOfSecuritySuite } else { false }
  }

  var isBool: Bool {
    if case .field(let field) = self { field.kind == .bool } else { false }
  }
}

/// The SQL expression of each column of a CSV file, on rows `agent` and `credential`.
struct CSVExpressions {
  private let reader: StoreReader

  init(_ reader: StoreReader) {
    self.reader = reader
  }

  func list(_ columns: [CSVColumn]) throws -> String {
    // The age of a password belongs to the Security Suite. A file with hashes has it in any case, because it
    // is for another database.
    let hidesAge =
      try columns.contains(where: \.isOfSecuritySuite) && !columns.contains(where: \.isSecret)
      && !reader.settings().securitySuite
    return try columns.map { hidesAge && $0.isOfSecuritySuite ? "''" : try expression($0) }
      .joined(separator: ", ")
  }

  private func expression(_ column: CSVColumn) throws -> String {
    switch column {
    case .field(let field):
      // To look for the memberships of one agent costs more than to read all its columns.
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
    case .password, .phonePassword, .like, .ignored: return "''"
    }
  }
}

extension StoreReader {
  /// Whether the tables of a relation hold anything at all.
  fileprivate func isAny(in tables: String) throws -> Bool {
    let table = tables.prefix { $0 != " " }
    return try database.exists("SELECT 1 FROM \(table)")
  }
}
