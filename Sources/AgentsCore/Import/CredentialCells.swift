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
    // From behind, byte by byte: a realm may hold colons, and a large file holds many digests.
    let bytes = Array(text.utf8)
    let (sha, md) = (bytes.count - 64, bytes.count - 64 - 1 - 32)
    guard md >= 2, bytes[sha - 1] == UInt8(ascii: ":"), bytes[md - 1] == UInt8(ascii: ":"),
      bytes[sha...].allSatisfy(Self.isDigit), bytes[md..<(sha - 1)].allSatisfy(Self.isDigit)
    else {
      throw Refusal(
        "form", "is not realm:md5:sha256 in lower-case hexadecimal digits",
        hint: "each is the hash of username:realm:password")
    }
    let realm = try Realm(parsing: String(decoding: bytes[..<(md - 1)], as: UTF8.self))
    self.init(
      realm: realm.text, md5: String(decoding: bytes[md..<(sha - 1)], as: UTF8.self),
      sha256: String(decoding: bytes[sha...], as: UTF8.self))
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    isASCIIDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
  }

  /// As a cell of CSV.
  package var text: String { "\(realm):\(md5)" + (sha256.isEmpty ? "" : ":\(sha256)") }
}
