/// One entry of a log: the line that starts it and those that belong to it.
package struct LogEntry: Equatable, Sendable {
  /// nil in front of the first line that has one.
  package let time: Moment?
  package let level: ClientLogLevel?
  /// Its lines as they stand in the file, with their ends.
  package let bytes: [UInt8]

  package init(time: Moment?, level: ClientLogLevel?, bytes: [UInt8]) {
    self.time = time
    self.level = level
    self.bytes = bytes
  }
}

/// Which entries are shown.
package struct LogFilter: Sendable {
  /// The least severe; nil = all.
  package let level: ClientLogLevel?
  package let since: Moment?

  package init(level: ClientLogLevel? = nil, since: Moment? = nil) {
    self.level = level
    self.since = since
  }

  /// What says no level, or no time, is not held back for it.
  func shows(time: Moment?, level: ClientLogLevel?) -> Bool {
    if let since, let time, time < since { return false }
    guard let limit = self.level, let level else { return true }
    return limit.includes(level)
  }

  package func shows(_ entry: LogEntry) -> Bool { shows(time: entry.time, level: entry.level) }
}

/// Makes entries of a file's bytes, as they come.
struct LogAssembler {
  /// A line, or an entry, that is longer is handed out in pieces: a file need not hold a single line
  /// end, and memory is not for all of it.
  static let limit = 1 << 20

  private let format: LogFormat
  private var start: LogFormat.Start?
  private var lines: [UInt8] = []
  private var line: [UInt8] = []

  init(_ format: LogFormat) { self.format = format }

  /// Takes the next bytes.
  ///
  /// - Returns: the entries that are complete by them.
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

  /// What there is of an entry that nothing has ended yet; two where the last line begins one.
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
