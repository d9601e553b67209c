/// The username, which is also the SIP name (the vendor's page: letters, digits, `.` and `_`).
package typealias Username = Text<UsernameRule>
/// Full name: shown to people and to called parties.
package typealias FullName = Text<FullNameRule>
/// A name shown instead of the username; may be empty.
package typealias Alias = Text<AliasRule>
/// One address of RFC 5321 in its dot-atom form.
package typealias EmailAddress = Text<EmailAddressRule>
/// A telephone number as people write it; may be empty.
package typealias PhoneNumber = Text<PhoneNumberRule>
/// An internal: digits, stored as text because `0012` is not `12`.
package typealias Internal = Text<InternalRule>
/// A free-text description of one line; may be empty.
package typealias Description = Text<DescriptionRule>
/// The number that opens the voicemail box.
package typealias VoicemailPIN = Text<VoicemailPINRule>
/// The name of a file that the program itself stored; empty = none.
package typealias StoredFileName = Text<StoredFileNameRule>

/// The rule of ``Username``.
package enum UsernameRule: TextRule {
  /// Sections with a meaning of their own to chan_sip or PJSIP, compared ignoring case.
  static let reserved: Set<String> = [
    "general", "global", "system", "authentication", "default", "acl", "transport", "registration",
  ]

  /// 40 bytes fit every back end of Asterisk, its realtime tables included.
  static let longest = 40

  package static func accepted(_ text: String) throws(Refusal) -> String {
    try requireNonEmpty(text)
    try requireAtMost(longest, bytesIn: text)
    try require(text, only: "letters, digits, \".\" and \"_\"") {
      isASCIILetter($0) || isASCIIDigit($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "_")
    }
    guard !reserved.contains(text.lowercased()) else {
      throw Refusal("reserved", "\(quoted(text)) is a name that Asterisk keeps for itself")
    }
    return text
  }
}

/// The rule of ``FullName``.
package enum FullNameRule: TextRule {
  package static func accepted(_ text: String) throws(Refusal) -> String {
    try requireNonEmpty(text)
    return try AliasRule.accepted(text)
  }
}

/// The rule of ``Alias``.
package enum AliasRule: TextRule {
  package static func accepted(_ text: String) throws(Refusal) -> String {
    // Asterisk truncates a caller's name at 79 bytes.
    try requireAtMost(79, bytesIn: text)
    try requireNoControls(text)
    try requireTrimmed(text)
    return text
  }
}

/// The rule of ``EmailAddress``.
package enum EmailAddressRule: TextRule {
  package static func accepted(_ text: String) throws(Refusal) -> String {
    try requireNonEmpty(text)
    try requireAtMost(254, bytesIn: text)
    guard let at = text.utf8.lastIndex(of: UInt8(ascii: "@")), isLocalPart(text.utf8[..<at]),
      isDomain(text.utf8[text.utf8.index(after: at)...])
    else {
      throw Refusal(
        "not-an-address", "\(quoted(text)) is not one e-mail address",
        hint: "write it as name@example.com")
    }
    return text
  }

  /// Those of RFC 5322 except `|`, which separates addresses in voicemail.conf.
  private static let punctuation = Array("!#$%&'*+-/=?^_`{}~".utf8)

  private static func isLocalPart(_ text: Substring.UTF8View) -> Bool {
    (1...64).contains(text.count)
      && parts(text).allSatisfy { atom in
        !atom.isEmpty
          && atom.allSatisfy {
            isASCIILetter($0) || isASCIIDigit($0) || punctuation.contains($0)
          }
      }
  }

  private static func isDomain(_ text: Substring.UTF8View) -> Bool {
    let dash = UInt8(ascii: "-")
    return parts(text).allSatisfy { label in
      (1...63).contains(label.count) && label.first != dash && label.last != dash
        && label.allSatisfy { isASCIILetter($0) || isASCIIDigit($0) || $0 == dash }
    }
  }

  private static func parts(_ text: Substring.UTF8View) -> [Substring.UTF8View] {
    text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
  }
}

/// The rule of ``PhoneNumber``.
package enum PhoneNumberRule: TextRule {
  package static func accepted(_ text: String) throws(Refusal) -> String {
    try requireAtMost(40, bytesIn: text)
    try requireTrimmed(text)
    let marks = Set("+ -().".utf8)
    try require(text, only: "digits, blanks and + - ( ) .") {
      isASCIIDigit($0) || marks.contains($0)
    }
    return text
  }
}

/// The rule of ``Internal``.
package enum InternalRule: TextRule {
  package static var kind: FieldKind { .digits }

  package static func accepted(_ text: String) throws(Refusal) -> String {
    try require(text, only: "digits", where: isASCIIDigit)
    guard (2...10).contains(text.utf8.count) else {
      throw Refusal("length", "\(quoted(text)) does not have 2 to 10 digits")
    }
    return text
  }
}

/// The rule of ``Description``.
package enum DescriptionRule: TextRule {
  package static func accepted(_ text: String) throws(Refusal) -> String {
    try requireAtMost(1000, bytesIn: text)
    try requireNoControls(text)
    return text
  }
}

/// The rule of ``VoicemailPIN``.
package enum VoicemailPINRule: TextRule {
  package static var kind: FieldKind { .digits }

  package static func accepted(_ text: String) throws(Refusal) -> String {
    // The refused PIN is a secret: no message repeats it.
    guard text.utf8.allSatisfy(isASCIIDigit), (4...10).contains(text.utf8.count) else {
      throw Refusal("length", "must be 4 to 10 digits")
    }
    return text
  }

  /// False for 0000, 1234…, 9876…, which everybody tries first.
  static func isHardToGuess(_ digits: [UInt8]) -> Bool {
    // 0 follows 9, as on the keypad.
    let steps = zip(digits, digits.dropFirst()).map { (Int($1) - Int($0) + 10) % 10 }
    guard let first = steps.first else { return false }
    return !([0, 1, 9].contains(first) && steps.allSatisfy { $0 == first })
  }
}

extension Text where Rule == VoicemailPINRule {
  /// Not one repeated digit nor a run, which everybody tries first.
  package var isHardToGuess: Bool { VoicemailPINRule.isHardToGuess(Array(text.utf8)) }
}

/// The rule of ``StoredFileName``.
package enum StoredFileNameRule: ProgramTextRule {}
