/// Finds secrets by their form, whatever word is before them.
extension SecretPatterns {
  private static let schemes = ["bearer", "basic"].map { Array($0.utf8) }
  private static let hashes = ["y", "gy", "7", "6", "5", "1", "2a", "2b", "2y"].map {
    Array($0.utf8)
  }
  private static let addresses = ["sip", "sips"].map { Array($0.utf8) }
  private static let keyBegin = Array("private key".utf8)
  private static let keyEnd = Array("-----end ".utf8)

  /// No token, hash or name before a host is longer.
  ///
  /// The limit keeps a line of nothing but their beginnings from taking very long.
  private static let longestToken = 8 << 10
  private static let longestHash = 512
  private static let longestUser = 512

  /// `Bearer …` and `Basic …` anywhere; `blank` is the place of the blank after the word.
  func credential(behind blank: Int) -> Range<Int>? {
    guard isBehindScheme(blank) else { return nil }
    var rest = line[blank...]
    rest.takeBlanks()
    return credential(in: rest)
  }

  /// `Bearer%20…`.
  func credential(behindEncoded percent: Int) -> Range<Int>? {
    guard isBehindScheme(percent), line[(percent + 1)...].starts(with: "20".utf8) else {
      return nil
    }
    return credential(in: line[(percent + 3)...])
  }

  private func isBehindScheme(_ index: Int) -> Bool {
    guard index > 0, lower[index - 1] == UInt8(ascii: "r") || lower[index - 1] == UInt8(ascii: "c")
    else { return false }
    return Self.schemes.contains { lower[..<index].hasSuffix($0) }
  }

  private func credential(in rest: ArraySlice<UInt8>) -> Range<Int>? {
    let token = rest.prefix(while: Self.isTokenByte)
    return token.count >= 8 ? token.indices : nil
  }

  /// `https://anna:PASSWORD@example.com`, `sip:anna:PASSWORD@example.com`.
  func passwordInAddress(at colon: Int) -> Range<Int>? {
    guard colon + 2 < line.count else { return nil }
    if line[colon + 1] == UInt8(ascii: "/"), line[colon + 2] == UInt8(ascii: "/") {
      let host = line[(colon + 3)...].prefix { !" \t\r\n/\"'<>?#".utf8.contains($0) }
      guard let at = host.lastIndex(of: UInt8(ascii: "@")) else { return nil }
      return password(in: host[..<at])
    }
    guard colon >= 3,
      lower[colon - 1] == UInt8(ascii: "p") || lower[colon - 1] == UInt8(ascii: "s"),
      Self.addresses.contains(where: { lower[..<colon].hasSuffix($0) })
    else { return nil }
    let host = line[(colon + 1)...].prefix(Self.longestUser).prefix {
      !" \t\r\n\"<>".utf8.contains($0)
    }
    // A port and the next address of a list are not a password.
    guard let first = host.firstIndex(of: UInt8(ascii: "@")), password(in: host[..<first]) != nil,
      let last = host.lastIndex(of: UInt8(ascii: "@"))
    else { return nil }
    return password(in: host[..<last])
  }

  private func password(in user: ArraySlice<UInt8>) -> Range<Int>? {
    user.firstIndex(of: UInt8(ascii: ":")).map { ($0 + 1)..<user.endIndex }
  }

  /// A JSON web token: three parts in base64 separated by dots; the first begins with an encoded
  /// `{"`.
  func webToken(at start: Int) -> Range<Int>? {
    guard start + 2 < line.count, line[start + 1] == UInt8(ascii: "y"),
      line[start + 2] == UInt8(ascii: "J"), start == 0 || !Self.isWordByte(line[start - 1])
    else { return nil }
    let token = line[start...].prefix(Self.longestToken).prefix(while: Self.isTokenByte)
    let dots = token.count { $0 == UInt8(ascii: ".") }
    return dots >= 2 && token.count >= 20 ? start..<token.endIndex : nil
  }

  /// `$y$…`, `$6$…`, `$2b$…`: hashes of crypt(3).
  func hash(at start: Int) -> Range<Int>? {
    let dollar = UInt8(ascii: "$")
    let name = line[(start + 1)...].prefix(3).prefix { $0 != dollar }
    guard Self.hashes.contains(where: name.elementsEqual) else { return nil }
    let hash = line[start...].prefix(Self.longestHash).prefix {
      Self.isTokenByte($0) || $0 == dollar || $0 == UInt8(ascii: ",")
    }
    return hash.count >= 20 ? start..<hash.endIndex : nil
  }

  /// A private key in PEM within one line, as in JSON.
  func keyOfOneLine(behind dash: Int) -> Range<Int>? {
    guard dash > 0, lower[dash - 1] == Self.keyBegin.last, lower[..<dash].hasSuffix(Self.keyBegin),
      line[dash...].starts(with: "-----".utf8)
    else {
      return nil
    }
    let first = dash + 5
    let end = line[first...].prefix(Self.longestToken).indices.first { index in
      line[index] == UInt8(ascii: "-") && lower[index...].starts(with: Self.keyEnd)
    }
    return end.map { first..<$0 }
  }

  static func isTokenByte(_ byte: UInt8) -> Bool {
    isASCIILetter(byte) || isASCIIDigit(byte) || "-._~+/=".utf8.contains(byte)
  }
}
