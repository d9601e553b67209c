@testable import AgentsModel
import Testing

/// Reading logs from their end, and several logs as one.
struct LogTailTests {
  private static func line(_ second: Int, _ level: String = "INFO", _ text: String = "x") -> String
  {
    let clock = [second / 3600, second / 60 % 60, second % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
    return "[2026-01-01 \(clock.joined(separator: ":"))] [\(level)] \(text)\n"
  }

  private static func reverse(_ text: String) -> ReverseLog {
    let bytes = Array(text.utf8)
    return ReverseLog(size: bytes.count, LogFormat()) { Array(bytes[$0]) }
  }

  private static func marks(_ text: String) throws -> [ReverseLog.Mark] {
    var log = reverse(text)
    var marks: [ReverseLog.Mark] = []
    while let mark = try log.next() { marks.append(mark) }
    return marks
  }

  private static func source(_ text: String, bound: Int = .max / 2000) -> LogTail.Source {
    LogTail.Source(bound: Moment(seconds: bound)) { reverse(text) }
  }

  @Test func `finds the starts of entries, the last first`() throws {
    let text = "orphan\n" + Self.line(1) + Self.line(2, "ERROR") + "  at f\n  at g\n"
    let marks = try Self.marks(text)
    #expect(marks.map(\.offset) == [7 + Self.line(1).utf8.count, 7, 0])
    #expect(marks.map(\.lines) == [3, 1, 1])
    #expect(marks.map(\.level) == [.error, .info, nil])
    #expect(try Self.marks("").isEmpty)
    #expect(try Self.marks("no end").map(\.offset) == [0])
  }

  /// Lines that cross the limits of the blocks in which a file is read.
  @Test(arguments: [0, 1, 2, 39, 40, 41, 79, 80, 81])
  func `finds every start in a long log`(_ shift: Int) throws {
    let head = String(repeating: "y", count: shift) + "\n"
    let text = head + (0..<5000).map { Self.line($0, "INFO", times($0 % 50, "z")) }.joined()
    let bytes = Array(text.utf8)
    let marks = try Self.marks(text)
    #expect(marks.count == 5001)
    for mark in marks {
      #expect(mark.offset == 0 || bytes[mark.offset - 1] == UInt8(ascii: "\n"))
    }
    #expect(marks.dropLast().allSatisfy { $0.level == .info && $0.lines == 1 })
    #expect(zip(marks, marks.dropFirst()).allSatisfy { $0.offset > $1.offset })
  }

  @Test func `reads nothing in front of its bound`() throws {
    let bytes = Array((0..<9000).map { Self.line($0) }.joined().utf8)
    let bound = bytes.count - 100_010
    var lowest = bytes.count
    var log = ReverseLog(size: bytes.count, from: bound, LogFormat()) { range in
      lowest = min(lowest, range.lowerBound)
      return Array(bytes[range])
    }
    var marks: [ReverseLog.Mark] = []
    while let mark = try log.next() { marks.append(mark) }
    #expect(lowest == bound)
    #expect(marks.count == 100_010 / Self.line(0).utf8.count)
    #expect(marks.allSatisfy { $0.level == .info && $0.offset >= bound })
  }

  @Test func `counts what is long as several lines`() throws {
    let long = Self.line(1, "INFO", times(41_000, "x"))
    #expect(try Self.marks(Self.line(0) + long).map(\.lines) == [10, 1])
    let offsets = try LogTail.offsets(
      in: [Self.source(long + long + Self.line(2))], lines: 11, LogFilter())
    #expect(offsets == [long.utf8.count])
  }

  @Test func `of a file without line ends only the end is taken`() throws {
    var log = ReverseLog(size: 1 << 31, LogFormat()) { range in
      [UInt8](repeating: UInt8(ascii: "x"), count: range.count)
    }
    let mark = try #require(try log.next())
    #expect((1 << 31) - mark.offset < 2 << 20)
  }

  @Test func `a file that was cut off meanwhile has nothing`() throws {
    var log = ReverseLog(size: 1000, LogFormat()) { _ in [] }
    #expect(try log.next() == nil)
  }

  @Test func `the last lines of several files are the last by time`() throws {
    let old = Self.line(1) + Self.line(3) + Self.line(5)
    let new = Self.line(2) + Self.line(4) + Self.line(6)
    let size = Self.line(1).utf8.count
    func offsets(_ lines: Int?, _ filter: LogFilter = LogFilter()) throws -> [Int?] {
      try LogTail.offsets(in: [Self.source(old), Self.source(new)], lines: lines, filter)
    }
    #expect(try offsets(1) == [nil, 2 * size])
    #expect(try offsets(2) == [2 * size, 2 * size])
    #expect(try offsets(3) == [2 * size, size])
    #expect(try offsets(nil) == [0, 0])
    #expect(try offsets(0) == [nil, nil])
    let since = try #require(WrittenTime("2026-01-01 00:00:04")).moment { _ in 0 }
    #expect(try offsets(nil, LogFilter(since: since)) == [2 * size, size])
  }

  @Test func `an entry is counted with its lines, and shown whole`() throws {
    let text = Self.line(1) + Self.line(2) + "  at f\n  at g\n"
    let size = Self.line(1).utf8.count
    for lines in 1...3 {
      #expect(try LogTail.offsets(in: [Self.source(text)], lines: lines, LogFilter()) == [size])
    }
    #expect(try LogTail.offsets(in: [Self.source(text)], lines: 4, LogFilter()) == [0])
  }

  @Test func `what is not shown is not counted`() throws {
    let text = Self.line(1, "ERROR") + Self.line(2, "ERROR") + Self.line(3) + Self.line(4)
    let offsets = try LogTail.offsets(
      in: [Self.source(text)], lines: 1, LogFilter(level: .error))
    #expect(offsets == [Self.line(1, "ERROR").utf8.count])
  }

  @Test func `a file that is too old is not opened`() throws {
    let closed = LogTail.Source(bound: Moment(seconds: 1_767_225_600)) {
      Issue.record("opened")
      return Self.reverse("")
    }
    let new = Self.line(7)
    #expect(
      try LogTail.offsets(in: [closed, Self.source(new)], lines: 1, LogFilter()) == [nil, 0])
    let since = Moment(seconds: 1_767_225_601)
    #expect(
      try LogTail.offsets(in: [closed, Self.source(new)], lines: nil, LogFilter(since: since))
        == [nil, 0])
  }

  @Test func `several files are merged by time, and stay in order within`() throws {
    func log(_ text: String) -> ForwardLog {
      let bytes = Array(text.utf8)
      return ForwardLog(LogFormat()) { Array(bytes[$0...]) }
    }
    var merge = try LogMerge([
      log(Self.line(1, "INFO", "a") + "  of a\n" + Self.line(4, "INFO", "d")),
      log(Self.line(2, "INFO", "b") + Self.line(1, "INFO", "c")),
      log(""), log("nothing\n"),
    ])
    var texts: [String] = []
    while let entry = try merge.next() {
      texts.append(String(decoding: entry.bytes, as: UTF8.self))
    }
    #expect(
      texts == [
        "nothing\n", Self.line(1, "INFO", "a") + "  of a\n", Self.line(2, "INFO", "b"),
        Self.line(1, "INFO", "c"), Self.line(4, "INFO", "d"),
      ])
  }
}
