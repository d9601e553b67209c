import TestSupport
import Testing

@testable import AgentsModel

/// A row in the form that tests compare.
private struct Row: Equatable {
  var line: Int
  var cells: [String]
  var problems: [CSVProblem] = []
}

/// Reads a file in pieces of `size` bytes.
private func rows(
  _ text: String, delimiter: Character = ",", pieces size: Int = .max, skipsRemarks: Bool = false
) throws -> [Row] {
  var rest = Array(text.utf8)[...]
  var reader = CSVReader(delimiter: delimiter.asciiValue ?? 0) {
    defer { rest = rest.dropFirst(size) }
    return Array(rest.prefix(size))
  }
  reader.skipsRemarks = skipsRemarks
  var record = CSVRecord()
  var rows: [Row] = []
  while try reader.next(into: &record) {
    let cells = (0..<record.count).map { record.text($0) ?? "no UTF-8" }
    rows.append(Row(line: record.line, cells: cells, problems: record.problems))
  }
  return rows
}

@Suite struct CSVReaderTests {
  private static let files: [(String, [Row])] = [
    ("", []),
    ("\n", []),
    ("\r\n\n", []),
    ("a", [Row(line: 1, cells: ["a"])]),
    ("a,b\n", [Row(line: 1, cells: ["a", "b"])]),
    ("a,b\r\n", [Row(line: 1, cells: ["a", "b"])]),
    (",\n", [Row(line: 1, cells: ["", ""])]),
    ("a,", [Row(line: 1, cells: ["a", ""])]),
    ("\"\"\n", [Row(line: 1, cells: [""])]),
    ("\"\"", [Row(line: 1, cells: [""])]),
    ("\n\na\n\nb\n", [Row(line: 3, cells: ["a"]), Row(line: 5, cells: ["b"])]),
    ("\"a,b\",c\n", [Row(line: 1, cells: ["a,b", "c"])]),
    ("\"a\"\"b\"\n", [Row(line: 1, cells: ["a\"b"])]),
    ("\"\"\"\"\n", [Row(line: 1, cells: ["\""])]),
    ("\"a\nb\",c\nd\n", [Row(line: 1, cells: ["a\nb", "c"]), Row(line: 3, cells: ["d"])]),
    ("\"a\r\nb\"\r\nc\r\n", [Row(line: 1, cells: ["a\r\nb"]), Row(line: 3, cells: ["c"])]),
    ("a\rb\n", [Row(line: 1, cells: ["a\rb"])]),
    ("a\r,b\n", [Row(line: 1, cells: ["a\r", "b"])]),
    ("\"a\r\"\n", [Row(line: 1, cells: ["a\r"])]),
    (" a , b \n", [Row(line: 1, cells: [" a ", " b "])]),
    ("a\"b,c\n", [Row(line: 1, cells: ["a\"b", "c"], problems: [.strayQuote(cell: 0)])]),
    (
      "x,\"a\"b,c\n",
      [Row(line: 1, cells: ["x", "ab", "c"], problems: [.textBehindQuote(cell: 1)])]
    ),
    ("\"a\"\rb\n", [Row(line: 1, cells: ["a\rb"], problems: [.textBehindQuote(cell: 0)])]),
    (
      "a\nb,\"c\nd,e\n",
      [
        Row(line: 1, cells: ["a"]),
        Row(
          line: 2, cells: ["b", "c\nd,e\n"], problems: [.unclosedQuote(cell: 1, line: 2)]),
      ]
    ),
    ("#a,b\n", [Row(line: 1, cells: ["#a", "b"])]),
    ("ü,日本\n", [Row(line: 1, cells: ["ü", "日本"])]),
  ]

  @Test(arguments: [1, 2, 3, 7, .max])
  func `reads what RFC 4180 says, in pieces of any size`(_ size: Int) throws {
    for (text, expected) in Self.files {
      #expect(try rows(text, pieces: size) == expected, "\(text.debugDescription)")
    }
  }

  @Test func `remarks are skipped where they are asked for`() throws {
    let text = "# a\na,b\n# \"x\n#\r\nc,#d\n\"#e\",f\n#end"
    let expected = [
      Row(line: 2, cells: ["a", "b"]), Row(line: 5, cells: ["c", "#d"]),
      Row(line: 6, cells: ["#e", "f"]),
    ]
    for size in [1, 2, 5, .max] {
      #expect(try rows(text, pieces: size, skipsRemarks: true) == expected)
    }
  }

  @Test func `other delimiters are taken`() throws {
    #expect(try rows("a;b,c\n", delimiter: ";") == [Row(line: 1, cells: ["a", "b,c"])])
    #expect(try rows("a\t\"b\tc\"\n", delimiter: "\t") == [Row(line: 1, cells: ["a", "b\tc"])])
    for word in [";", "|", "\t", "tab", "TAB", " "] {
      #expect(CSVFormat.delimiter(named: word) != nil)
    }
    for word in ["", "ab", "\"", "\n", "a", "1", "é", "#", "'"] {
      #expect(CSVFormat.delimiter(named: word) == nil)
    }
  }

