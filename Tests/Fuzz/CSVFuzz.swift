/// What libFuzzer calls with bytes that it makes up, led by which branches they reach (`make fuzz`).
///
/// The first byte chooses delimiter, remarks and the size of the pieces; a broken promise traps.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  guard let choice = bytes.first else { return 0 }
  let text = Array(bytes.dropFirst())
  let delimiter = [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09, UInt8(ascii: "|")][Int(choice & 3)]
  let skipsRemarks = choice & 4 != 0
  let whole = rows(text, delimiter, skipsRemarks, pieces: .max)
  let pieces = rows(text, delimiter, skipsRemarks, pieces: 1 + Int(choice >> 3))
  precondition(whole == pieces, "the size of the pieces changes what is read")
  for row in whole { precondition(row.cells.count > 0 && row.line > 0, "a row without cells") }
  checkWriting(whole, CSVFormat(delimiter: delimiter, endsWithCRLF: choice & 8 != 0))
  return 0
}

private struct Row: Equatable {
  let line: Int
  let cells: [[UInt8]]
  let problems: [CSVProblem]
}

private func rows(
  _ text: [UInt8], _ delimiter: UInt8, _ skipsRemarks: Bool, pieces size: Int
) -> [Row] {
  var rest = text[...]
  var reader = CSVReader(delimiter: delimiter) {
    defer { rest = rest.dropFirst(size) }
    return Array(rest.prefix(size))
  }
  reader.skipsRemarks = skipsRemarks
  var record = CSVRecord()
  var rows: [Row] = []
  while (try? reader.next(into: &record)) == true {
    let cells = (0..<record.count).map { Array(record.bytes[record.range($0)]) }
    rows.append(Row(line: record.line, cells: cells, problems: record.problems))
  }
  return rows
}

/// What is written is read back, guarded and plain.
private func checkWriting(_ rows: [Row], _ format: CSVFormat) {
  for isGuarded in [false, true] {
    var writer = CSVWriter(format)
    for row in rows {
      for cell in row.cells { writer.append(cell.span, isGuarded: isGuarded) }
      writer.endRow()
    }
    var reader = CSVReader(writer.bytes, delimiter: format.delimiter)
    reader.skipsRemarks = true
    var record = CSVRecord()
    for row in rows {
      precondition((try? reader.next(into: &record)) == true, "a row was lost")
      precondition(record.problems.isEmpty, "what was written is broken")
      if isGuarded { for cell in 0..<record.count { record.removeGuard(of: cell) } }
      let cells = (0..<record.count).map { Array(record.bytes[record.range($0)]) }
      precondition(cells == row.cells, "a cell came back as another one")
    }
    precondition((try? reader.next(into: &record)) == false, "a row was made up")
  }
}
