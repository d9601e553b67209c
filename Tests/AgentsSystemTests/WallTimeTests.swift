import AgentsSystem
import Glibc
import Testing

@Suite struct `Wall time` {
  @Test(arguments: [
    (0, 0, "1970-01-01T00:00:00.000Z"), (1_795_482_123, 4_000_000, "2026-11-24T01:02:03.004Z"),
    (1_709_251_199, 999_999_999, "2024-02-29T23:59:59.999Z"),
    (253_402_300_799, 0, "9999-12-31T23:59:59.000Z"), (-1, 0, "1969-12-31T23:59:59.000Z"),
  ])
  func `is written in ISO 8601`(seconds: Int, nanoseconds: Int, text: String) {
    #expect(WallTime(seconds: seconds, nanoseconds: nanoseconds).iso8601 == text)
  }

  @Test(arguments: [
    (0, "Thu, 01 Jan 1970 00:00:00 +0000"), (1_795_482_123, "Tue, 24 Nov 2026 01:02:03 +0000"),
    (1_709_251_199, "Thu, 29 Feb 2024 23:59:59 +0000"),
  ])
  func `is written as mails have it`(seconds: Int, text: String) {
    #expect(WallTime(seconds: seconds, nanoseconds: 999_999_999).rfc5322 == text)
  }

  @Test func `is written as the system's log has it, in local time`() async {
    await #expect(processExitsWith: .success) {
      unsafe setenv("TZ", "UTC-2", 1)
      tzset()
      #expect(WallTime(seconds: 1_709_251_199).rfc3164 == "Mar  1 01:59:59")
      #expect(WallTime(seconds: 1_796_346_123).rfc3164 == "Dec  4 03:02:03")
    }
  }

  @Test func `is the time of the system`() {
    let before = time(nil)
    let now = WallTime.now()
    #expect(before <= now.seconds)
    #expect(now.seconds <= time(nil))
    #expect((0..<1_000_000_000).contains(now.nanoseconds))
    #expect(now <= WallTime.now())
  }
}