  @Test func `what is not UTF-8 is told and not repaired`() throws {
    var reader = CSVReader([0x61, 0xFF, 0x2C, 0x62, 0x0A])
    var record = CSVRecord()
    #expect(try reader.next(into: &record))
    #expect(record.text(0) == nil)
    #expect(record.text(1) == "b")
  }
}

@Suite struct CSVWriterTests {
  private func written(_ cells: [String], _ format: CSVFormat = .standard) -> String {
    String(decoding: CSVWriter.row(cells, format), as: UTF8.self)
  }

  @Test func `quotes only where it must`() {
    #expect(written(["a", "b c", "é"]) == "a,b c,é\n")
    #expect(written(["a,b", "c\"d", "e\nf", "g\rh"]) == "\"a,b\",\"c\"\"d\",\"e\nf\",\"g\rh\"\n")
    #expect(written([""]) == "\"\"\n")
    #expect(written(["", ""]) == ",\n")
    #expect(written(["#a", "#b"]) == "\"#a\",#b\n")
    let semicolon = CSVFormat(delimiter: UInt8(ascii: ";"), endsWithCRLF: true)
    #expect(written(["a,b", "c;d"], semicolon) == "a,b;\"c;d\"\r\n")
  }

  @Test(arguments: [
    ("=1+1", "'=1+1"), ("+39", "'+39"), ("-x", "'-x"), ("@a", "'@a"), ("\tb", "'\tb"),
    ("\rb", "\"'\rb\""), ("'a", "''a"), ("＝1", "'＝1"), ("a=b", "a=b"), ("", ""),
    ("0203", "'0203"), ("0039 55", "'0039 55"), ("1.50", "'1.50"), ("3/4", "'3/4"),
    ("1e10", "'1e10"),
    ("TRUE", "'TRUE"), ("falso", "'falso"),
    ("2026-01-31T09:30:00.000Z", "'2026-01-31T09:30:00.000Z"),
    ("1234567890123456", "'1234567890123456"), ("May 5", "'May 5"), ("März 3", "'März 3"),
    ("€5", "'€5"),
    ("(5)", "'(5)"), (".5", "'.5"), (" 5", "' 5"), ("１２", "'１２"),
    ("0", "0"), ("203", "203"), ("12345678901", "12345678901"), ("123456789012", "'123456789012"),
    ("ulaw", "ulaw"),
    ("Anna Rossi", "Anna Rossi"), ("anna1", "anna1"), ("Änna", "Änna"), ("truest", "truest"),
  ])
  func `guards what a spreadsheet would change`(_ cell: String, _ expected: String) {
    var writer = CSVWriter()
    writer.append("x")
    writer.append(cell, isGuarded: true)
    writer.endRow()
    #expect(String(decoding: writer.bytes, as: UTF8.self) == "x,\(expected)\n")
  }

  @Test(arguments: 0..<200)
  func `what was written is read back`(_ seed: Int) throws {
    var random = Seeded(seed)
    let width = Int.random(in: 1...6, using: &random)
    let format = CSVFormat(
      delimiter: [UInt8(ascii: ","), UInt8(ascii: ";"), 9].randomElement(using: &random) ?? 0,
      endsWithCRLF: .random(using: &random))
    let table = (0..<Int.random(in: 1...20, using: &random)).map { _ in
      (0..<width).map { _ in hostileText(&random) }
    }
    let isGuarded = Bool.random(using: &random)
    var writer = CSVWriter(format)
    for row in table {
      for cell in row { writer.append(cell, isGuarded: isGuarded) }
      writer.endRow()
    }
    var rest = writer.bytes[...]
    let size = Int.random(in: 1...40, using: &random)
    var reader = CSVReader(delimiter: format.delimiter) {
      defer { rest = rest.dropFirst(size) }
      return Array(rest.prefix(size))
    }
    reader.skipsRemarks = true
    var record = CSVRecord()
    var back: [[String]] = []
    while try reader.next(into: &record) {
      #expect(record.problems == [])
      if isGuarded { for cell in 0..<record.count { record.removeGuard(of: cell) } }
      back.append((0..<record.count).map { record.text($0) ?? "" })
    }
    #expect(back.map { $0.map { Array($0.utf8) } } == table.map { $0.map { Array($0.utf8) } })
  }
}

/// Text that breaks careless readers and writers.
func hostileText(_ random: inout some RandomNumberGenerator) -> String {
  let pieces = [
    ",", ";", "\t", "\"", "\"\"", "\n", "\r\n", "\r", "'", "=", "+", "-", "@", "#", " ", "a", "Zz",
    "0", "é", "e\u{301}", "日本", "👩‍👩‍👧", "\u{FEFF}", "＝",
  ]
  return (0..<Int.random(in: 0...5, using: &random))
    .map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
}
