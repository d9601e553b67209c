/// What a word says about the value after it; nil for ordinary words.
enum SecretWord {
  /// A secret.
  case secret
  /// A password: people write several words after it.
  case password
  /// The rest of the line, or of the quoted text, is secret.
  case header
  /// A secret as a parameter of a URL or form; elsewhere any code.
  case parameter
  /// A secret if it is a hexadecimal hash.
  case hash
  /// A secret if it is as long as an SRTP key.
  case mediaKey

  /// Whether it also counts as the name of an XML element.
  var isOfElement: Bool { self == .secret || self == .password || self == .header }

  private static let headers = ["authorization", "cookie"].map { Array($0.utf8) }
  private static let passwords = ["password", "passwd", "passphrase", "pwd"].map { Array($0.utf8) }
  /// A word that contains one of these names a secret: `userPassword`, `x-api-key`, `md5secret`.
  ///
  private static let names =
    passwords
    + [
      "passcode", "secret", "token", "apikey", "api-key", "api_key", "accesskey", "access-key",
      "access_key", "credential", "md5_cred", "digest", "privatekey", "private-key",
      "private_key", "sessionid", "session-id", "session_id", "sessid",
    ].map { Array($0.utf8) }
  /// Only whole words, or the last part of a name: many other words contain them.
  private static let words = ["pass", "pin", "otp", "ha1", "sid", "psk", "jwt", "bearer"].map {
    Array($0.utf8)
  }
  private static let auth = Array("auth".utf8)
  private static let others = ["key", "code", "response", "inline"].map { Array($0.utf8) }

  /// The first three bytes of the words to contain, and the last three of the words to end with.
  private static let heads = Set(names.map { packed($0, 0) }).sorted()
  private static let tails = Set(
    (headers + words + others + [auth]).map { packed($0, $0.count - 3) }
  ).sorted()
  private static let isHead = (0...UInt8.max).map { first in names.contains { $0[0] == first } }

  /// A quick test, because most words in a log name no secret.
  static func isLikely(_ lower: [UInt8], _ word: Range<Int>) -> Bool {
    guard word.count >= 3 else { return false }
    if tails.contains(packed(lower, word.upperBound - 3)) { return true }
    for start in word.lowerBound...(word.upperBound - 3) where isHead[Int(lower[start])] {
      if heads.contains(packed(lower, start)) { return true }
    }
    return false
  }

  private static func packed(_ bytes: [UInt8], _ start: Int) -> Int {
    Int(bytes[start]) << 16 | Int(bytes[start + 1]) << 8 | Int(bytes[start + 2])
  }

  /// - Parameters:
  ///   - isAssigned: `=` follows it, not `:` or `,`.
  ///   - isQuoted: A quote follows it.
  init?(_ key: SecretKey, isAssigned: Bool, isQuoted: Bool) {
    let word = key.lower
    if let found = Self(holding: word) {
      self = found
    } else if Self.headers.contains(where: word.hasSuffix) {
      self = .header
    } else if Self.words.contains(where: key.endsWithWord)
      || isAssigned && word.elementsEqual("key".utf8)
      || (isAssigned || isQuoted) && key.endsWithWord(Self.auth)
    {
      self = .secret
    } else if isAssigned, word.elementsEqual("code".utf8) {
      self = .parameter
    } else if word.elementsEqual("response".utf8) {
      self = .hash
    } else if word.elementsEqual("inline".utf8) {
      self = .mediaKey
    } else {
      return nil
    }
  }

  private init?(holding word: ArraySlice<UInt8>) {
    var isSecret = false
    for start in word.indices where Self.isHead[Int(word[start])] {
      for name in Self.names where word.holds(name, at: start) {
        if Self.passwords.contains(name) { self = .password; return }
        isSecret = true
      }
    }
    guard isSecret else { return nil }
    self = .secret
  }
}

/// A word that may name a secret, in two spellings.
struct SecretKey {
  /// As in the line.
  let text: ArraySlice<UInt8>
  /// The same in lower case.
  let lower: ArraySlice<UInt8>

  /// `user_otp`, `userPin`, `PIN`, and not `spin`.
  func endsWithWord(_ word: [UInt8]) -> Bool {
    guard lower.hasSuffix(word) else { return false }
    let start = lower.endIndex - word.count
    guard start > lower.startIndex else { return true }
    let before = text[start - 1]
    return before == UInt8(ascii: "_") || before == UInt8(ascii: "-")
      || isASCIICapital(text[start]) && !isASCIICapital(before)
  }
}

func isASCIICapital(_ byte: UInt8) -> Bool { byte >= 0x41 && byte <= 0x5A }

extension ArraySlice<UInt8> {
  fileprivate func holds(_ bytes: [UInt8], at start: Int) -> Bool {
    guard endIndex - start >= bytes.count else { return false }
    for index in bytes.indices where self[start + index] != bytes[index] { return false }
    return true
  }

  func hasSuffix(_ bytes: [UInt8]) -> Bool {
    count >= bytes.count && suffix(bytes.count).elementsEqual(bytes)
  }
}
