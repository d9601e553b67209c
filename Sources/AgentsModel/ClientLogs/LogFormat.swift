/// How the lines of one file are read.
///
/// The vendor publishes no format. An entry starts with a time, in brackets or not, and the word of a
/// level, in brackets or not; every other line belongs to the entry before it.
package struct LogFormat: Sendable {
  /// The most bytes of a line that are looked at for the start of an entry.
  static let headSize = 80

  private let fileLevel: ClientLogLevel?
  private let zone: ZoneOffset

  /// - Parameters:
  ///   - fileLevel: the level of entries that name none, from the file's name.
  ///   - zone: of times without one.
  package init(fileLevel: ClientLogLevel? = nil, zone: @escaping ZoneOffset = { _ in 0 }) {
    self.fileLevel = fileLevel
    self.zone = zone
  }

  /// What the first line of an entry says.
  struct Start: Equatable {
    let time: Moment
    /// nil where neither the line nor the file's name says it.
    let level: ClientLogLevel?
  }

  /// nil for a line that belongs to the entry before it.
  func start(of line: ArraySlice<UInt8>) -> Start? {
    var rest = line.prefix(Self.headSize)
    let isBracketed = rest.take(UInt8(ascii: "["))
    guard let time = WrittenTime(readingFrom: &rest) else { return nil }
    if isBracketed, !rest.take(UInt8(ascii: "]")) { return nil }
    let level = Self.level(in: &rest) ?? fileLevel
    // A bare time may begin a line of any text; in brackets it is a logger's.
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
