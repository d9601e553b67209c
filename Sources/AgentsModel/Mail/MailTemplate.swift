/// The text of a mail, with places for what differs from agent to agent.
///
/// As a file: a first line `Subject: TEXT`, an empty line, and the body.
package struct MailTemplate: Equatable, Sendable {
  package let subject: String
  /// Lines end with LF.
  package let body: String

  /// What may stand between braces.
  package enum Place: String, CaseIterable, Sendable {
    /// The agent's name.
    case fullname
    /// What the agent logs in with.
    case username
    /// The page where the agent chooses a password.
    case link
    /// How long the link is good for: `one hour`, `3 days`.
    case validity
  }

  /// A text that this program has.
  init(subject: String, body: String) { (self.subject, self.body) = (subject, body) }

  /// Reads a file.
  ///
  /// - Throws: a refusal of a text without a subject or a link, of a place that nobody knows, and of a link in the
  ///   subject, which mail servers write into their logs.
  package init(parsing text: String) throws(Refusal) {
    let lines = (text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text)
      .replacing("\r\n", with: "\n").replacing("\r", with: "\n")
      .split(separator: "\n", omittingEmptySubsequences: false)
    let mark = "Subject: "
    guard let first = lines.first, first.hasPrefix(mark), lines.dropFirst().first?.isEmpty == true
    else {
      throw Refusal(
        "no-subject", "does not begin with a subject and an empty line",
        hint: "first line: \(mark)TEXT, second line: empty")
    }
    subject = String(first.dropFirst(mark.count)).withoutOuterBlanks
    body = lines.dropFirst(2).joined(separator: "\n")
    try requireNonEmpty(subject)
    try requireAtMost(200, bytesIn: subject)
    try requireNoControls(subject)
    guard try Self.places(in: body).contains(.link) else {
      throw Refusal("no-link", "has no {link}", hint: "write {link} where the link is to stand")
    }
    guard try !Self.places(in: subject).contains(.link) else {
      throw Refusal(
        "link-in-subject", "has {link} in its subject, which mail servers write into their logs")
    }
  }

  /// - Throws: a refusal of a place that nobody knows.
  private static func places(in text: String) throws(Refusal) -> [Place] {
    var places: [Place] = []
    for match in text.matches(of: /\{([A-Za-z_ -]+)\}/) {
      guard let place = Place(rawValue: String(match.1)) else {
        let known = Place.allCases.map { "{\($0.rawValue)}" }
        throw Refusal(
          "unknown-place", "has \(match.0), which means nothing here",
          hint: "there are \(list(known))")
      }
      places.append(place)
    }
    return places
  }

  /// A text with its places filled; what is filled in is not looked through again.
  static func filled(_ text: String, _ value: (Place) -> String) -> String {
    text.replacing(/\{([A-Za-z]+)\}/) { match in
      Place(rawValue: String(match.1)).map(value) ?? String(match.0)
    }
  }
}

extension MailTemplate {
  /// The text where the centre has no other.
  package static func standard(_ kind: LinkToken.Kind) -> MailTemplate {
    switch kind {
    case .reset: reset
    case .invite: invite
    }
  }

  private static let reset = MailTemplate(
    subject: "A new password for your account",
    body: """
      Hello {fullname},

      somebody asked for a new password for your account "{username}". Choose
      it on this page:

      {link}

      The link is good for {validity}, and for one use. If it was not you who
      asked, do nothing: your password stays as it is.

      """)

  private static let invite = MailTemplate(
    subject: "Your account at the contact centre",
    body: """
      Hello {fullname},

      an account was made for you; your username is "{username}". Choose your
      password on this page:

      {link}

      The link is good for {validity}, and for one use. If it has expired, ask for
      another where you log in, or ask your administrator.

      """)
}

extension LinkToken.Kind {
  /// The file of its text in the directory that the setting `mailTemplateDir` names.
  package var templateName: String {
    switch self {
    case .reset: "reset.txt"
    case .invite: "invite.txt"
    }
  }
}
