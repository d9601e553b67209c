internal import AgentsCore
internal import AgentsSystem
internal import SystemPackage

/// Entries of a log on standard output: as they stand in the file, or as rows.
struct LogWriter {
  private let output = StandardOutput()
  private let color: Bool
  /// A terminal gets nothing that could drive it; a pipe gets every byte.
  private let isTerminal = Terminal.isTerminal(.standardOutput)
  /// nil for people.
  private var rows: RowWriter?

  init(_ options: OutputOptions) throws {
    color = options.color.isOn
    guard !options.isForPeople else { return }
    rows = try RowWriter(
      options.format, ["time", "level", "text"].map { Column(key: $0) }, to: output)
  }

  mutating func write(_ entry: LogEntry) throws {
    guard rows == nil else {
      let row: [JSON] = [
        entry.time.map { .string($0.text) } ?? .null,
        entry.level.map { .string($0.rawValue) } ?? .null,
        .string(String(decoding: withoutEnd(entry.bytes[...]), as: UTF8.self)),
      ]
      try rows?.write(row)
      return
    }
    guard isTerminal || color else {
      try output.write(entry.bytes)
      if entry.bytes.last != UInt8(ascii: "\n") { try output.write("\n") }
      return
    }
    for line in withoutEnd(entry.bytes[...]).split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    {
      let text = String(decoding: withoutEnd(line), as: UTF8.self)
      // A tab moves the cursor and no more.
      let shown =
        isTerminal
        ? text.split(separator: "\t", omittingEmptySubsequences: false)
          .map { Terminal.printable(String($0)) }.joined(separator: "\t") : text
      try output.write((color ? entry.level?.tint.applied(to: shown) ?? shown : shown) + "\n")
    }
  }

  /// Sends off what was written so far.
  func flush() throws { try output.flush() }

  /// Must be called behind the last entry.
  func finish() throws {
    try rows?.finish()
    try output.flush()
  }

  private func withoutEnd(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var bytes = bytes
    while let last = bytes.last, last == UInt8(ascii: "\n") || last == UInt8(ascii: "\r") {
      bytes.removeLast()
    }
    return bytes
  }
}
