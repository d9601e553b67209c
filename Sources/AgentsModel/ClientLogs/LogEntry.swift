/// One entry of a log: its first line and the lines that belong to it.
package struct LogEntry: Equatable, Sendable {
  /// nil before the first line with a time.
  package let time: Moment?
  package let level: ClientLogLevel?
  /// Its lines with their line ends, as in the file.
  package let bytes: [UInt8]

  package init(time: Moment?, level: ClientLogLevel?, bytes: [UInt8]) {
    self.time = time
    self.level = level
    self.bytes = bytes
  }
}

/// Which entries are shown.
package struct LogFilter: Sendable {
  /// The least severe level; nil = all.
  package let level: ClientLogLevel?
  package let since: Moment?

  package init(level: ClientLogLevel? = nil, since: Moment? = nil) {
    self.level = level
    self.since = since
  }

  /// An entry without a level or a time is shown.
  func shows(time: Moment?, level: ClientLogLevel?) -> Bool {
    if let since, let time, time < since { return false }
    guard let limit = self.level, let level else { return true }
    return limit.includes(level)
  }

  /// Whether an entry is shown.
  package func shows(_ entry: LogEntry) -> Bool { shows(time: entry.time, level: entry.level) }
}

/// Turns the bytes of a file into entries as they arrive.
struct LogAssembler {
  /// A longer line or entry is returned in pieces, because a file without any line end must not
  /// fill the memory.
  static let limit = 1 << 20

  private let format: LogFormat
  private var start: LogFormat.Start?
  private var lines: [UInt8] = []
  private var line: [UInt8] = []

  init(_ format: LogFormat) { self.format = format }

  /// Takes the next bytes.
  ///
  /// - Returns: the entries that these bytes complete.
  mutating func append(_ bytes: [UInt8]) -> [LogEntry] {
    var entries: [LogEntry] = []
    var rest = bytes[...]
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      line += rest[...end]
      rest = rest[(end + 1)...]
      endLine(&entries)
    }
    line += rest
    if line.count > Self.limit { endLine(&entries) }
    return entries
  }

  /// The unfinished entry, if any; two when the last line begins another.
  ///
  /// - Parameters:
  ///   - isWhole: Leaves a line without its end for later.
  mutating func rest(isWhole: Bool) -> [LogEntry] {
    var entries: [LogEntry] = []
    if !isWhole, !line.isEmpty { endLine(&entries) }
    hand(over: &entries)
    return entries
  }

  private mutating func endLine(_ entries: inout [LogEntry]) {
    if let start = format.start(of: line[...]) {
      hand(over: &entries)
      self.start = start
    } else if lines.count + line.count > Self.limit {
      hand(over: &entries)
    }
    if lines.isEmpty { swap(&lines, &line) } else { lines += line }
    line.removeAll(keepingCapacity: true)
  }

  private mutating func hand(over entries: inout [LogEntry]) {
    guard !lines.isEmpty else { return }
    entries.append(LogEntry(time: start?.time, level: start?.level, bytes: lines))
    lines = []
  }
}
