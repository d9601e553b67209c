/// Reads the lines of one file.
///
/// The vendor publishes no format. An entry starts with a time and a level, each with or without
/// brackets; every other line belongs to the entry before it.
package struct LogFormat: Sendable {
  /// How many bytes of a line are searched for the start of an entry.
  static let headSize = 80

  private let fileLevel: ClientLogLevel?
  private let zone: ZoneOffset

  /// - Parameters:
  ///   - fileLevel: The level, from the file's name, of entries that state none.
  ///   - zone: The zone of times that state none.
  package init(fileLevel: ClientLogLevel? = nil, zone: @escaping ZoneOffset = { _ in 0 }) {
    self.fileLevel = fileLevel
    self.zone = zone
  }

  /// The time and level in the first line of an entry.
  struct Start: Equatable {
    let time: Moment
    /// nil when neither the line nor the file's name states it.
    let level: ClientLogLevel?
  }

  /// nil for a line that belongs to the entry before it.
  func start(of line: ArraySlice<UInt8>) -> Start? {
    var rest = line.prefix(Self.headSize)
    let isBracketed = rest.take(UInt8(ascii: "["))
    guard let time = WrittenTime(readingFrom: &rest) else { return nil }
    if isBracketed, !rest.take(UInt8(ascii: "]")) { return nil }
    let level = Self.level(in: &rest) ?? fileLevel
    // Any text may begin with a bare time; only loggers write it in brackets.
    guard isBracketed || level != nil else { return nil }
    return Start(time: time.moment(zone), level: level)
  }

  private static func level(in rest: inout ArraySlice<UInt8>) -> ClientLogLevel? {
    rest.takeBlanks()
    let isBracketed = rest.take(UInt8(ascii: "["))
    let word = rest.prefix(while: isASCIILetter)
    rest.removeFirst(word.count)
    if isBracketed {
      guard rest.take(UInt8(ascii: "]")) else { return nil }
    } else if let next = rest.first, isASCIIDigit(next) || next == UInt8(ascii: "_") {
      return nil
    }
    return ClientLogLevel(logWord: word)
  }
}
