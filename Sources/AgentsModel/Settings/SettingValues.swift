/// The number of passwords remembered, 0–12 (the vendor's maximum).
package typealias HistoryLength = Number<HistoryBounds>
/// The bounds of ``HistoryLength``.
package enum HistoryBounds: NumberBounds { package static var range: ClosedRange<Int> { 0...12 } }

/// The lowest internal that is assigned automatically: 2 to 10 digits.
package typealias InternalMinimum = Number<InternalBounds>
/// The bounds of ``InternalMinimum``.
package enum InternalBounds: NumberBounds {
  package static var range: ClosedRange<Int> { 10...9_999_999_999 }
}

/// Seconds that a phone rings before its voicemail answers.
package typealias RingTime = Number<RingTimeBounds>
/// The bounds of ``RingTime``.
package enum RingTimeBounds: NumberBounds { package static var range: ClosedRange<Int> { 1...600 } }

/// A number of days.
package typealias DayCount = Number<DayCountBounds>
/// The bounds of ``DayCount``: up to a hundred years.
package enum DayCountBounds: NumberBounds {
  package static var range: ClosedRange<Int> { 0...36_500 }
}

/// So many of a hundred.
package typealias Percentage = Number<PercentageBounds>
/// The bounds of ``Percentage``.
package enum PercentageBounds: NumberBounds {
  package static var range: ClosedRange<Int> { 0...100 }
}

/// Minutes that a link for a new password is good for.
package typealias LinkMinutes = Number<LinkMinutesBounds>
/// The bounds of ``LinkMinutes``: up to a week.
package enum LinkMinutesBounds: NumberBounds {
  package static var range: ClosedRange<Int> { 1...10_080 }
}

/// Hours that an invitation is good for.
package typealias LinkHours = Number<LinkHoursBounds>
/// The bounds of ``LinkHours``: up to a year.
package enum LinkHoursBounds: NumberBounds {
  package static var range: ClosedRange<Int> { 1...8760 }
}

/// An absolute path, or empty.
package typealias PathText = Text<PathTextRule>
/// The rule of ``PathText``.
package enum PathTextRule: TextRule {
  package static func accepted(_ text: String) throws(Refusal) -> String {
    guard !text.isEmpty else { return text }
    try requireNoControls(text)
    try requireTrimmed(text)
    try requireAtMost(1024, bytesIn: text)
    guard text.hasPrefix("/") else {
      throw Refusal("relative", "\(quoted(text)) is not an absolute path")
    }
    guard !text.split(separator: "/").contains(where: { $0 == "." || $0 == ".." }) else {
      throw Refusal("dots", "\(quoted(text)) holds \".\" or \"..\": write the real path")
    }
    var path = text[...]
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    return String(path)
  }
}

/// The directory of the files for Asterisk.
package typealias AsteriskDirectory = Text<AsteriskDirectoryRule>
/// The rule of ``AsteriskDirectory``.
package enum AsteriskDirectoryRule: TextRule {
  package static let initial = "/etc/asterisk/xcally"

  package static func accepted(_ text: String) throws(Refusal) -> String {
    try requireNonEmpty(text)
    // Asterisk truncates an #include path at 255 bytes, and our longest file name takes 60. Quotes
    // and glob characters would change which files are included.
    try requireAtMost(190, bytesIn: text)
    guard !holds(text, anyOf: "\"<>;*?[]{}\\") else {
      throw Refusal("bad-character", "must not hold any of \" < > ; * ? [ ] { } \\")
    }
    return try PathTextRule.accepted(text)
  }
}

/// Where phonebars save recordings.
///
/// It is on the agents' PCs, so it may be a Windows path.
package typealias RecordingPath = Text<RecordingPathRule>
/// The rule of ``RecordingPath``.
package enum RecordingPathRule: TextRule {
  package static func accepted(_ text: String) throws(Refusal) -> String {
    let isDrive = text.wholeMatch(of: /[A-Za-z]:[\\\/].*/) != nil
    guard isDrive || text.hasPrefix("\\\\") else { return try PathTextRule.accepted(text) }
    try requireNoControls(text)
    try requireTrimmed(text)
    try requireAtMost(1024, bytesIn: text)
    return text
  }
}

/// The directory of the agents' client logs.
package typealias ClientLogDirectory = Text<ClientLogDirectoryRule>
/// The rule of ``ClientLogDirectory``.
package enum ClientLogDirectoryRule: TextRule {
  package static let initial = "/var/log/xcally/client"

  package static func accepted(_ text: String) throws(Refusal) -> String {
    try requireNonEmpty(text)
    return try PathTextRule.accepted(text)
  }
}

