/// Finds where the entries of a file start, from the last one back, so that only the end of a large
/// file is read.
package struct ReverseLog {
  /// Reads all bytes in this range.
  package typealias Read = (Range<Int>) throws -> [UInt8]

  /// The place of one entry.
  package struct Mark: Equatable {
    package let offset: Int
    package let time: Moment?
    package let level: ClientLogLevel?
    package let lines: Int
  }

  private static let blockSize = 64 << 10
  /// Longer lines are treated as several lines of this many bytes.
  private static let lineSize = 4 << 10
  /// Nothing before this offset is read; an entry that begins before it is left out.
  private let floor: Int
  private let format: LogFormat
  private let read: Read
  /// Everything from this offset on has been read.
  private var low: Int
  /// The end of the entry whose start is not found yet, and the number of its lines seen.
  private var end: Int
  private var lines = 0
  /// The first bytes after `low`: a line may start at the end of a block.
  private var head: ArraySlice<UInt8> = []
  /// Found but not yet returned; the last element is returned first.
  private var marks: ArraySlice<Mark> = []

  /// - Parameter floor: Nothing before this offset is read.
  package init(size: Int, from floor: Int = 0, _ format: LogFormat, read: @escaping Read) {
    (self.floor, self.format, self.read) = (floor, format, read)
    (low, end) = (size, size)
  }

  /// The place of the entry before the last one returned; nil at the beginning of the file.
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
      // The file has been truncated since: nothing more can be found.
      low = floor
      return
    }
    // The head of a line may extend into the block read before.
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

  /// Notes that a line starts at `offset`.
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

/// The last entries of several files together, and where they begin in each.
package enum LogTail {
  /// A file that is read from its end, once it is needed.
  package struct Source {
    /// No entry in the file is later than this.
    let bound: Moment
    let open: () throws -> ReverseLog

    package init(bound: Moment, open: @escaping () throws -> ReverseLog) {
      self.bound = bound
      self.open = open
    }
  }

  /// A source whose entries are being taken from the end.
  private struct Cursor {
    let source: Source
    var log: ReverseLog?
    var mark: ReverseLog.Mark?
    /// The time of the newest remaining entry, as far as known; nil when none remains.
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

  /// For each source the offset from which it is shown; nil = not at all.
  ///
  /// - Parameters:
  ///   - sources: The oldest first.
  ///   - lines: The most lines to show; a single entry may have more.
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
