/// The entries of a file from an offset on; a file that has grown can be read further.
package struct ForwardLog {
  /// Reads bytes at an offset; none after the end.
  package typealias Read = (_ offset: Int) throws -> [UInt8]

  /// The offset up to which the file has been read.
  package private(set) var position: Int
  private let read: Read
  private var assembler: LogAssembler
  private var ready: ArraySlice<LogEntry> = []

  package init(from offset: Int = 0, _ format: LogFormat, read: @escaping Read) {
    position = offset
    self.read = read
    assembler = LogAssembler(format)
  }

  /// The next complete entry; nil at the present end of the file.
  package mutating func next() throws -> LogEntry? {
    while ready.isEmpty {
      let bytes = try read(position)
      guard !bytes.isEmpty else { return nil }
      position += bytes.count
      ready = assembler.append(bytes)[...]
    }
    return ready.removeFirst()
  }

  /// The last entry, as far as it has been written; lines that follow later become entries of the
  /// same level.
  ///
  /// - Parameters:
  ///   - isWhole: Leaves a line without its end for later.
  package mutating func rest(isWhole: Bool) -> [LogEntry] { assembler.rest(isWhole: isWhole) }
}

/// Merges several files by time; within a file the order stays.
package struct LogMerge {
  private var sources: [(log: ForwardLog, ready: ArraySlice<LogEntry>, time: Moment)] = []

  private let isWhole: Bool

  /// - Parameters:
  ///   - logs: The oldest first. Of two entries with the same time, the one of the earlier file
  ///     comes first.
  ///   - isWhole: Leave unfinished lines for the caller that continues.
  package init(_ logs: [ForwardLog], isWhole: Bool = false) throws {
    self.isWhole = isWhole
    for var log in logs {
      let ready = try Self.take(&log, isWhole)
      let time = ready.first?.time ?? Moment(milliseconds: .min)
      sources.append((log, ready, time))
    }
  }

  /// The next entry by time; nil when no file has another.
  package mutating func next() throws -> LogEntry? {
    let waiting = sources.indices.filter { !sources[$0].ready.isEmpty }
    guard let first = waiting.min(by: { sources[$0].time < sources[$1].time }) else { return nil }
    let entry = sources[first].ready.removeFirst()
    if sources[first].ready.isEmpty {
      sources[first].ready = try Self.take(&sources[first].log, isWhole)
    }
    // An entry without a time follows the one before it.
    sources[first].time = sources[first].ready.first?.time ?? sources[first].time
    return entry
  }

  /// The logs, for the caller that continues reading.
  package var logs: [ForwardLog] { sources.map(\.log) }

  private static func take(
    _ log: inout ForwardLog, _ isWhole: Bool
  ) throws -> ArraySlice<LogEntry> {
    if let entry = try log.next() { return [entry] }
    return log.rest(isWhole: isWhole)[...]
  }
}
