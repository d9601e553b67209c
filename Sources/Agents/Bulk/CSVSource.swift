internal import AgentsModel
package import AgentsSystem
package import SystemPackage

/// A CSV file that is read more than once: to look at it, to store it, to write what was rejected.
public final class CSVSource {
  /// As messages name it.
  public let name: String
  /// What stands between cells.
  let delimiter: UInt8
  /// How many bytes come before the header.
  private let start: Int
  /// The number of the header's line.
  private let firstLine: Int
  private let file: InputFile
  /// What was read of the file so far.
  private(set) var bytesRead = 0

  var size: Int { max(1, file.size) }

  /// Rows in memory, a header first.
  ///
  /// - Parameters:
  ///   - text: The header and the rows.
  ///   - delimiter: What stands between cells, in ASCII; nil = what the header shows.
  public convenience init(_ text: String, delimiter: UInt8? = nil) throws {
    try self.init(InputFile(holding: Array(text.utf8)), named: "text", delimiter: delimiter)
  }

  /// - Parameter delimiter: nil = what the file's beginning shows.
  package init(_ file: InputFile, named name: String, delimiter: UInt8?) throws {
    (self.file, self.name) = (file, name)
    file.rewind()
    let beginning = CSVBeginning(try file.nextPiece())
    self.delimiter = delimiter ?? beginning.delimiter
    (start, firstLine) = (beginning.length, beginning.line)
  }

  /// Reads from the header on.
  func reader() -> CSVReader {
    file.rewind()
    bytesRead = 0
    return CSVReader(delimiter: delimiter, line: firstLine) { [self] in
      let piece = try file.nextPiece()
      defer { bytesRead += piece.count }
      return bytesRead == 0 && start > 0 ? Array(piece.dropFirst(start)) : piece
    }
  }

  /// Reads the header and leaves the reader at the first row.
  ///
  /// - Throws: `AgentsError.refused` with everything that is wrong with it.
  func header(_ reader: inout CSVReader, _ columns: ImportColumns) throws -> CSVHeader {
    try refuseWideCharacters()
    var record = CSVRecord()
    guard try reader.next(into: &record) else {
      var finding = Finding(
        .error, "csv.empty", "\(name) is empty", hint: "the first line names the columns")
      finding.line = 1
      throw AgentsError.refused([finding])
    }
    let header = CSVHeader(record, columns, delimiter: delimiter)
    guard header.findings.isEmpty else { throw AgentsError.refused(header.findings) }
    reader.skipsRemarks = header.skipsRemarks
    return header
  }

  /// - Throws: `AgentsError.file(.unusable)` when somebody wrote to the file since it was opened.
  func checkUnchanged() throws {
    guard try file.isUnchanged() else {
      throw AgentsError.file(.unusable(path: name, reason: "changed while it was read"))
    }
  }

  private func refuseWideCharacters() throws {
    file.rewind()
    let start = try file.nextPiece().prefix(2)
    file.rewind()
    guard start == [0xFF, 0xFE] || start == [0xFE, 0xFF] else { return }
    var finding = Finding(
      .error, "csv.encoding", "\(name) is UTF-16", hint: "save it as \"CSV UTF-8\"")
    finding.line = 1
    throw AgentsError.refused([finding])
  }

  /// How many rows a file has after its header; nil when it does not exist.
  package static func rows(of path: FilePath, _ delimiter: UInt8) throws -> Int? {
    guard try path.isPresent() else { return nil }
    let source = try CSVSource(
      try InputFile(at: path), named: path.string, delimiter: delimiter)
    var reader = source.reader()
    var record = CSVRecord()
    var rows = -1
    while try reader.next(into: &record) { rows += 1 }
    return max(0, rows)
  }
}
