internal import AgentsModel
internal import AgentsSystem

/// Rows in aligned columns; widths are those on a terminal, not numbers of characters.
///
/// Every row is measured before the first line is made, and none is kept.
struct Table {
  private let columns: [Column]
  private var widths: [Int]
  private var isEmpty = true

  init(_ columns: [Column]) {
    self.columns = columns
    widths = columns.map { Terminal.displayWidth($0.key.uppercased()) }
  }

  /// Makes the columns wide enough for a row.
  mutating func measure(_ row: [String]) {
    isEmpty = false
    for (column, cell) in row.enumerated() {
      widths[column] = max(widths[column], Terminal.displayWidth(Terminal.printable(cell)))
    }
  }

  /// Shrinks the widest columns until a line fits.
  ///
  /// - Parameter width: Columns of the terminal; nil = nothing is cut.
  mutating func fit(into width: Int?) {
    guard let width else { return }
    let gaps = 2 * (widths.count - 1)
    while widths.reduce(gaps, +) > width, let widest = widths.max(), widest > 8 {
      if let column = widths.firstIndex(of: widest) { widths[column] -= 1 }
    }
  }

  /// The first line; nil where there are no rows.
  var heading: String? { isEmpty ? nil : line(columns.map { $0.key.uppercased() }) }

  /// The line of a row.
  ///
  /// - Parameter isColored: Cells get the colour of their column.
  func line(_ row: [String], isColored: Bool = false) -> String {
    var line = ""
    for (index, cell) in row.enumerated() {
      let shown = Terminal.truncated(Terminal.printable(cell), toColumns: widths[index])
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
