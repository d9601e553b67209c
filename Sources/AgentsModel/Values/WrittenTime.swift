/// A date and time as written: with a zone, or as local time.
package struct WrittenTime: Equatable, Sendable {
  /// The time, counted as if it were UTC.
  private var localMilliseconds: Int
  /// How far its zone is ahead of UTC; nil = local time.
  private let offsetSeconds: Int?
  /// How long the written time is: a millisecond, a second or a day.
  private var milliseconds: Int

  /// The moment that is meant; `zone` is asked only for local time.
  package func moment(_ zone: ZoneOffset) -> Moment {
    let offset = offsetSeconds ?? zone(localMilliseconds / 1000)
    return Moment(milliseconds: localMilliseconds - offset * 1000)
  }

  /// The span that the written time covers: a date its day, a time without a fraction its second,
  /// any other time its millisecond.
  package func span(_ zone: ZoneOffset) -> Range<Moment> {
    var next = self
    next.localMilliseconds += milliseconds
    let (start, end) = (moment(zone), next.moment(zone))
    return start..<max(start, end)
  }

  /// Reads `2026-01-02T10:00:00.123Z` at the front of `bytes` and leaves the rest.
  ///
  /// A blank may replace `T`, a comma the dot, and a slash the dash. The fraction and the zone may
  /// be missing; the zone is `Z`, `+01:00`, `+0100` or `+01`.
  init?(readingFrom bytes: inout ArraySlice<UInt8>) {
    var rest = bytes
    guard let year = rest.takeNumber(digits: 4), let dash = rest.take("-/"),
      let month = rest.takeNumber(digits: 2), rest.take(dash),
      let day = rest.takeNumber(digits: 2),
      let date = CivilDate(year: year, month: month, day: day), rest.take("Tt ") != nil,
      let hour = rest.takeNumber(digits: 2), hour < 24, rest.take(":") != nil,
      let minute = rest.takeNumber(digits: 2), minute < 60, rest.take(":") != nil,
      let second = rest.takeNumber(digits: 2), second <= 60
    else { return nil }
    var fraction = 0
    milliseconds = 1000
    if rest.take(".,") != nil {
      guard let written = rest.takeFraction() else { return nil }
      fraction = written
      milliseconds = 1
    }
    let seconds = date.daysSince1970 * 86_400 + hour * 3600 + minute * 60 + second
    localMilliseconds = seconds * 1000 + fraction
    offsetSeconds = Self.takeZone(&rest)
    bytes = rest
  }

  /// Reads a whole text: a date, or a date and a time.
  package init?(_ text: String) {
    var bytes = Array(text.utf8)[...]
    let isDate = bytes.count == 10
    if isDate { bytes += "T00:00:00".utf8 }
    self.init(readingFrom: &bytes)
    guard bytes.isEmpty else { return nil }
    if isDate { milliseconds = 86_400_000 }
  }

  private static func takeZone(_ bytes: inout ArraySlice<UInt8>) -> Int? {
    if bytes.take("Zz") != nil { return 0 }
    var rest = bytes
    guard let sign = rest.take("+-"), let hours = rest.takeNumber(digits: 2), hours < 24 else {
      return nil
    }
    bytes = rest
    _ = rest.take(":")
    var minutes = 0
    if let number = rest.takeNumber(digits: 2), number < 60 {
      minutes = number
      bytes = rest
    }
    return (hours * 3600 + minutes * 60) * (sign == UInt8(ascii: "-") ? -1 : 1)
  }
}

extension ArraySlice<UInt8> {
  /// Takes the first byte if it is one of `choices`.
  mutating func take(_ choices: String) -> UInt8? {
    guard let byte = first, choices.utf8.contains(byte) else { return nil }
    removeFirst()
    return byte
  }

  mutating func take(_ byte: UInt8) -> Bool {
    guard first == byte else { return false }
    removeFirst()
    return true
  }

  mutating func takeBlanks() {
    while first == UInt8(ascii: " ") || first == UInt8(ascii: "\t") { removeFirst() }
  }

  fileprivate mutating func takeNumber(digits: Int) -> Int? {
    guard count >= digits, prefix(digits).allSatisfy(isASCIIDigit) else { return nil }
    let number = prefix(digits).reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    removeFirst(digits)
    return number
  }

  /// The digits after the point, at most nine; the first three are milliseconds.
  fileprivate mutating func takeFraction() -> Int? {
    let digits = prefix(while: isASCIIDigit)
    guard (1...9).contains(digits.count) else { return nil }
    removeFirst(digits.count)
    var milliseconds = 0
    for index in 0..<3 {
      let digit = index < digits.count ? digits[digits.startIndex + index] : UInt8(ascii: "0")
      milliseconds = milliseconds * 10 + Int(digit - UInt8(ascii: "0"))
    }
    return milliseconds
  }
}
