internal import AgentsModel
internal import AgentsSystem

/// Rows in aligned columns; widths are those on a terminal, not numbers of characters.
struct Table {
  private let columns: [Column]
  private var rows: [[String]] = []

  init(_ columns: [Column]) {
    self.columns = columns
  }

  mutating func append(_ row: [String]) {
    rows.append(row.map { Terminal.printable($0) })
  }

  /// The header and all rows; no lines where there are no rows.
  ///
  /// - Parameters:
  ///   - width: Columns of the terminal; the widest column shrinks until the table fits. nil = nothing
  ///     is cut.
  ///   - isColored: Cells get the colour of their column.
  func lines(width: Int?, isColored: Bool = false) -> [String] {
    guard !rows.isEmpty else { return [] }
    let header = columns.map { $0.key.uppercased() }
    var widths = columns.indices.map { column in
      ([header] + rows).map { Terminal.displayWidth($0[column]) }.max() ?? 0
    }
    if let width { fit(&widths, into: width) }
    return [line(header, widths)] + rows.map { line($0, widths, isColored: isColored) }
  }

  private func fit(_ widths: inout [Int], into total: Int) {
    let gaps = 2 * (widths.count - 1)
    while widths.reduce(gaps, +) > total, let widest = widths.max(), widest > 8 {
      if let column = widths.firstIndex(of: widest) { widths[column] -= 1 }
    }
  }

  private func line(_ cells: [String], _ widths: [Int], isColored: Bool = false) -> String {
    var line = ""
    for (index, cell) in cells.enumerated() {
      let shown = Terminal.truncated(cell, toColumns: widths[index])
      let padding = String(
        repeating: " ", count: max(0, widths[index] - Terminal.displayWidth(shown)))
      let tint = isColored ? columns[index].tint?(cell) : nil
      let colored = tint?.applied(to: shown) ?? shown
      line += columns[index].isNumber ? padding + colored : colored + padding
      line += "  "
    }
    return withoutTrailingBlanks(line)
  }
}

/// A line without the padding of its last column.
func withoutTrailingBlanks(_ line: String) -> String {
  var bytes = line.utf8[...]
  while bytes.last == UInt8(ascii: " ") { bytes.removeLast() }
  return String(Substring(bytes))
}

/// A column of a listing: its key, and whether it holds numbers.
struct Column {
  let key: String
  var isNumber = false
  /// The colour of a cell in a table, where colours are on.
  var tint: (@Sendable (String) -> Tint?)?
}

/// A colour of a terminal.
enum Tint: String {
  case blue = "34"
  case gray = "90"
  /// From the 256 colours: the basic eight have no orange.
  case orange = "38;5;208"
  case red = "31"

  func applied(to text: String) -> String { "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" }
}

extension Column {
  init(_ field: Field) {
    self.init(key: field.key, isNumber: field.kind.isInteger && field.kind != .bool)
  }
}
