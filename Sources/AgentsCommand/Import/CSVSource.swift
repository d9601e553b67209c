internal import AgentsCore
internal import AgentsSystem
internal import SystemPackage

/// A CSV file that can be read more than once.
enum CSVSource {
  /// How many rows a file has behind its header; nil when it does not exist.
  static func rows(of path: FilePath, _ delimiter: UInt8) throws -> Int? {
    guard try path.isPresent() else { return nil }
    let file = try InputFile(at: path)
    var reader = CSVReader(delimiter: delimiter) { try file.nextPiece() }
    reader.skipsRemarks = true
    var record = CSVRecord()
    var rows = -1
    while try reader.next(into: &record) { rows += 1 }
    return max(0, rows)
  }
}
