@testable import AgentsModel
import Testing

/// How the lines of a client log are read.
struct LogEntryTests {
  @Test(
    arguments: [
      ("client.log", false, false, nil), ("api-combined.2026-01-31.log", false, false, nil),
      ("error.log", false, false, .error), ("api-info.log", false, false, .info),
      ("client-warn.log.1", false, true, .warning), ("a.log.gz", true, true, nil),
      ("debug.log.12.gz", true, true, .debug), ("a.log-20260131", false, true, nil),
      ("a.log-20260131.gz", true, true, nil), ("log.log", false, false, nil),
      ("WARN.log", false, false, .warning),
    ] as [(String, Bool, Bool, ClientLogLevel?)])
  func `knows the names of logs`(
    _ name: String, _ isCompressed: Bool, _ isRotated: Bool, _ level: ClientLogLevel?
  ) throws {
    let file = try #require(LogFileName(name))
    #expect(file.isCompressed == isCompressed)
    #expect(file.isRotated == isRotated)
    #expect(file.level == level)
  }

  @Test(arguments: [
    "", "log", ".log", ".a.log", "a.txt", "a.log.old", "a.log.1.bak", "a.logs", "a.log.gz.1",
    "a.log-1", "a.log.", "a/b.log", "../b.log", "a.log.1\u{0}", "a.gz", "alog",
  ])
  func `leaves other names alone`(_ name: String) {
    #expect(LogFileName(name) == nil)
  }

  @Test(
    arguments: [
      ("[2026-01-02 10:00:00] [ERROR] api", .error), ("[2026-01-02 10:00:00.5] [warn] x", .warning),
      ("[2026-01-02T10:00:00Z][INFO]", .info), ("2026-01-02T10:00:00.123Z error: x", .error),
      ("2026-01-02T10:00:00+01:00 [DEBUG] x", .debug),
      ("2026-01-02 10:00:00,1 WARNING x", .warning),
      ("2026-01-02T10:00:00Z fatal", .error), ("[2026-01-02 10:00:00] verbose", .debug),
      ("[2026-01-02 10:00:00] api - GET /", nil), ("[2026-01-02 10:00:00] [ERROR", nil),
    ] as [(String, ClientLogLevel?)])
  func `a line with a time and a level starts an entry`(
    _ line: String, _ level: ClientLogLevel?
  ) throws {
    let start = try #require(LogFormat().start(of: Array(line.utf8)[...]))
    #expect(start.level == level)
  }

  @Test(arguments: [
    "", "  at f (a.js:1)", "ERROR without a time", "2026-01-02T10:00:00Z is when it was",
    "[2026-01-02 10:00:00 [ERROR]", "2026-01-02 error", "2026-01-02T10:00:00Z error2",
    " [2026-01-02 10:00:00] [ERROR]", "2026-01-02T10:00:00Z error_code",
  ])
  func `another line belongs to the entry before it`(_ line: String) {
    #expect(LogFormat().start(of: Array(line.utf8)[...]) == nil)
  }

  @Test func `the name of the file says the level that lines leave out`() {
    let format = LogFormat(fileLevel: .warning)
    let line = Array("2026-01-02T10:00:00Z is when it was".utf8)[...]
    #expect(format.start(of: line)?.level == .warning)
    let own = Array("2026-01-02T10:00:00Z info: hello".utf8)[...]
    #expect(format.start(of: own)?.level == .info)
  }

  @Test func `a level includes the more severe ones`() {
    for (index, level) in ClientLogLevel.allCases.enumerated() {
      #expect(
        ClientLogLevel.allCases.filter(level.includes)
          == Array(ClientLogLevel.allCases.prefix(index + 1)))
    }
    #expect(ClientLogLevel.allCases == [.error, .warning, .info, .debug])
  }

  private static let text = """
    orphan
    [2026-01-01 08:00:00] [INFO] one
    [2026-01-01 08:00:01] [ERROR] two
      at f

      at g
    [2026-01-01 08:00:02] [DEBUG] three
    """
  private static let entries: [(ClientLogLevel?, String)] = [
    (nil, "orphan\n"), (.info, "[2026-01-01 08:00:00] [INFO] one\n"),
    (.error, "[2026-01-01 08:00:01] [ERROR] two\n  at f\n\n  at g\n"),
    (.debug, "[2026-01-01 08:00:02] [DEBUG] three"),
  ]

  @Test(arguments: [1, 2, 3, 7, 64, 1000])
  func `entries come whole, in whatever pieces the file is read`(_ size: Int) throws {
    let bytes = Array(Self.text.utf8)
    var log = ForwardLog(LogFormat()) { offset in
      Array(bytes[min(offset, bytes.count)..<min(offset + size, bytes.count)])
    }
    var found: [LogEntry] = []
    while let entry = try log.next() { found.append(entry) }
    found += log.rest(isWhole: false)
    #expect(found.map(\.level) == Self.entries.map(\.0))
    #expect(found.map { String(decoding: $0.bytes, as: UTF8.self) } == Self.entries.map(\.1))
    #expect(found.first?.time == nil)
    #expect(found.last?.time?.text == "2026-01-01T08:00:02Z")
  }

  @Test func `a line without its end waits, and what follows keeps the level`() throws {
    let growing = GrowingFile("[2026-01-01 08:00:00] [ERROR] a\n  at")
    var log = ForwardLog(LogFormat()) { growing.bytes(at: $0) }
    #expect(try log.next() == nil)
    let start = Array("[2026-01-01 08:00:00] [ERROR] a\n".utf8)
    #expect(log.rest(isWhole: true).map(\.bytes) == [start])
    growing.append(" f\n[2026-01-01 08:00:01] [INFO] b\n")
    let next = try #require(try log.next())
    #expect(next.bytes == Array("  at f\n".utf8))
    #expect(next.level == .error)
  }

  @Test func `a line of any length takes a bounded memory`() throws {
    let piece = [UInt8](repeating: UInt8(ascii: "x"), count: 300_000)
    var log = ForwardLog(LogFormat()) { $0 < 3_000_000 ? piece : [] }
    var sizes: [Int] = []
    while let entry = try log.next() { sizes.append(entry.bytes.count) }
    sizes += log.rest(isWhole: false).map(\.bytes.count)
    #expect(sizes.reduce(0, +) == 3_000_000)
    #expect(sizes.count > 1)
  }

  @Test func `a filter holds back what it knows to be too little or too early`() {
    let time = Moment(seconds: 100)
    let filter = LogFilter(level: .warning, since: time)
    #expect(filter.shows(time: time, level: .error))
    #expect(filter.shows(time: time, level: .warning))
    #expect(!filter.shows(time: time, level: .info))
    #expect(!filter.shows(time: Moment(seconds: 99), level: .error))
    #expect(filter.shows(time: nil, level: nil))
    #expect(LogFilter().shows(time: time, level: .debug))
  }
}

/// Bytes that can be appended.
private final class GrowingFile {
  private var bytes: [UInt8]

  init(_ text: String) { bytes = Array(text.utf8) }

  func append(_ text: String) { bytes += text.utf8 }

  func bytes(at offset: Int) -> [UInt8] { Array(bytes[offset...]) }
}
