/// The name of a phone in Asterisk: section, user of its digest, and what is dialled.
///
/// Every ``Username`` is one; phones of elsewhere have more characters in their names.
package typealias PeerName = Text<PeerNameRule>

/// The rule of ``PeerName``.
///
/// Blank, `@`, `/`, `&`, `,`, `:` and `;` have a meaning in what Asterisk dials.
package enum PeerNameRule: TextRule {
  package static func accepted(_ text: String) throws(Refusal) -> String {
    try requireNonEmpty(text)
    try requireAtMost(UsernameRule.longest, bytesIn: text)
    try require(text, only: "letters, digits and . _ - + *") {
      isASCIILetter($0) || isASCIIDigit($0) || marks.contains($0)
    }
    let name = text.lowercased()
    // The templates are sections of the same files.
    guard !UsernameRule.reserved.contains(name), !templates.contains(name) else {
      throw Refusal("reserved", "\(quoted(text)) is a name that Asterisk or our files keep")
    }
    return text
  }

  private static let marks = Set("._-+*".utf8)
  private static let templates = EndpointTemplate.sectionNames
}

extension PeerName {
  /// The name that a username is in Asterisk.
  package init(_ username: Username) { self.init(unchecked: username.text) }
}

/// The name of an agent's phone where it is not the username; may be empty.
package typealias SIPName = Text<SIPNameRule>
/// What an agent's phone logs in with where it is not its name; may be empty.
package typealias SIPAuthName = Text<SIPAuthNameRule>

/// The rule of ``SIPName``.
package enum SIPNameRule: TextRule {
  package static func accepted(_ text: String) throws(Refusal) -> String {
    text.isEmpty ? text : try PeerNameRule.accepted(text)
  }
}

/// The rule of ``SIPAuthName``.
///
/// A colon would end the name in what a digest is made of, and a quote in what a phone sends.
package enum SIPAuthNameRule: TextRule {
  package static func accepted(_ text: String) throws(Refusal) -> String {
    try requireAtMost(UsernameRule.longest, bytesIn: text)
    let marks = Set("._-+*@".utf8)
    try require(text, only: "letters, digits and . _ - + * @") {
      isASCIILetter($0) || isASCIIDigit($0) || marks.contains($0)
    }
    return text
  }
}

extension Agent {
  /// The name of the phone in Asterisk.
  package var peerName: PeerName {
    voice.sipName.text.isEmpty
      ? PeerName(account.name) : PeerName(unchecked: voice.sipName.text)
  }

  /// What the phone logs in with, of which its digest is made.
  package var digestUser: String {
    voice.sipAuthName.text.isEmpty ? peerName.text : voice.sipAuthName.text
  }
}
