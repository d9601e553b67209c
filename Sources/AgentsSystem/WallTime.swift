import Glibc

/// A moment of the system's clock, in UTC.
package struct WallTime: Equatable, Comparable, Sendable {
  /// Since 1970-01-01T00:00:00Z, without leap seconds.
  package let seconds: Int
  /// 0–999,999,999.
  package let nanoseconds: Int

  /// A moment in UTC.
  package init(seconds: Int, nanoseconds: Int = 0) {
    self.seconds = seconds
    self.nanoseconds = nanoseconds
  }

  /// The current time of the system's clock.
  ///
  /// The current time of the system's clock.
  package static func now() -> WallTime {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return WallTime(seconds: time.tv_sec, nanoseconds: time.tv_nsec)
  }

  /// Whether `left` is earlier.
  package static func < (left: WallTime, right: WallTime) -> Bool {
    (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
  }

  /// ISO 8601 in UTC with milliseconds, cut and not rounded: `2026-11-24T01:02:03.004Z`.
  ///
  /// All have the same width for the years 0–9999, so the order of the texts is that of the times.
  package var iso8601: String {
    var seconds = seconds
    var parts = unsafe tm()
    unsafe gmtime_r(&seconds, &parts)
    let (year, month, day) = unsafe (parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday)
    let (hour, minute, second) = unsafe (parts.tm_hour, parts.tm_min, parts.tm_sec)
    let date = "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    let time = "\(padded(hour, 2)):\(padded(minute, 2)):\(padded(second, 2))"
    return "\(date)T\(time).\(padded(CInt(nanoseconds / 1_000_000), 3))Z"
  }

  /// RFC 5322 section 3.3, in UTC: `Tue, 24 Nov 2026 01:02:03 +0000`.
  package var rfc5322: String {
    var seconds = seconds
    var parts = unsafe tm()
    unsafe gmtime_r(&seconds, &parts)
    let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    let (weekday, month) = unsafe (days[Int(parts.tm_wday)], Self.months[Int(parts.tm_mon)])
    let (year, day) = unsafe (parts.tm_year + 1900, parts.tm_mday)
    let (hour, minute, second) = unsafe (parts.tm_hour, parts.tm_min, parts.tm_sec)
    return "\(weekday), \(padded(day, 2)) \(month) \(padded(year, 4))"
      + " \(padded(hour, 2)):\(padded(minute, 2)):\(padded(second, 2)) +0000"
  }

  /// RFC 3164 section 4.1.2, in local time as it asks for: `Nov  4 01:02:03`.
  package var rfc3164: String {
    var seconds = seconds
    var parts = unsafe tm()
    unsafe localtime_r(&seconds, &parts)
    let (month, day) = unsafe (Self.months[Int(parts.tm_mon)], String(parts.tm_mday))
    let (hour, minute, second) = unsafe (parts.tm_hour, parts.tm_min, parts.tm_sec)
    return "\(month) \(day.count < 2 ? " " : "")\(day)"
      + " \(padded(hour, 2)):\(padded(minute, 2)):\(padded(second, 2))"
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  private func padded(_ number: CInt, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

/// The time zone of this machine, or of `TZ`.
package enum LocalZone {
  /// How many seconds local time is ahead of UTC at a local time, which is given as if it were UTC.
  @Sendable package static func offset(atLocal seconds: Int) -> Int {
    var time = seconds
    var parts = unsafe tm()
    unsafe gmtime_r(&time, &parts)
    // The system decides whether it is summer time.
    unsafe parts.tm_isdst = -1
    return unsafe seconds - mktime(&parts)
  }
}
