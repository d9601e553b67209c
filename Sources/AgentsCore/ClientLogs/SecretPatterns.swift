/// Finds the places in a line where secrets stand.
///
/// Logs are large: a line is gone through once, and looked at closely only behind a byte that every
/// pattern of a kind has.
struct SecretPatterns {
  /// A word that holds one of these names a secret: `userPassword`, `x-api-key`, `md5secret`.
  private static let names = [
    "password", "passwd", "passphrase", "pwd", "secret", "token", "apikey", "api-key", "api_key",
    "credential", "md5_cred", "digest", "privatekey", "private-key", "private_key", "voicemailpin",
    "sessionid", "session-id", "session_id",
  ].map { Array($0.utf8) }
  /// Words of their own, or behind `_` or `-`: as parts they stand in many others.
  private static let words = ["otp", "ha1"].map { Array($0.utf8) }
  /// Behind these the whole rest of the line, or of the quoted text, is secret.
  private static let headers = ["authorization", "cookie"].map { Array($0.utf8) }
  private static let schemes = ["bearer", "basic"].map { Array($0.utf8) }
  private static let hashes = ["y", "gy", "7", "6", "5", "1", "2a", "2b", "2y"].map {
    Array($0.utf8)
  }
  private static let keyBegin = Array("private key".utf8)
  private static let keyEnd = Array("-----end ".utf8)

  /// No token is longer, and no hash: a line of nothing but their beginnings must not take for ever.
  private static let longestToken = 8 << 10
  private static let longestHash = 512

  private let line: [UInt8]
  /// The same in lower case.
  private let lower: [UInt8]

  init(_ line: [UInt8]) {
    self.line = line
    lower = line.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
  }

  /// All that is found; places may overlap.
  func secrets() -> [Range<Int>] {
    var secrets: [Range<Int>] = []
    // Where the last value without quotes ends: one that starts in it ends with it.
    var bareEnd = 0
    for index in line.indices {
      let secret: Range<Int>? =
        switch line[index] {
        case UInt8(ascii: "="): valueOfKey(before: index, &bareEnd)
        case UInt8(ascii: ":"): valueOfKey(before: index, &bareEnd) ?? passwordInAddress(at: index)
        case UInt8(ascii: " "): credential(behind: index)
        case UInt8(ascii: "$"): hash(at: index)
        case UInt8(ascii: "e"): webToken(at: index)
        case UInt8(ascii: "-"): keyOfOneLine(behind: index)
        default: nil
        }
      guard let secret, !secret.isEmpty else { continue }
      secrets.append(secret)
      // A header has the rest of the line.
      if line[secret.upperBound...].allSatisfy("\r\n".utf8.contains) { break }
    }
    return secrets
  }

  // MARK: - key = value

  /// What stands behind a key; `mark` is its `=` or `:`.
  private func valueOfKey(before mark: Int, _ bareEnd: inout Int) -> Range<Int>? {
    var end = mark
    while end > 0, " \t\"'\\".utf8.contains(line[end - 1]) { end -= 1 }
    var start = end
    while start > 0, Self.isWordByte(line[start - 1]) { start -= 1 }
    let key = lower[start..<end]
    guard key.count >= 3 else { return nil }
    let isHeader = Self.headers.contains { key.hasSuffix($0) }
    guard isHeader || Self.isSecret(key) else { return nil }
    return value(behind: end, isHeader: isHeader, &bareEnd)
  }

