/// `KEY=V`, `KEY!=V`, `KEY~TEXT`, `KEY!~TEXT`, `KEY<V`, `KEY<=V`, `KEY>V` or `KEY>=V`.
public struct Condition: Equatable, Sendable {
  /// In the order of the search, because `<=` begins with `<`.
  public enum Comparison: String, CaseIterable, Sendable {
    case notEqual = "!="
    case lacks = "!~"
    case atMost = "<="
    case atLeast = ">="
    case equal = "="
    case contains = "~"
    case less = "<"
    case greater = ">"

    /// `=` or `!=`: the value may be empty.
    public var isEquality: Bool { self == .equal || self == .notEqual }
    /// `~` or `!~`.
    public var isSearch: Bool { self == .contains || self == .lacks }
  }

  /// As it was written.
  public let words: String
  /// The key of the field.
  public let key: String
  /// How the field is compared.
  public let comparison: Comparison
  /// The canonical text, if the field's kind has one.
  public let text: String
  /// For a time: the span that the given time covers (``WrittenTime/span(_:)``); nil when the value
  /// is empty.
  package let times: Range<Moment>?

  /// Reads a condition; times without a zone are UTC.
  ///
  /// - Parameters:
  ///   - words: Such as `chatCapacity>2`.
  ///   - now: From which ages such as `-30d` count; nil = they are refused.
  /// - Throws: a finding for an unknown key, a missing comparison, or a value that the field can
  ///   never have.
  public init(_ words: String, now: Moment? = nil) throws(Finding) {
    try self.init(words, now.map { CivilClock(now: $0) { _ in 0 } })
  }

  /// Reads a condition.
  ///
  /// - Parameter clock: The basis of `-30d` and of times without a zone. Without a clock, ages are
  ///   refused and such times are UTC.
  /// - Throws: a finding for an unknown key, a missing comparison, or a value that the field can
  ///   never have.
  package init(_ words: String, _ clock: CivilClock?) throws(Finding) {
    guard let mark = words.firstIndex(where: { "!=~<>".contains($0) }),
      let comparison = Comparison.allCases.first(where: {
        words[mark...].hasPrefix($0.rawValue)
      })
    else {
      throw Finding(
        .error, "where.form", "\(quoted(words)) is not a condition",
        hint: "write KEY=V, KEY!=V, KEY~TEXT, KEY!~TEXT, KEY<V, KEY<=V, KEY>V or KEY>=V")
    }
    let field = try FieldCatalog.find(String(words[..<mark]))
    guard !field.isSecret else {
      throw Finding(
        .error, "where.secret", field: field.key, "is a secret and cannot be searched")
    }
    self.words = words
    key = field.key
    self.comparison = comparison
    let value = String(words[words.index(mark, offsetBy: comparison.rawValue.count)...]).composed
    // Every text contains the empty text and sorts after it, so the condition would mean nothing.
    guard !value.isEmpty || comparison.isEquality else {
      throw Finding(
        .error, "where.empty", field: field.key, "\(quoted(words)): a value is missing",
        hint: field.kind.isInteger
          ? nil : "\(field.key)= finds what is empty, \(field.key)!= what is not")
    }
    // A queue without a channel cannot exist, so the condition would silently match nobody.
    if field.key == "queues", comparison.isEquality, !value.isEmpty {
      _ = try QueueMembership(value)
    }
    do throws(Refusal) {
      text = try Self.canonical(value, comparison, field)
      times =
        field.kind == .timestamp && !comparison.isSearch && !value.isEmpty
        ? try Self.times(value, clock) : nil
    } catch {
      throw Finding(field.key, error)
    }
  }

  private static func canonical(
    _ value: String, _ comparison: Comparison, _ field: Field
  ) throws(Refusal) -> String {
    guard !comparison.isSearch else { return value }
    switch field.kind {
    case .bool: return try Bool(parsing: value).text
    case .integer: return String(try number(value))
    case .digits where !comparison.isEquality:
      guard value.utf8.allSatisfy(isASCIIDigit) else { return String(try number(value)) }
      return value
    case .timestamp: return value
    case .choice(let words) where comparison.isEquality:
      guard words.contains(value.lowercased()) else { throw .notOneOf(words, given: value) }
      return value.lowercased()
    default:
      guard comparison.isEquality else { return value }
      // In stored form: `UDP,tcp` finds `udp,tcp`, and `1,2,3` finds `1-3`.
      var scratch = Agent()
      guard (try? field.property.write(&scratch, value)) != nil else { return value }
      return field.property.read(scratch)
    }
  }

  private static func number(_ value: String) throws(Refusal) -> Int {
    guard let number = Int(value) else {
      throw Refusal("not-a-number", "\(quoted(value)) is not a whole number")
    }
    return number
  }

  private static func times(
    _ value: String, _ clock: CivilClock?
  ) throws(Refusal) -> Range<Moment> {
    if let clock, value.hasPrefix("-"), let age = try? TimeSpan(parsing: String(value.dropFirst()))
    {
      let moment = clock.now + -age.seconds
      return moment..<Moment(milliseconds: moment.milliseconds + 1)
    }
    guard let time = WrittenTime(value) else {
      throw Refusal(
        "not-a-time", "\(quoted(value)) is neither a time nor an age",
        hint:
          "for example 2026-01-31, 2026-01-31T08:00:00Z or -30d, thirty days ago (s, m, h, d, w)")
    }
    guard let clock else { return time.span { _ in 0 } }
    return time.span(clock.zone)
  }
}
