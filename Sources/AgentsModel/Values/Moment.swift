/// A moment in UTC, to the millisecond.
public struct Moment: Comparable, Hashable, Sendable {
  /// Since 1970-01-01T00:00:00Z, without leap seconds.
  public let milliseconds: Int

  /// A moment so many milliseconds after 1970-01-01T00:00:00Z.
  public init(milliseconds: Int) { self.milliseconds = milliseconds }

  package init(seconds: Int, nanoseconds: Int = 0) {
    milliseconds = seconds * 1000 + nanoseconds / 1_000_000
  }

  /// Whether `left` is earlier.
  public static func < (left: Moment, right: Moment) -> Bool {
    left.milliseconds < right.milliseconds
  }

  /// The moment so many seconds later.
  package static func + (moment: Moment, seconds: Int) -> Moment {
    Moment(milliseconds: moment.milliseconds + seconds * 1000)
  }

  /// ISO 8601 in UTC, with milliseconds only when they are not 0: `2026-01-01T10:00:00Z`.
  public var text: String {
    written(milliseconds: milliseconds % 1000 != 0)
  }

  /// As in the database: all times have the same width, so that they sort as text.
  ///
  /// A moment outside the years 0 to 9999 becomes the first or last moment within them.
  package var stored: String {
    let (first, last) = (-62_167_219_200_000, 253_402_300_799_999)
    return Moment(milliseconds: min(max(milliseconds, first), last)).written(milliseconds: true)
  }

  private func written(milliseconds showsFraction: Bool) -> String {
    let (days, rest) = milliseconds.flooredDivision(by: 86_400_000)
    let date = CivilDate(daysSince1970: days)
    let seconds = rest / 1000
    let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { padded($0, 2) }
    let fraction = showsFraction ? ".\(padded(rest % 1000, 3))" : ""
    return "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))"
      + "T\(clock.joined(separator: ":"))\(fraction)Z"
  }

  private func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

/// Returns the seconds by which a local time is ahead of UTC; the local time is counted as if it
/// were UTC.
///
/// The caller supplies it, because this room does not ask the system.
package typealias ZoneOffset = @Sendable (_ localSeconds: Int) -> Int

/// The basis of relative and local times: the present time and the time zone.
package struct CivilClock: Sendable {
  package let now: Moment
  package let zone: ZoneOffset

  package init(now: Moment, zone: @escaping ZoneOffset) {
    (self.now, self.zone) = (now, zone)
  }
}

/// A date of the Gregorian calendar.
struct CivilDate: Equatable {
  let year: Int
  let month: Int
  let day: Int

  /// nil when there is no such day.
  init?(year: Int, month: Int, day: Int) {
    guard (1...12).contains(month), (1...31).contains(day) else { return nil }
    self.init(year, month, day)
    guard CivilDate(daysSince1970: daysSince1970) == self else { return nil }
  }

  private init(_ year: Int, _ month: Int, _ day: Int) {
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// Years begin in March, so that the leap day is the last of its year.
  ///
  /// They are counted in cycles of 400 years, which all have 146,097 days.
  init(daysSince1970 days: Int) {
    let (cycle, day) = (days + 719_468).flooredDivision(by: 146_097)
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365
    let dayOfYear = day - (365 * year + year / 4 - year / 100)
    let month = (5 * dayOfYear + 2) / 153
    self.init(
      year + cycle * 400 + (month < 10 ? 0 : 1), month < 10 ? month + 3 : month - 9,
      dayOfYear - (153 * month + 2) / 5 + 1)
  }

  var daysSince1970: Int {
    let (cycle, yearOfCycle) = (month > 2 ? year : year - 1).flooredDivision(by: 400)
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let day = yearOfCycle * 365 + yearOfCycle / 4 - yearOfCycle / 100 + dayOfYear
    return cycle * 146_097 + day - 719_468
  }
}

extension Int {
  /// Rounds down, also below zero, so that the remainder is never negative.
  fileprivate func flooredDivision(by divisor: Int) -> (quotient: Int, remainder: Int) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}
