extension PasswordHash {
  /// Reads a crypt(3) string that somebody else made.
  package init(parsing text: String) throws(Refusal) {
    guard text.utf8.count <= 384, text.hasPrefix("$"), Self.isKnown(text),
      text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: ":") })
    else {
      // The text itself is a secret: no message repeats it.
      throw Refusal(
        "form", "is not a crypt(3) string that this system can check",
        hint: "such as $y$…, $6$… or $2b$…")
    }
    self.init(stored: text)
  }
}

extension SIPDigest {
  /// Reads `realm:md5:sha256`.
  package init(parsing text: String) throws(Refusal) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    func isHexadecimal(_ part: Substring, _ count: Int) -> Bool {
      part.utf8.count == count
        && part.utf8.allSatisfy { isASCIIDigit($0) || (UInt8(ascii: "a")...102).contains($0) }
    }
    guard parts.count >= 3, isHexadecimal(parts[parts.count - 1], 64),
      isHexadecimal(parts[parts.count - 2], 32)
    else {
      throw Refusal(
        "form", "is not realm:md5:sha256 in lower-case hexadecimal digits",
        hint: "each is the hash of username:realm:password")
    }
    let realm = try Realm(parsing: parts.dropLast(2).joined(separator: ":"))
    self.init(
      realm: realm.text, md5: String(parts[parts.count - 2]),
      sha256: String(parts[parts.count - 1]))
  }

  /// As a cell of CSV.
  package var text: String { "\(realm):\(md5)" + (sha256.isEmpty ? "" : ":\(sha256)") }
}
