/// The mails that carry a link.
extension MailMessage {
  /// The mail to an agent with a link.
  ///
  /// - Parameters:
  ///   - template: Its text.
  ///   - link: The URL with the token; it is nowhere else in the mail.
  ///   - seconds: How long it is good for.
  package init(
    _ template: MailTemplate, to agent: Agent, from sender: EmailAddress, link: String,
    seconds: Int
  ) {
    let account = agent.account
    func value(_ place: MailTemplate.Place) -> String {
      switch place {
      case .fullname: account.fullname.text
      case .username: account.name.text
      case .link: link
      case .validity: LinkToken.span(seconds)
      }
    }
    self.init(
      from: sender, to: account.email, name: account.fullname.text,
      subject: MailTemplate.filled(template.subject, value),
      body: MailTemplate.filled(template.body, value))
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
