internal import AgentsModel
internal import AgentsSystem
internal import SystemPackage

/// A result in every form that a format may ask for; ``Presenter`` picks one.
struct Answer {
  /// For people.
  var lines: [Line] = []
  /// What `json` shows.
  var document: Document
  /// What `jsonl` shows: the document, one object a line, or the rows.
  var isDocumentInLines = false
  /// What `csv` shows, and `jsonl` where the document is a summary.
  var rows: Rows
  /// `names` shows the first column of these; nil = of the rows.
  var names: Rows?
  /// A note on standard error where `names` has nothing to show.
  var namelessNote: String?

  enum Document {
    case object(JSON)
    case objects([JSON])
    /// An object for each row.
    case rows
  }

  /// Values under their columns.
  struct Rows {
    var columns: [Column]
    var cells: [[JSON]]

    init(_ columns: [Column], _ cells: [[JSON]]) { (self.columns, self.cells) = (columns, cells) }

    init(_ keys: [String], _ cells: [[JSON]]) {
      self.init(keys.map { Column(key: $0) }, cells)
    }

    /// Each row under the keys of the columns.
    var objects: [JSON] {
      cells.map { .object(Array(zip(columns.map(\.key), $0))) }
    }
  }

  /// Sentences, and an object with everything; rows for the rest.
  init(_ sentences: [String], _ object: JSON, _ rows: Rows) {
    lines = sentences.map { Line($0) }
    document = .object(object)
    self.rows = rows
  }

  /// One object, a line of its own in `jsonl` too.
  init(_ sentences: [String], _ members: [(String, JSON)], csv keys: [String]? = nil) {
    let shown = keys ?? members.map(\.0)
    let values = shown.map { key in members.first { $0.0 == key }?.1 ?? .null }
    self.init(sentences, .object(members), Rows(shown, [values]))
    isDocumentInLines = true
  }

  /// A listing that has other columns for people than for scripts.
  init(_ table: Rows, _ rows: Rows, _ color: ColorChoice) {
    lines = Line.table(table, color).map(\.kept)
    document = .rows
    self.rows = rows
  }

  /// Sentences for people, rows for scripts.
  init(_ sentences: [String], _ rows: Rows) {
    lines = sentences.map { Line($0) }
    document = .rows
    self.rows = rows
  }
}

/// A line for people.
struct Line {
  let text: String
  let style: Style
  /// What `--quiet` still prints; nil = nothing.
  var quiet: String?

  enum Style {
    case plain
    /// The heading of the lines below it.
    case heading
    /// Contains our own escape sequences; the rest is printable.
    case styled
  }

  init(_ text: String, _ style: Style = .plain, quiet: String? = nil) {
    (self.text, self.style, self.quiet) = (text, style, quiet)
  }

  /// The same line, also printed with `--quiet`.
  var kept: Line {
    var line = self
    line.quiet = text
    return line
  }

  /// `  KEY  VALUE`, with the values aligned.
  static func pair(_ key: String, _ value: String, width: Int) -> Line {
    let padding = String(repeating: " ", count: max(0, width - key.count))
    return Line(withoutTrailingBlanks("  \(key)\(padding)  \(Terminal.printable(value))"))
  }

  /// A table that fits the terminal.
  static func table(_ rows: Answer.Rows, _ color: ColorChoice) -> [Line] {
    let texts = rows.cells.map { $0.map(\.plainText) }
    var table = Table(rows.columns)
    for row in texts { table.measure(row) }
    table.fit(into: Terminal.width)
    guard let heading = table.heading else { return [] }
    return [Line(heading, .heading)]
      + texts.map { Line(table.line($0, isColored: color.isOn), .styled) }
  }
}

extension Terminal {
  /// Columns of the terminal; nil for a pipe, for which nothing is cut.
  static var width: Int? { isTerminal(.standardOutput) ? columns() : nil }
}
