internal import Agents
internal import AgentsModel

/// Rows that are read while they are shown, one in memory at a time; they can be read more than once.
struct Listing {
  let columns: [Column]
  /// Gives each row, with a value for each column.
  let forEach: (_ row: ([JSON]) throws -> Void) throws -> Void
  /// Writes the same as CSV, header included; nil = from the rows.
  var csv: ((_ sink: ([UInt8]) throws -> Void) throws -> Void)?

  init(
    _ columns: [Column], forEach: @escaping (_ row: ([JSON]) throws -> Void) throws -> Void
  ) {
    (self.columns, self.forEach) = (columns, forEach)
  }

  /// Rows that are in memory already.
  init(_ rows: Answer.Rows) {
    self.init(rows.columns) { row in for cells in rows.cells { try row(cells) } }
  }

  /// Agents.
  init(_ rows: AgentRows) {
    self.init(rows.fields.map(Column.init), forEach: rows.forEach)
    csv = rows.writeCSV
  }
}
