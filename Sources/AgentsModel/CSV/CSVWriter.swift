/// Writes cells as RFC 4180 describes, quoted only where needed, into a buffer that the caller
/// empties.
package struct CSVWriter {
  private let format: CSVFormat
  /// The bytes written since ``clear()``.
  package private(set) var bytes: [UInt8] = []
  private var isAtStart = true
  private var isBlank = true

  package init(_ format: CSVFormat = .standard) {
    self.format = format
  }

  /// Empties the buffer and keeps its capacity.
  package mutating func clear() { bytes.removeAll(keepingCapacity: true) }

  /// Writes one cell from a text.
  package mutating func append(_ text: String, isGuarded: Bool = false) {
    append(Array(text.utf8).span, isGuarded: isGuarded)
  }

  /// Writes one cell.
  ///
  /// - Parameters:
  ///   - isGuarded: Protect the cell from being changed by a spreadsheet (``CSVGuard``).
  package mutating func append(_ cell: Span<UInt8>, isGuarded: Bool = false) {
    if !isAtStart { bytes.append(format.delimiter) }
    isBlank = isAtStart && cell.isEmpty
    let isMarked = isGuarded && CSVGuard.isNeeded(for: cell)
    if needsQuotes(cell) {
      bytes.append(Self.quote)
      if isMarked { bytes.append(CSVGuard.mark) }
      for index in cell.indices {
        if cell[index] == Self.quote { bytes.append(Self.quote) }
        bytes.append(cell[index])
      }
      bytes.append(Self.quote)
    } else {
      if isMarked { bytes.append(CSVGuard.mark) }
      unsafe cell.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
    }
    isAtStart = false
  }

  /// Ends the row.
  package mutating func endRow() {
    // A row of one empty cell would be an empty line, which is not a row.
    if isBlank { bytes += [Self.quote, Self.quote] }
    if format.endsWithCRLF { bytes.append(0x0D) }
    bytes.append(0x0A)
    isAtStart = true
    isBlank = true
  }

  /// One row as bytes.
  package static func row(_ cells: [String], _ format: CSVFormat = .standard) -> [UInt8] {
    var writer = CSVWriter(format)
    for cell in cells { writer.append(cell) }
    writer.endRow()
    return writer.bytes
  }

  private static let quote = UInt8(ascii: "\"")

  /// Also when the row begins with `#`, which would make it a comment.
  private func needsQuotes(_ cell: Span<UInt8>) -> Bool {
    if isAtStart, !cell.isEmpty, cell[0] == UInt8(ascii: "#") { return true }
    for index in cell.indices {
      let byte = cell[index]
      if byte == Self.quote || byte == format.delimiter || byte == 0x0A || byte == 0x0D {
        return true
      }
    }
    return false
  }
}
