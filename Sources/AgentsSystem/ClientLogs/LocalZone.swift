import Glibc

/// The time zone of this machine, or of `TZ`.
package enum LocalZone {
  /// The seconds by which local time is ahead of UTC, for a local time counted as if it were UTC.
  @Sendable package static func offset(atLocal seconds: Int) -> Int {
    var time = seconds
    var parts = unsafe tm()
    unsafe gmtime_r(&time, &parts)
    // Whether it is summer is for the system to say.
    unsafe parts.tm_isdst = -1
    return unsafe seconds - mktime(&parts)
  }
}