/// The directory of the mailboxes, by context and number.
package typealias SpoolDirectory = Text<SpoolDirectoryRule>
/// The rule of ``SpoolDirectory``.
package enum SpoolDirectoryRule: TextRule {
  package static let initial = "/var/spool/asterisk/voicemail"

  package static func accepted(_ text: String) throws(Refusal) -> String {
    try requireNonEmpty(text)
    return try PathTextRule.accepted(text)
  }
}

/// `16`, `16.28.0`, `22.10.0`; empty = ask Asterisk.
package typealias VersionText = Text<VersionTextRule>
/// The rule of ``VersionText``.
package enum VersionTextRule: TextRule {
  package static func accepted(_ text: String) throws(Refusal) -> String {
    guard !text.isEmpty else { return text }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...3).contains(parts.count),
      parts.allSatisfy({ (1...3).contains($0.utf8.count) && $0.utf8.allSatisfy(isASCIIDigit) })
    else {
      throw Refusal(
        "not-a-version", "\(quoted(text)) is not a version of Asterisk", hint: "for example 16.28.0"
      )
    }
    return text
  }
}

/// An octal file mode: the owner may read and write, and others nothing.
package typealias FileMode = Text<FileModeRule>
/// The rule of ``FileMode``.
package enum FileModeRule: TextRule {
  package static let initial = "0640"

  package static func accepted(_ text: String) throws(Refusal) -> String {
    guard
      let mode = ["0600", "0640", "0660"].first(where: { $0 == text || $0.dropFirst() == text })
    else {
      throw Refusal(
        "mode", "\(quoted(text)) is not one of 0600, 0640, 0660",
        hint: "the files hold digests: others must not read them")
    }
    return mode
  }
}

extension FileMode {
  /// The permission bits.
  package var bits: UInt16 { UInt16(text, radix: 8) ?? 0o600 }
}

/// The name of a Unix group, or empty for none.
package typealias UnixGroupName = Text<UnixGroupNameRule>
/// The rule of ``UnixGroupName``.
package enum UnixGroupNameRule: TextRule {
  package static let initial = "asterisk"

  package static func accepted(_ text: String) throws(Refusal) -> String {
    try requireAtMost(32, bytesIn: text)
    try require(text, only: "letters, digits, \"_\", \"-\" and \".\"") {
      isASCIILetter($0) || isASCIIDigit($0) || "_-.".utf8.contains($0)
    }
    return text
  }
}

/// The SIP realm, as `[general]` of sip.conf has it.
package typealias Realm = Text<RealmRule>
/// The rule of ``Realm``.
package enum RealmRule: TextRule {
  package static let initial = "asterisk"

  package static func accepted(_ text: String) throws(Refusal) -> String {
    try requireNonEmpty(text)
    try requireAtMost(79, bytesIn: text)
    try requireNoControls(text)
    try requireTrimmed(text)
    // A header has it in quotes (RFC 3261 section 25.1), and the digest has it between colons.
    guard !holds(text, anyOf: "\"\\:;") else {
      throw Refusal("bad-character", "must not hold any of \" \\ : ;")
    }
    return text
  }
}

/// A program with its arguments, separated by blanks; it runs without a shell.
package typealias MailCommand = Text<MailCommandRule>
/// The rule of ``MailCommand``.
package enum MailCommandRule: TextRule {
  package static let initial = "/usr/sbin/sendmail -t -i"

  package static func accepted(_ text: String) throws(Refusal) -> String {
    try requireNonEmpty(text)
    return try PathTextRule.accepted(text)
  }
}

/// An e-mail address, or empty.
package typealias OptionalAddress = Text<OptionalAddressRule>
/// The rule of ``OptionalAddress``.
package enum OptionalAddressRule: TextRule {
  package static func accepted(_ text: String) throws(Refusal) -> String {
    text.isEmpty ? text : try EmailAddressRule.accepted(text)
  }
}

/// An http or https address, or empty.
package typealias URLText = Text<URLTextRule>
/// The rule of ``URLText``.
package enum URLTextRule: TextRule {
  package static func accepted(_ text: String) throws(Refusal) -> String {
    guard !text.isEmpty else { return text }
    try requireAtMost(1024, bytesIn: text)
    guard text.hasPrefix("https://") || text.hasPrefix("http://"),
      text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f && $0 != UInt8(ascii: "\"") })
    else {
      throw Refusal("not-a-url", "\(quoted(text)) is not an http or https address")
    }
    return text
  }
}

/// The web server's file with the certificate that browsers get; empty = none on this host.
package typealias NginxConfiguration = Text<NginxConfigurationRule>
/// The rule of ``NginxConfiguration``; the name is from the vendor's page.
package enum NginxConfigurationRule: TextRule {
  package static let initial = "/etc/nginx/conf.d/motion.conf"

  package static func accepted(_ text: String) throws(Refusal) -> String {
    try PathTextRule.accepted(text)
  }
}
