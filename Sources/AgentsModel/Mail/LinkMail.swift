/// The mails that carry a link.
extension MailMessage {
  /// The mail to an agent with a link.
  ///
  /// - Parameters:
  ///   - link: The URL with the token; it is nowhere else in the mail.
  ///   - seconds: How long it is good for.
  package init(
    _ kind: LinkToken.Kind, to agent: Agent, from sender: EmailAddress, link: String, seconds: Int
  ) {
    let account = agent.account
    self.init(
      from: sender, to: account.email, name: account.fullname.text, subject: kind.subject,
      body: """
        Hello \(account.fullname.text),

        \(kind.opening(account.name.text))

        \(link)

        \(kind.closing(LinkToken.span(seconds)))

        """)
  }
}

extension LinkToken.Kind {
  fileprivate var subject: String {
    switch self {
    case .reset: "A new password for your account"
    case .invite: "Your account at the contact centre"
    }
  }

  fileprivate func opening(_ username: String) -> String {
    switch self {
    case .reset:
      """
      somebody asked for a new password for your account "\(username)". Choose
      it on this page:
      """
    case .invite:
      """
      an account was made for you; your username is "\(username)". Choose your
      password on this page:
      """
    }
  }

  fileprivate func closing(_ span: String) -> String {
    switch self {
    case .reset:
      """
      The link is good for \(span), and for one use. If it was not you who
      asked, do nothing: your password stays as it is.
      """
    case .invite:
      """
      The link is good for \(span), and for one use. If it has expired, ask for
      another where you log in, or ask your administrator.
      """
    }
  }
}

extension LinkToken {
  /// `one hour`, `90 minutes`, `3 days`.
  fileprivate static func span(_ seconds: Int) -> String {
    let (number, noun) =
      seconds % 86_400 == 0
      ? (seconds / 86_400, "day")
      : seconds % 3600 == 0 ? (seconds / 3600, "hour") : (seconds / 60, "minute")
    return number == 1 ? "one \(noun)" : "\(number) \(noun)s"
  }
}
