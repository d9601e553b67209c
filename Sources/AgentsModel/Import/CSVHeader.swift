/// The meaning of a file's columns, known before any row is read.
package struct CSVHeader: Sendable {
  /// A cell of every row, and its column.
  package struct Binding: Sendable {
    package let cell: Int
    package let column: CSVColumn
    /// The index of its field in the catalog.
    let index: Int
    /// The field accepts an empty value.
    package let allowsEmpty: Bool
    /// An empty cell is ignored: a new agent gets the default, another keeps its value.
    package let ignoresEmpty: Bool

    init(_ cell: Int, _ column: CSVColumn) {
      self.cell = cell
      self.column = column
      var scratch = Agent()
      index = FieldCatalog.places[column.key] ?? 0
      if case .field(let field) = column {
        allowsEmpty = (try? field.property.write(&scratch, "")) != nil
        ignoresEmpty = !allowsEmpty && !field.isRequired
      } else {
        allowsEmpty = true
        ignoresEmpty = true
      }
    }
  }

  /// The words of the header, as in the file.
  package let words: [String]
  /// The same without blanks around them, and without marks.
  private var names: [String] = []
  /// Cells without a word; no row may have a value there.
  package private(set) var nameless: [Int] = []
  package private(set) var bindings: [Binding] = []
  /// Words that no column here corresponds to.
  package private(set) var ignored: [String] = []
  /// Errors that refuse the whole file.
  package private(set) var findings: [Finding] = []
  private var guarded: [Int] = []
  /// Cells that speak for another one where that is empty.
  private var substitutes: [(cell: Int, of: Int)] = []
  /// Cells with settings that are kept, and what they are; all go into the first of them.
  private var keptCells: [(cell: Int, settings: [(KeptSetting.Kind, key: String)])] = []
  /// The settings that some columns stand for, where no column lists all that are kept; a row says nothing of others.
  package var keptKeys: [(KeptSetting.Kind, key: String)]? {
    keptCells.isEmpty ? nil : keptCells.flatMap(\.settings)
  }
  private let columns: ImportColumns
  /// What new agents get where the file says nothing, and the cell for it; those after ``width`` are of no column.
  private var defaults: [(cell: Int, value: String)] = []

  /// The name of the column that is added to rejected rows; an import ignores it.
  package static let reasonKey = "reason"

  package var width: Int { words.count }

  /// The cell of the username.
  package var nameCell: Int? { cell(of: "name") }

  /// The cell of a column; nil when the file does not have it.
  package func cell(of key: String) -> Int? { bindings.first { $0.column.key == key }?.cell }

  /// Reads the first row of a file.
  ///
  /// - Parameters:
  ///   - delimiter: For the hint when a single column looks like several.
  package init(_ record: CSVRecord, _ columns: ImportColumns, delimiter: UInt8) {
    self.columns = columns
    words = (0..<record.count).map { record.text($0) ?? "" }
    for cell in words.indices { add(cell, record) }
    findings += columns.findings(notIn: names)
    findings += record.problems.map { Finding($0, line: record.line) }
    if findings.isEmpty, nameCell == nil {
      findings.append(
        Finding(
          .error, "csv.no-name", field: "name",
          "the column is missing: rows are found by username",
          hint: .addNameColumn))
    }
    // A cause that explains all other findings replaces them.
    if !findings.isEmpty, let cause = wrongForm(delimiter) { findings = [cause] }
    for index in findings.indices { findings[index].line = record.line }
  }

  private mutating func add(_ cell: Int, _ record: CSVRecord) {
    var word = words[cell].withoutOuterBlanks
    if word.utf8.first == CSVGuard.mark {
      word.removeFirst()
      guarded.append(cell)
    }
    defer { names.append(word) }
    guard record.text(cell) != nil else { return note(cell, "csv.encoding", "is not UTF-8") }
    guard !word.isEmpty else { return nameless.append(cell) }
    guard word.lowercased() != Self.reasonKey else { return }
    guard !names.contains(where: { $0.lowercased() == word.lowercased() }) else {
      return note(cell, "csv.repeated-header", "\(quoted(word)) stands there twice")
    }
    if let better = columns.layout.better(than: word),
      let other = words.firstIndex(where: { $0.withoutOuterBlanks.lowercased() == better })
    {
      return substitutes.append((cell, other))
    }
    let kept = columns.kept(named: word)
    guard kept.isEmpty else { return keep(kept, cell) }
    do throws(Finding) {
      let columns = try columns.columns(named: word)
      if columns.isEmpty { ignored.append(word) }
      // Two words may name one field: `name` and `username`.
      if let first = columns.compactMap({ self.cell(of: $0.key) }).first {
        return note(
          cell, "csv.repeated-header",
          "\(quoted(word)) names the same field as column \(first + 1), \(quoted(names[first]))")
      }
      bindings += columns.map { Binding(cell, $0) }
    } catch {
      var finding = error
      finding.column = cell + 1
      findings.append(finding)
    }
  }

  private mutating func keep(_ settings: [(KeptSetting.Kind, key: String)], _ cell: Int) {
    if keptCells.isEmpty, let field = FieldCatalog.field("kept") {
      bindings.append(Binding(cell, .field(field)))
    }
    keptCells.append((cell, settings))
  }

  private mutating func note(_ cell: Int, _ code: String, _ message: String) {
    var finding = Finding(.error, code, "column \(cell + 1) \(message)")
    finding.column = cell + 1
    findings.append(finding)
  }

  /// The cause, if the lines end with CR alone, the header is missing, or the delimiter is another
  /// one.
  private func wrongForm(_ delimiter: UInt8) -> Finding? {
    if words.contains(where: { $0.utf8.contains(0x0D) }) {
      return Finding(
        .error, "csv.line-ends", "the lines end with CR alone",
        hint: "save the file with LF or CRLF")
    }
    if words.count > 1, bindings.isEmpty, findings.allSatisfy({ !$0.namesSimilar }) {
      // The line is not repeated: it may be a row with a password.
      return Finding(
        .error, "csv.no-header", "names no field at all",
        hint: .addHeader)
    }
    guard words.count == 1, let word = words.first else { return nil }
    let others: [Character] = [";", "\t", "|", ","]
    guard let other = others.first(where: word.contains) else { return nil }
    return Finding(
      .error, "csv.delimiter",
      "the header has one column for \(quoted(String(UnicodeScalar(delimiter)))) between cells",
      hint: .chooseDelimiter(other))
  }

  /// What the file calls a field, where that is not its key.
  package func word(of key: String) -> String? {
    cell(of: key).map { names[$0] }.flatMap { $0.lowercased() == key.lowercased() ? nil : $0 }
  }

  /// How many cells a row has at least: it need not have those of the last columns without a word.
  package var leastWidth: Int { (names.lastIndex { !$0.isEmpty } ?? -1) + 1 }

  /// Removes the guards, and converts cells of other programs to our form.
  ///
  /// - Returns: What the row of a new agent then says in another way than the file.
  @discardableResult
  package func normalize(_ record: inout CSVRecord) -> [Finding] {
    record.resize(to: width)
    for cell in guarded.reversed() { record.removeGuard(of: cell) }
    for (cell, other) in substitutes where record.isEmpty(other) {
      record.fill(other, with: record.text(cell) ?? "")
    }
    if let first = keptCells.first {
      let items = keptCells.flatMap { cell, settings in
        let value = record.text(cell) ?? ""
        return value.isEmpty ? [] : settings.map { "\($0.rawValue):\($1)=\(value)" }
      }
      record.fill(first.cell, with: KeptSettings.text(of: items))
    }
    return columns.layout.normalize(&record, self) + replaceWeakPIN(&record)
  }

  /// Empties a PIN that would be refused, so that a new agent gets one automatically; another keeps its own.
  private func replaceWeakPIN(_ record: inout CSVRecord) -> [Finding] {
    guard columns.replacesWeakPINs, let cell = cell(of: "voicemailPin"), !record.isEmpty(cell)
    else {
      return []
    }
    let text = record.text(cell) ?? ""
    let isTheInternal = self.cell(of: "internal").map { record.text($0) == text } ?? false
    if !isTheInternal, (try? VoicemailPIN(parsing: text))?.isHardToGuess == true { return [] }
    record.fill(cell, with: "")
    return [
      Finding(
        .warning, "voicemailPin.replaced", field: "voicemailPin",
        "is replaced by one that is hard to guess")
    ]
  }

  /// The same with cells for all that new agents get where the file says nothing; ``fill(_:)`` fills them.
  package var forNew: CSVHeader {
    var header = self
    for (key, value) in columns.defaults {
      guard let column = try? CSVColumn.find(key) else { continue }
      if let binding = bindings.first(where: { $0.column.key == column.key }) {
        guard
          !binding.allowsEmpty || binding.ignoresEmpty || column.key == "kept" && keptKeys != nil
        else { continue }
        header.defaults.append((binding.cell, value))
      } else {
        let cell = width + header.bindings.count - bindings.count
        header.bindings.append(Binding(cell, column))
        header.defaults.append((cell, value))
      }
    }
    return header
  }

  /// Gives the row of a new agent the defaults of ``forNew``.
  package func fill(_ record: inout CSVRecord) {
    guard !defaults.isEmpty else { return }
    let name = nameCell.flatMap { record.text($0) } ?? ""
    for (cell, value) in defaults {
      let text = value.replacing("{username}", with: name)
      if cell >= record.count {
        record.append(text)
      } else if record.isEmpty(cell) {
        record.fill(cell, with: text)
      }
    }
  }

  /// Whether a line that begins with `#` is a comment: only if the username is the first cell,
  /// because no username begins with `#`.
  package var skipsRemarks: Bool { nameCell == 0 }
}

extension Finding {
  /// Whether it is about a word that is nearly right.
  fileprivate var namesSimilar: Bool { if case .didYouMean = hint { true } else { false } }

  /// An error in the form of a row.
  package init(_ problem: CSVProblem, line: Int) {
    let (cell, code, message, hint): (Int, String, String, Hint) =
      switch problem {
      case .strayQuote(let cell):
        (
          cell, "csv.stray-quote", "a quote in a cell that does not begin with one",
          "write the cell as \"…\", with each quote in it doubled"
        )
      case .textBehindQuote(let cell):
        (
          cell, "csv.text-behind-quote", "something follows the closing quote",
          "a quote inside quotes is written twice"
        )
      case .unclosedQuote(let cell, _):
        (
          cell, "csv.unclosed-quote",
          "the quotes that open here are not closed before the file ends",
          "close them"
        )
      }
    self.init(.error, code, "column \(cell + 1): \(message)", hint: hint)
    self.line = line
    if case .unclosedQuote(_, let opening) = problem { self.line = opening }
    column = cell + 1
  }
}
