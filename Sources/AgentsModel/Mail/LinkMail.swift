/// The mails that carry a link.
extension MailMessage {
  /// The mail to an agent with a link.
  ///
  /// - Parameter link: The URL with the token; it is nowhere else in the mail.
  package init(
    _ kind: LinkToken.Kind, to agent: Agent, from sender: EmailAddress, link: String
  ) {
    let account = agent.account
    self.init(
      from: sender, to: account.email, name: account.fullname.text, subject: kind.subject,
      body: """
        Hello \(account.fullname.text),

        \(kind.opening(account.name.text))

        \(link)

        \(kind.closing)

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

  fileprivate var closing: String {
    switch self {
    case .reset:
      """
      The link is good for one hour, and for one use. If it was not you who
      asked, do nothing: your password stays as it is.
      """
    case .invite:
      """
      The link is good for one hour, and for one use. If it has expired, ask for
      another where you log in, or ask your administrator.
      """
    }
  }
}
