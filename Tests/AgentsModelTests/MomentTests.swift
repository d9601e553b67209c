import AgentsModel
import Testing

/// Writing, reading and calculating times.
struct MomentTests {
  private static let utc: ZoneOffset = { _ in 0 }

  @Test(arguments: [
    (0, "1970-01-01T00:00:00Z"), (1, "1970-01-01T00:00:00.001Z"),
    (-1, "1969-12-31T23:59:59.999Z"), (951_782_400_000, "2000-02-29T00:00:00Z"),
    (951_868_800_000, "2000-03-01T00:00:00Z"), (1_767_225_600_000, "2026-01-01T00:00:00Z"),
    (4_107_542_399_000, "2100-02-28T23:59:59Z"), (4_107_542_400_000, "2100-03-01T00:00:00Z"),
    (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
  ])
  func `is written and read back`(_ milliseconds: Int, _ text: String) throws {
    #expect(Moment(milliseconds: milliseconds).text == text)
    let time = try #require(WrittenTime(text))
    #expect(time.moment(Self.utc).milliseconds == milliseconds)
  }

  @Test(arguments: [
    ("9999-12-31T23:59:59-01:00", "9999-12-31T23:59:59.999Z"),
    ("0000-01-01T00:00:00+01:00", "0000-01-01T00:00:00.000Z"),
    ("2026-01-01T00:00:00Z", "2026-01-01T00:00:00.000Z"),
  ])
  func `is stored in one width, within the calendar`(_ words: String, _ stored: String) throws {
    #expect(try #require(WrittenTime(words)).moment(Self.utc).stored == stored)
  }

  @Test func `every day of four centuries comes back`() throws {
    for day in stride(from: 0, to: 146_097, by: 1) {
      let moment = Moment(seconds: day * 86_400)
      let time = try #require(WrittenTime(String(moment.text.prefix(10))))
      guard time.moment(Self.utc) == moment else {
        Issue.record("\(moment.text)")
        return
      }
    }
  }

  @Test(arguments: [
    ("2026-01-02 10:00:00", "2026-01-02T10:00:00Z"),
    ("2026/01/02 10:00:00,250", "2026-01-02T10:00:00.250Z"),
    ("2026-01-02T10:00:00.123456789Z", "2026-01-02T10:00:00.123Z"),
    ("2026-01-02T10:00:00.5+01:00", "2026-01-02T09:00:00.500Z"),
    ("2026-01-02T00:30:00+0130", "2026-01-01T23:00:00Z"),
    ("2026-01-02T10:00:00-02", "2026-01-02T12:00:00Z"), ("2026-01-02", "2026-01-02T00:00:00Z"),
    ("2026-01-02t10:00:00z", "2026-01-02T10:00:00Z"),
    ("2026-06-30T23:59:60Z", "2026-07-01T00:00:00Z"),
  ])
  func `takes the forms that logs have`(_ text: String, _ moment: String) throws {
    #expect(try #require(WrittenTime(text)).moment(Self.utc).text == moment)
  }

  @Test(arguments: [
    "", "2026", "2026-1-2", "2026-02-29", "2026-13-01", "2026-00-10", "2026-01-00", "2026-01-32",
    "2026-01/02 10:00:00", "2026-01-02T24:00:00", "2026-01-02T10:60:00", "2026-01-02T10:00",
    "2026-01-02T10:00:61", "2026-01-02T10:00:00.", "2026-01-02T10:00:00.1234567890",
    "2026-01-02T10:00:00 Z", "2026-01-02T10:00:00Zx", "x2026-01-02", "2026-01-02x10:00:00",
    "2026-01-02T10:00:00+24:00", "٢٠٢٦-01-02",
  ])
  func `refuses what is no time`(_ text: String) {
    #expect(WrittenTime(text) == nil)
  }

  @Test func `a time without a zone is local time`() throws {
    let time = try #require(WrittenTime("2026-01-02 10:00:00"))
    #expect(time.moment { _ in 3600 }.text == "2026-01-02T09:00:00Z")
    let zoned = try #require(WrittenTime("2026-01-02 10:00:00Z"))
    #expect(zoned.moment { _ in 3600 }.text == "2026-01-02T10:00:00Z")
  }

  @Test(arguments: [
    ("0s", 0), ("90s", 90), ("15m", 900), ("12h", 43_200), ("30d", 2_592_000),
    ("2w", 1_209_600),
  ])
  func `takes a length of time`(_ text: String, _ seconds: Int) throws {
    #expect(try TimeSpan(parsing: text).seconds == seconds)
  }

  @Test(arguments: ["", "d", "30", "-1d", "1.5h", "30 d", "30D", "1y", "1000001d", "1dd"])
  func `refuses another length of time`(_ text: String) {
    #expect(
      #expect(throws: Refusal.self) { try TimeSpan(parsing: text) }?.code == "not-a-time-span")
  }

  @Test func `since is a time or a length of time ago`() throws {
    let now = Moment(seconds: 1_767_225_600)
    #expect(
      try Since(parsing: "2h").moment(now: now, Self.utc).text == "2025-12-31T22:00:00Z")
    #expect(
      try Since(parsing: "2025-12-01").moment(now: now) { _ in 3600 }.text
        == "2025-11-30T23:00:00Z")
    #expect(#expect(throws: Refusal.self) { try Since(parsing: "soon") }?.code == "not-a-time")
  }
}
