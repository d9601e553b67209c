/// Hides secrets in the lines of a log: values after words such as `password` and `token`, HTTP
/// credentials, passwords in addresses, JSON web tokens, crypt(3) hashes and private keys.
///
/// In doubt it hides. `docs/client-logs.md` lists the patterns.
package struct SecretScanner {
  /// The text that replaces a secret.
  static let mask = Array("***".utf8)

  /// The number of secrets hidden so far.
  package private(set) var count = 0
  /// Whether the next line is within a private key.
  private var isInKey: Bool

  /// - Parameter isInKey: The first line may be within a private key.
  package init(isInKey: Bool = false) { self.isInKey = isInKey }

  /// The line without secrets; its line end stays.
  package mutating func masked(_ line: [UInt8]) -> [UInt8] {
    if let block = maskedKey(line) { return block }
    var secrets = SecretPatterns.secrets(in: line)
    guard !secrets.isEmpty else { return line }
    secrets.sort { $0.lowerBound < $1.lowerBound }
    var result: [UInt8] = []
    var position = 0
    for secret in secrets {
      if secret.lowerBound >= position {
        result += line[position..<secret.lowerBound]
        result += Self.mask
        count += 1
      }
      // A secret that starts within another may end after it.
      position = max(position, secret.upperBound)
    }
    return result + line[position...]
  }

  /// The masked line of a private key in PEM, whose first and last line stay; nil outside of one.
  private mutating func maskedKey(_ line: [UInt8]) -> [UInt8]? {
    let isKey = line.holds("PRIVATE KEY-----")
    if isInKey {
      // A truncated key ends at the first line that cannot belong to it.
      let isOfKey = line.allSatisfy { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "[") }
      if isKey && line.holds("-----END ") || !isKey && !isOfKey { isInKey = false }
      guard !isKey, isOfKey else { return isKey ? line : nil }
      return Self.mask
        + line.suffix(while: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") })
    }
    guard isKey, line.holds("-----BEGIN "), !line.holds("-----END ") else { return nil }
    isInKey = true
    count += 1
    // Text after the first line's end mark, on the same line, belongs to the key.
    return line
  }
}

extension [UInt8] {
  fileprivate func holds(_ text: String) -> Bool {
    let pattern = Array(text.utf8)
    guard count >= pattern.count else { return false }
    return (0...(count - pattern.count)).contains { start in
      self[start] == pattern[0] && self[start..<(start + pattern.count)].elementsEqual(pattern)
    }
  }

  fileprivate func suffix(while isSuffix: (UInt8) -> Bool) -> ArraySlice<UInt8> {
    self[(lastIndex { !isSuffix($0) }.map { $0 + 1 } ?? 0)...]
  }
}

/// Hides the secrets in a stream of bytes.
package struct MaskedLines {
  /// Lines are masked whole, up to this many bytes.
  private static let limit = 1 << 20
  private var scanner: SecretScanner
  private var line: [UInt8] = []

  /// - Parameter isInside: The stream may begin within a private key.
  package init(isInside: Bool = false) { scanner = SecretScanner(isInKey: isInside) }

  /// The number of secrets hidden so far.
  package var count: Int { scanner.count }

  /// The lines that these bytes complete, masked.
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

  /// The rest after the last line end; to be called at the end of the stream.
  package mutating func rest() -> [UInt8] {
    defer { line = [] }
    return scanner.masked(line)
  }
}
