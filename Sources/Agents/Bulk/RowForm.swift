internal import AgentsModel

extension CSVHeader {
  /// What is wrong with the form of a row: its quotes, the number of its cells, its encoding.
  func formFindings(of record: CSVRecord) -> [Finding] {
    var findings = record.problems.map { Finding($0, line: record.line) }
    let isUnclosed = record.problems.contains {
      if case .unclosedQuote = $0 { true } else { false }
    }
    if record.count != width, !isUnclosed {
      var finding = Finding(
        .error, "csv.cells",
        "has \(AgentsModel.count(record.count, "cell")), the header has \(width)",
        hint: record.count < width
          ? "an empty cell needs its delimiter too" : "a cell that holds the delimiter needs quotes"
      )
      finding.line = record.line
      findings.append(finding)
    }
    guard record.count == width, !record.bytes.allSatisfy({ $0 < 0x80 }) else { return findings }
    for cell in 0..<record.count where record.text(cell) == nil {
      var finding = Finding(
        .error, "csv.encoding", field: words[cell], "is not UTF-8",
        hint: "save the file as \"CSV UTF-8\"")
      finding.line = record.line
      finding.column = cell + 1
      findings.append(finding)
    }
    return findings
  }

  /// The assignments of an existing agent's row, out of the cells that differ from what is stored.
  func assignments(_ record: CSVRecord, differing: [Int]) -> [Assignment] {
    differing.compactMap { index in
      let binding = bindings[index]
      guard case .field(let field) = binding.column, field.access != .relation else { return nil }
      guard !(binding.ignoresEmpty && record.isEmpty(binding.cell)) else { return nil }
      return Assignment(field.key, record.text(binding.cell) ?? "")
    }
  }
}