  private static func isSecret(_ key: ArraySlice<UInt8>) -> Bool {
    names.contains { key.holds($0) }
      || words.contains { word in
        key.hasSuffix(word)
          && (key.count == word.count || "_-".utf8.contains(key[key.endIndex - word.count - 1]))
      }
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    isASCIILetter(byte) || isASCIIDigit(byte) || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: "-")
  }

  private func value(
    behind key: Int, isHeader: Bool, _ bareEnd: inout Int
  ) -> Range<Int>? {
    var rest = line[key...]
    Self.takeQuote(&rest)
    rest.takeBlanks()
    guard rest.take(":=") != nil else { return nil }
    _ = rest.take(UInt8(ascii: ">"))
    rest.takeBlanks()
    let isEscaped = rest.first == UInt8(ascii: "\\")
    let quote = Self.takeQuote(&rest)
    guard quote != nil || isHeader || rest.startIndex >= bareEnd else { return nil }
    let ends =
      quote.map { [$0] } ?? Array((isHeader ? "\r\n" : " \t\r\n,;&\"'<>()[]{}").utf8)
    var end = rest.startIndex
    while end < line.count,
      !ends.contains(line[end]) || quote != nil && !isEscaped && isEscape(before: end)
    {
      end += 1
    }
    if quote == nil { bareEnd = end }
    while isEscaped, end > rest.startIndex, line[end - 1] == UInt8(ascii: "\\") { end -= 1 }
    return rest.startIndex..<end
  }

  /// `"`, `'`, and both as they stand in a text that is quoted itself: `\"`.
  @discardableResult
  private static func takeQuote(_ bytes: inout ArraySlice<UInt8>) -> UInt8? {
    var rest = bytes
    while rest.take(UInt8(ascii: "\\")) {}
    guard let quote = rest.take("\"'") else { return nil }
    bytes = rest
    return quote
  }

  /// An odd number of backslashes stands before `index`.
  private func isEscape(before index: Int) -> Bool {
    !line[..<index].reversed().prefix { $0 == UInt8(ascii: "\\") }.count.isMultiple(of: 2)
  }

  // MARK: - what is a secret by its form

  /// `Bearer …`, `Basic …`, wherever they stand.
  private func credential(behind blank: Int) -> Range<Int>? {
    guard Self.schemes.contains(where: { lower[..<blank].hasSuffix($0) }) else { return nil }
    let end = line[(blank + 1)...].firstIndex { !Self.isTokenByte($0) } ?? line.count
    return end - blank > 8 ? (blank + 1)..<end : nil
  }

  /// `https://anna:PASSWORD@example.com`.
  private func passwordInAddress(at colon: Int) -> Range<Int>? {
    guard line[colon...].starts(with: "://".utf8) else { return nil }
    let host = line[(colon + 3)...].prefix { !" \t\r\n/\"'<>?#".utf8.contains($0) }
    guard let at = host.lastIndex(of: UInt8(ascii: "@")),
      let mark = host[..<at].firstIndex(of: UInt8(ascii: ":"))
    else { return nil }
    return (mark + 1)..<at
  }

  /// Three parts in base64 with dots between them, the first of which begins with `{"` encoded.
  private func webToken(at start: Int) -> Range<Int>? {
    guard line[start...].starts(with: "eyJ".utf8), start == 0 || !Self.isWordByte(line[start - 1])
    else { return nil }
    let token = line[start...].prefix(Self.longestToken).prefix(while: Self.isTokenByte)
    let dots = token.count { $0 == UInt8(ascii: ".") }
    return dots >= 2 && token.count >= 20 ? start..<token.endIndex : nil
  }

  /// `$y$…`, `$6$…`, `$2b$…`: hashes of crypt(3).
  private func hash(at start: Int) -> Range<Int>? {
    let dollar = UInt8(ascii: "$")
    let name = line[(start + 1)...].prefix(3).prefix { $0 != dollar }
    guard Self.hashes.contains(where: name.elementsEqual) else { return nil }
    let hash = line[start...].prefix(Self.longestHash).prefix {
      Self.isTokenByte($0) || $0 == dollar || $0 == UInt8(ascii: ",")
    }
    return hash.count >= 20 ? start..<hash.endIndex : nil
  }

  /// A private key in PEM that stands in one line, as JSON has it.
  private func keyOfOneLine(behind dash: Int) -> Range<Int>? {
    guard lower[..<dash].hasSuffix(Self.keyBegin), line[dash...].starts(with: "-----".utf8) else {
      return nil
    }
    let first = dash + 5
    let end = line[first...].prefix(Self.longestToken).indices.first { index in
      line[index] == UInt8(ascii: "-") && lower[index...].starts(with: Self.keyEnd)
    }
    return end.map { first..<$0 }
  }

  private static func isTokenByte(_ byte: UInt8) -> Bool {
    isASCIILetter(byte) || isASCIIDigit(byte) || "-._~+/=".utf8.contains(byte)
  }
}

extension ArraySlice<UInt8> {
  fileprivate func hasSuffix(_ bytes: [UInt8]) -> Bool {
    count >= bytes.count && suffix(bytes.count).elementsEqual(bytes)
  }

  fileprivate func holds(_ bytes: [UInt8]) -> Bool {
    guard count >= bytes.count else { return false }
    return (startIndex...(endIndex - bytes.count)).contains { start in
      self[start] == bytes[0] && self[start...].starts(with: bytes)
    }
  }
}
