/// A length of time, as in `--since` and `--older-than`: `90s`, `15m`, `12h`, `30d`, `2w`.
public struct TimeSpan: Equatable, Sendable {
  /// Its length.
  public let seconds: Int

  private static let units = ["s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800]

  /// Reads a number with a unit.
  ///
  /// - Throws: a refusal for any other form.
  public init(parsing text: String) throws(Refusal) {
    guard let mark = text.last, let unit = Self.units[String(mark)],
      !text.dropLast().isEmpty, text.dropLast().utf8.allSatisfy(isASCIIDigit),
      let number = Int(text.dropLast()), number <= 1_000_000
    else {
      throw Refusal(
        "not-a-time-span", "\(quoted(text)) is not a number with a unit of s, m, h, d or w",
        hint: "for example 30d, thirty days")
    }
    seconds = number * unit
  }
}

/// The time from which something is shown: a length of time ago, or a date.
package enum Since: Equatable, Sendable {
  case ago(TimeSpan)
  case time(WrittenTime)

  /// - Throws: a refusal for any other form.
  package init(parsing text: String) throws(Refusal) {
    if let time = WrittenTime(text) {
      self = .time(time)
    } else if let span = try? TimeSpan(parsing: text) {
      self = .ago(span)
    } else {
      throw Refusal(
        "not-a-time", "\(quoted(text)) is neither a time nor a length of time",
        hint: "for example 2026-01-31, 2026-01-31T08:00:00Z or 2h")
    }
  }

  /// The moment that is meant.
  package func moment(now: Moment, _ zone: ZoneOffset) -> Moment {
    switch self {
    case .ago(let span): now + -span.seconds
    case .time(let time): time.moment(zone)
    }
  }
}
