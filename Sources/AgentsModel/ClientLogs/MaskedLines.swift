/// A stream of bytes without its secrets.
package struct MaskedLines {
  /// A line is looked at as a whole, up to this many bytes.
  private static let limit = 1 << 20
  private var scanner: SecretScanner
  private var line: [UInt8] = []

  /// - Parameter isInside: What comes first may be the rest of a private key.
  package init(isInside: Bool = false) { scanner = SecretScanner(isInKey: isInside) }

  /// How many secrets were hidden.
  package var count: Int { scanner.count }

  /// The lines that end in these bytes, masked.
  package mutating func masked(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var rest = bytes[...]
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      line += rest[...end]
      rest = rest[(end + 1)...]
      result += scanner.masked(line)
      line.removeAll(keepingCapacity: true)
    }
    line += rest
    if line.count > Self.limit { result += self.rest() }
    return result
  }

  /// What stands behind the last line end; called at the end.
  package mutating func rest() -> [UInt8] {
    defer { line = [] }
    return scanner.masked(line)
  }
}
