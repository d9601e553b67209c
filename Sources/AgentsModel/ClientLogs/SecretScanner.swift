/// Hides secrets in the lines of a log: what stands behind words such as `password` and `token`,
/// credentials of HTTP, passwords in addresses, JSON web tokens, crypt(3) hashes and private keys.
///
/// It errs on the side of hiding. `docs/client-logs.md` lists the patterns.
package struct SecretScanner {
  /// What stands where a secret was.
  static let mask = Array("***".utf8)

  /// How many secrets were hidden.
  package private(set) var count = 0
  /// Between the first and the last line of a private key.
  private var isInKey: Bool

  /// - Parameter isInKey: The first line may be one within a private key.
  package init(isInKey: Bool = false) { self.isInKey = isInKey }

  /// The line without secrets; ends of lines stay.
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
      // One that starts in another may end behind it.
      position = max(position, secret.upperBound)
    }
    return result + line[position...]
  }

  /// nil outside a private key in PEM; its first and last line stay.
  private mutating func maskedKey(_ line: [UInt8]) -> [UInt8]? {
    let isKey = line.holds("PRIVATE KEY-----")
    if isInKey {
      // A key that was cut off ends with the next line that cannot be of it.
      let isOfKey = line.allSatisfy { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "[") }
      if isKey && line.holds("-----END ") || !isKey && !isOfKey { isInKey = false }
      guard !isKey, isOfKey else { return isKey ? line : nil }
      return Self.mask
        + line.suffix(while: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") })
    }
    guard isKey, line.holds("-----BEGIN "), !line.holds("-----END ") else { return nil }
    isInKey = true
    count += 1
    // What stands behind the first line's end mark on the same line is of the key.
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
