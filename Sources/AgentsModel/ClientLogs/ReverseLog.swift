/// Where the entries of a file start, the last one first: only the end of a large file is read.
package struct ReverseLog {
  /// Reads the bytes at these offsets, all of them.
  package typealias Read = (Range<Int>) throws -> [UInt8]

  /// The place of one entry.
  package struct Mark: Equatable {
    package let offset: Int
    package let time: Moment?
    package let level: ClientLogLevel?
    package let lines: Int
  }

  private static let blockSize = 64 << 10
  /// So many bytes count as a line, whatever is in them.
  private static let lineSize = 4 << 10
  /// Nothing in front of it is read; an entry that begins there is left out.
  private let floor: Int
  private let format: LogFormat
  private let read: Read
  /// Everything from here on has been read.
  private var low: Int
  /// Where the entry ends of which no start has been found yet, and how many lines of it were seen.
  private var end: Int
  private var lines = 0
  /// The first bytes behind `low`: a line may start at the end of one block.
  private var head: ArraySlice<UInt8> = []
  /// Found and not yet handed out, the last one first to go.
  private var marks: ArraySlice<Mark> = []

  /// - Parameter floor: Nothing in front of this offset is read.
  package init(size: Int, from floor: Int = 0, _ format: LogFormat, read: @escaping Read) {
    (self.floor, self.format, self.read) = (floor, format, read)
    (low, end) = (size, size)
  }

  package mutating func next() throws -> Mark? {
    while marks.isEmpty {
      guard low > floor else { return nil }
      try readBlock()
    }
    return marks.removeFirst()
  }

  private mutating func readBlock() throws {
    let start = max(floor, low - Self.blockSize)
    let block = try read(start..<low)
    let size = low - start
    guard block.count == size else {
      // The file was cut off meanwhile: there is nothing to be found any more.
      low = floor
      return
    }
    // Heads of lines reach into what was read before.
    let bytes = block + head
    for index in stride(from: size, to: 0, by: -1)
    where bytes[index - 1] == UInt8(ascii: "\n") && start + index < end {
      found(start + index, bytes[index...])
    }
    low = start
    head = bytes[..<min(bytes.count, LogFormat.headSize)]
    if low == 0, end > 0 { found(0, bytes[...], isLast: true) }
    if end - low > LogAssembler.limit { mark(low, nil) }
  }

  /// A line starts at `offset`.
  private mutating func found(_ offset: Int, _ bytes: ArraySlice<UInt8>, isLast: Bool = false) {
    lines += 1
    let line = bytes.prefix(LogFormat.headSize)
    let start = format.start(of: line)
    if start != nil || isLast { mark(offset, start) }
  }

  private mutating func mark(_ offset: Int, _ start: LogFormat.Start?) {
    let size = max(1, lines, (end - offset) / Self.lineSize)
    marks.append(Mark(offset: offset, time: start?.time, level: start?.level, lines: size))
    end = offset
    lines = 0
  }
}

/// How much of several files is shown: their last entries, taken together.
package enum LogTail {
  /// A file that is looked at from its end, once that is needed.
  package struct Source {
    /// No entry in it is later.
    let bound: Moment
    let open: () throws -> ReverseLog

    package init(bound: Moment, open: @escaping () throws -> ReverseLog) {
      self.bound = bound
      self.open = open
    }
  }

  /// A source while its entries are taken from the end.
  private struct Cursor {
    let source: Source
    var log: ReverseLog?
    var mark: ReverseLog.Mark?
    /// When the newest entry that is left happened, as far as is known; nil = none is left.
    var time: Moment?
    var offset: Int?

    init(_ source: Source) {
      self.source = source
      time = source.bound
    }

    mutating func advance() throws {
      if log == nil { log = try source.open() }
      mark = try log?.next()
      time = mark.flatMap { $0.time ?? time }
    }
  }

  /// The offset in each source from which on it is shown; nil = not at all.
  ///
  /// - Parameters:
  ///   - sources: The oldest first.
  ///   - lines: The most lines; an entry that has more is shown whole if it is the only one.
  package static func offsets(
    in sources: [Source], lines limit: Int?, _ filter: LogFilter
  ) throws -> [Int?] {
    var cursors = sources.map(Cursor.init)
    var lines = 0
    while limit != 0,
      let newest = cursors.indices.compactMap({ index in cursors[index].time.map { ($0, index) } })
        .max(by: <)?.1
    {
      guard let mark = cursors[newest].mark else {
        if let since = filter.since, cursors[newest].source.bound < since {
          cursors[newest].time = nil
        } else {
          try cursors[newest].advance()
        }
        continue
      }
      if let since = filter.since, let time = mark.time, time < since {
        cursors[newest].time = nil
        continue
      }
      if filter.shows(time: mark.time, level: mark.level) {
        if let limit, lines > 0, lines + mark.lines > limit { break }
        lines += mark.lines
        cursors[newest].offset = mark.offset
        if let limit, lines >= limit { break }
      }
      try cursors[newest].advance()
    }
    return cursors.map(\.offset)
  }
}
