internal import AgentsModel
internal import AgentsSystem
internal import SystemPackage

/// How results are written to standard output.
enum Format: String, Choice {
  case table, json, jsonl, csv, names
}

/// Turns a listing into text row by row; only a table waits for all rows.
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
  init(
    _ format: Format, _ columns: [Column], to output: StandardOutput, color: ColorChoice = .never
  ) throws {
    self.format = format
    self.columns = columns
    self.output = output
    self.color = color
    table = Table(columns)
    switch format {
    case .csv: try output.write(CSVWriter.row(columns.map(\.key)))
    case .json: try output.write("[")
    case .table, .jsonl, .names: break
    }
  }

  /// Writes one row, with a value for each column.
  mutating func write(_ row: [JSON]) throws {
    defer { count += 1 }
    switch format {
    case .table: table.append(row.map(\.plainText))
    case .json: try output.write((count == 0 ? "\n  " : ",\n  ") + object(row).text)
    case .jsonl: try output.write(object(row).text + "\n")
    case .csv: try output.write(CSVWriter.row(row.map(\.plainText)))
    case .names: try output.write((row.first?.plainText ?? "") + "\n")
    }
  }

  /// Must be called after the last row.
  func finish() throws {
    switch format {
    case .table:
      for (index, line) in table.lines(width: Terminal.width, isColored: color.isOn).enumerated() {
        if index == 0 {
          try output.write(line: line, style: color.heading)
        } else {
          // `Table` has made its cells printable.
          try output.write(styled: line + "\n")
        }
      }
    case .json: try output.write(count == 0 ? "]\n" : "\n]\n")
    case .jsonl, .csv, .names: break
    }
    try output.flush()
  }

  private func object(_ row: [JSON]) -> JSON {
    .object(Array(zip(columns.map(\.key), row)))
  }
}
