extension PasswordHash {
  /// Reads a crypt(3) string made elsewhere.
  package init(parsing text: String) throws(Refusal) {
    guard text.utf8.count <= 384, text.hasPrefix("$"), Self.isKnown(text),
      text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: ":") })
    else {
      // The text is a secret: no message repeats it.
      throw Refusal(
        "form", "is not a crypt(3) string that this system can check",
        hint: "such as $y$…, $6$… or $2b$…")
    }
    self.init(stored: text)
  }
}

extension SIPDigest {
  /// Reads `realm:md5` or `realm:md5:sha256`.
  ///
  /// Capital digits are refused, not converted: chan_sip compares them as written, so no phone
  /// could register with such an `md5secret` where it came from.
  package init(parsing text: String) throws(Refusal) {
    // Byte by byte, for a large file holds many digests.
    var rest = Array(text.utf8)[...]
    let sha256 = try Self.digits(64, endOf: &rest)
    guard let md5 = try Self.digits(32, endOf: &rest), !rest.isEmpty else {
      throw Refusal(
        "form", "is not realm:md5 or realm:md5:sha256 in lower-case hexadecimal digits",
        hint: "each is the hash of username:realm:password")
    }
    let realm = try Realm(parsing: String(decoding: rest, as: UTF8.self))
    self.init(realm: realm.text, md5: md5, sha256: sha256 ?? "")
  }

  /// Removes a colon and this many digits from the end; nil when the text does not end so.
  private static func digits(
    _ count: Int, endOf text: inout ArraySlice<UInt8>
  ) throws(Refusal) -> String? {
    let digits = text.suffix(count)
    let rest = text.dropLast(count)
    guard digits.count == count, rest.last == UInt8(ascii: ":"),
      digits.allSatisfy({ isDigit($0 | 0x20) })
    else { return nil }
    guard digits.allSatisfy(isDigit) else {
      throw Refusal(
        "capitals", "holds capital hexadecimal digits, with which no phone can register",
        hint: "a digest in lower-case digits, made of the phone's password")
    }
    text = rest.dropLast()
    return String(decoding: digits, as: UTF8.self)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    isASCIIDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
  }

  /// As a cell of CSV.
  package var text: String { "\(realm):\(md5)" + (sha256.isEmpty ? "" : ":\(sha256)") }
}
