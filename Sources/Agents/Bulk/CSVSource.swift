internal import AgentsModel
package import AgentsSystem
package import SystemPackage

/// A CSV file that is read more than once: to look at it, to store it, to write what was rejected.
public final class CSVSource {
  /// As messages name it.
  public let name: String
  let delimiter: UInt8
  private let file: InputFile
  /// What was read of the file so far.
  private(set) var bytesRead = 0

  var size: Int { max(1, file.size) }

  /// Rows in memory, a header first.
  ///
  /// - Parameters:
  ///   - text: The header and the rows.
  ///   - delimiter: What stands between cells, in ASCII.
  public convenience init(_ text: String, delimiter: UInt8 = UInt8(ascii: ",")) throws {
    self.init(try InputFile(holding: Array(text.utf8)), named: "text", delimiter: delimiter)
  }

  package init(_ file: InputFile, named name: String, delimiter: UInt8) {
    (self.file, self.name, self.delimiter) = (file, name, delimiter)
  }

  /// Reads from the beginning; a byte order mark is no part of the first cell.
  func reader() -> CSVReader {
    file.rewind()
    bytesRead = 0
    return CSVReader(delimiter: delimiter) { [self] in
      let piece = try file.nextPiece()
      defer { bytesRead += piece.count }
      return bytesRead == 0 && piece.starts(with: Self.mark) ? Array(piece.dropFirst(3)) : piece
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

  private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// How many rows a file has after its header; nil when it does not exist.
  package static func rows(of path: FilePath, _ delimiter: UInt8) throws -> Int? {
    guard try path.isPresent() else { return nil }
    let source = CSVSource(try InputFile(at: path), named: path.string, delimiter: delimiter)
    var reader = source.reader()
    var record = CSVRecord()
    var rows = -1
    while try reader.next(into: &record) { rows += 1 }
    return max(0, rows)
  }
}
