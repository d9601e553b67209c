internal import Agents
internal import AgentsModel
internal import AgentsSystem
internal import SystemPackage

/// Writes log entries to standard output: unchanged for people, as rows for scripts.
struct LogWriter {
  private let output = StandardOutput()
  private let color: Bool
  private let cutsEntries: Bool
  /// nil for people.
  private var rows: RowWriter?

  /// - Parameter cutsEntries: Leaves out the middle of entries longer than ``LogBounds/entry`` bytes.
  init(_ options: OutputOptions, cutsEntries: Bool) throws {
    color = options.color.isOn
    self.cutsEntries = cutsEntries
    guard !options.format.isForPeople else { return }
    rows = try RowWriter(
      options.format, ["time", "level", "text"].map { Column(key: $0) }, to: output)
  }

  mutating func write(_ entry: LogEntry) throws {
    let bytes = cutsEntries ? Self.cut(entry.bytes) : entry.bytes[...]
    guard rows == nil else {
      let row: [JSON] = [
        entry.time.map { .string($0.text) } ?? .null,
        entry.level.map { .string($0.rawValue) } ?? .null,
        .string(String(decoding: withoutEnd(bytes), as: UTF8.self)),
      ]
      try rows?.write(row)
      return
    }
    guard color, let tint = entry.level?.tint else {
      try output.write(bytes)
      if bytes.last != UInt8(ascii: "\n") { try output.write("\n") }
      return
    }
    for line in withoutEnd(bytes).split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    {
      let text = String(decoding: withoutEnd(line), as: UTF8.self)
      try output.write(line: text, style: tint.rawValue)
    }
  }

  /// Keeps the beginning, which says what the entry is about, and the end.
  private static func cut(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
    guard bytes.count > LogBounds.entry else { return bytes[...] }
    // Never cut inside a character.
    func isWithin(_ index: Int) -> Bool { bytes[index] & 0xC0 == 0x80 }
    var start = LogBounds.entry / 16
    var end = bytes.count - LogBounds.entry + start
    for _ in 0..<3 where isWithin(start) { start -= 1 }
    for _ in 0..<3 where isWithin(end) { end += 1 }
    return bytes[..<start] + "\n… \((end - start).byteText) left out …\n".utf8 + bytes[end...]
  }

  /// Sends what was written so far.
  func flush() throws { try output.flush() }

  /// Must be called after the last entry.
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

extension ClientLogLevel {
  /// The colour of the level in the product's list of agents.
  var tint: Tint {
    switch self {
    case .error: .red
    case .warning: .orange
    case .info: .gray
    case .debug: .blue
    }
  }
}
