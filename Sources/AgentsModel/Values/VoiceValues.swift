/// `dynamic`, or the only address that the phone has.
package typealias Host = Text<HostRule>
/// `"name" <number>`; empty = full name and internal.
package typealias CallerID = Text<CallerIDRule>
/// A dialplan context.
package typealias ContextName = Text<ContextNameRule>
/// A number that calls are forwarded to; may be empty.
package typealias ForwardingNumber = Text<ForwardingNumberRule>
/// `host:port`; may be empty.
package typealias HostAndPort = Text<HostAndPortRule>
/// A point in time as ISO 8601 in UTC with milliseconds; empty = never.
package typealias Timestamp = Text<TimestampRule>

/// The rule of ``Host``.
package enum HostRule: TextRule {
  package static let initial = "dynamic"

  package static func accepted(_ text: String) throws(Refusal) -> String {
    if text.lowercased() == initial { return initial }
    guard IPAddress.isValid(text) else {
      throw Refusal("not-a-host", "\(quoted(text)) is neither \"dynamic\" nor an IP address")
    }
    return text
  }
}

/// The rule of ``CallerID``.
package enum CallerIDRule: TextRule {
  package static func accepted(_ text: String) throws(Refusal) -> String {
    guard !text.isEmpty else { return text }
    try requireNoControls(text)
    guard text.hasPrefix("\""), text.hasSuffix(">"), let mark = text.range(of: "\" <") else {
      throw Refusal(
        "form", "\(quoted(text)) is not of the form \"name\" <number>",
        hint: "for example \"Anna Rossi\" <1000>; empty for full name and internal")
    }
    let name = String(text[text.index(after: text.startIndex)..<mark.lowerBound])
    let number = String(text[mark.upperBound...].dropLast())
    try requireAtMost(79, bytesIn: name)
    try requireAtMost(79, bytesIn: number)
    guard !number.isEmpty else { throw Refusal("form", "the number must not be empty") }
    try requireTrimmed(name)
    guard !holds(name, anyOf: "\"\\<>") else {
      throw Refusal("form", "the name must not hold \" \\ < or >")
    }
    // Asterisk removes blanks, dots, dashes and brackets from a number.
    let marks = Set("+*#".utf8)
    try require(number, only: "digits, letters and + * # in the number") {
      isASCIIDigit($0) || isASCIILetter($0) || marks.contains($0)
    }
    return text
  }
}

/// The rule of ``ContextName``.
package enum ContextNameRule: TextRule {
  package static let initial = "from-sip"

  package static func accepted(_ text: String) throws(Refusal) -> String {
    try requireNonEmpty(text)
    try requireAtMost(40, bytesIn: text)
    try require(text, only: "letters, digits, \"_\" and \"-\"") {
      isASCIILetter($0) || isASCIIDigit($0) || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-")
    }
    return text
  }
}

/// The rule of ``ForwardingNumber``.
package enum ForwardingNumberRule: TextRule {
  package static func accepted(_ text: String) throws(Refusal) -> String {
    try requireAtMost(40, bytesIn: text)
    let marks = Set("+*#".utf8)
    try require(text, only: "digits and + * #") { isASCIIDigit($0) || marks.contains($0) }
    return text
  }
}

/// The rule of ``HostAndPort``.
package enum HostAndPortRule: TextRule {
  package static func accepted(_ text: String) throws(Refusal) -> String {
    guard !text.isEmpty else { return text }
    try requireAtMost(254, bytesIn: text)
    guard let colon = text.lastIndex(of: ":"), isHost(text[..<colon]),
      let port = Int(text[text.index(after: colon)...]), PortBounds.range.contains(port),
      text[text.index(after: colon)...].utf8.allSatisfy(isASCIIDigit)
    else {
      throw Refusal(
        "form", "\(quoted(text)) is not host:port", hint: "for example 192.0.2.10:5060")
    }
    return text
  }

  private static func isHost(_ text: Substring) -> Bool {
    if text.hasPrefix("["), text.hasSuffix("]") {
      return IPAddress.isValid(String(text.dropFirst().dropLast()))
    }
    return !text.isEmpty && text.first != "-" && text.first != "."
      && text.utf8.allSatisfy {
        isASCIILetter($0) || isASCIIDigit($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-")
      }
  }
}

/// The rule of ``Timestamp``.
package enum TimestampRule: ProgramTextRule {
  package static var kind: FieldKind { .timestamp }
}
