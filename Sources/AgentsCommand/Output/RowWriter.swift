internal import AgentsModel
internal import AgentsSystem
internal import SystemPackage

/// How results are written to standard output.
enum Format: String, Choice {
  case table, json, jsonl, csv, names

  /// Tables and sentences are for people; the others are for scripts.
  var isForPeople: Bool {
    switch self {
    case .table: true
    case .json, .jsonl, .csv, .names: false
    }
  }

  /// A JSON array must be closed, so output that never ends cannot use it.
  var needsEnd: Bool {
    switch self {
    case .json: true
    case .table, .jsonl, .csv, .names: false
    }
  }

  /// It shows every column of a row, and a generated password; otherwise the first column alone.
  var showsAllColumns: Bool {
    switch self {
    case .table, .json, .jsonl, .csv: true
    case .names: false
    }
  }

  /// Errors, warnings and notes are JSON objects, too.
  var showsErrorsAsJSON: Bool {
    switch self {
    case .json, .jsonl: true
    case .table, .csv, .names: false
    }
  }
}

/// Turns a listing into text row by row.
struct RowWriter {
  private let format: Format
  private let columns: [Column]
  private let output: StandardOutput
  private let color: ColorChoice
  private var table: Table
  private var count = 0

  /// - Parameters:
  ///   - columns: `names` prints the first one.
  ///   - color: Whether the header of a table is bold.
  ///   - rows: Gives all rows, from which a table takes the widths of its columns.
  init(
    _ format: Format, _ columns: [Column], to output: StandardOutput, color: ColorChoice = .never,
    measuring rows: (_ row: ([JSON]) throws -> Void) throws -> Void = { _ in }
  ) throws {
    self.format = format
    self.columns = columns
    self.output = output
    self.color = color
    table = Table(columns)
    switch format {
    case .table:
      try rows { table.measure($0.map(\.plainText)) }
      table.fit(into: Terminal.width)
      if let heading = table.heading { try output.write(line: heading, style: color.heading) }
    case .csv: try output.write(CSVWriter.row(columns.map(\.key)))
    case .json: try output.write("[")
    case .jsonl, .names: break
    }
  }

  /// Writes one row, with a value for each column.
  mutating func write(_ row: [JSON]) throws {
    defer { count += 1 }
    switch format {
    case .table:
      // `Table` makes its cells printable.
      let line = table.line(row.map(\.plainText), isColored: color.isOn)
      try output.write(styled: line + "\n")
    case .json: try output.write((count == 0 ? "\n  " : ",\n  ") + object(row).text)
    case .jsonl: try output.write(object(row).text + "\n")
    case .csv: try output.write(CSVWriter.row(row.map(\.plainText)))
    case .names: try output.write((row.first?.plainText ?? "") + "\n")
    }
  }

  /// Must be called after the last row.
  func finish() throws {
    switch format {
    case .json: try output.write(count == 0 ? "]\n" : "\n]\n")
    case .table, .jsonl, .csv, .names: break
    }
    try output.flush()
  }

  private func object(_ row: [JSON]) -> JSON {
    .object(Array(zip(columns.map(\.key), row)))
  }
}
