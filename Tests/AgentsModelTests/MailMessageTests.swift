import Testing

@testable import AgentsModel

/// The text of mails, and the tokens in them.
struct MailMessageTests {
  private func message(name: String, body: String) throws -> String {
    MailMessage(
      from: try EmailAddress(parsing: "desk@example.com"),
      to: try EmailAddress(parsing: "anna@example.org"), name: name, subject: "A word", body: body
    ).text(date: "Tue, 24 Nov 2026 01:02:03 +0000", id: "a1")
  }

  @Test func `a mail has all its fields, and a body as it is where that is plain`() throws {
    #expect(
      try message(name: "Anna \"A\" Rossi", body: "Hello\n") == """
        From: <desk@example.com>
        To: "Anna \\"A\\" Rossi"
         <anna@example.org>
        Subject: A word
        Date: Tue, 24 Nov 2026 01:02:03 +0000
        Message-ID: <a1@example.com>
        Auto-Submitted: auto-generated
        MIME-Version: 1.0
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: 7bit

        Hello

        """)
  }

  @Test func `a body that is not plain is base64 in short lines`() throws {
    let body = "Grüße, " + times(60, "日本") + "\n"
    let text = try message(name: "Anna", body: body)
    #expect(text.contains("Content-Transfer-Encoding: base64\n"))
    let encoded = text.split(separator: "\n\n", maxSplits: 1)[1].split(separator: "\n")
    #expect(encoded.allSatisfy { $0.count <= 76 })
    #expect(encoded.joined() == base64(Array(body.utf8)))
    #expect(try message(name: "Anna", body: times(999, "a")).contains("base64"))
  }

  @Test(arguments: [
    ("Mario Rossi", "\"Mario Rossi\""), ("a\\b", "\"a\\\\b\""),
    ("Jürgen Müller", "=?UTF-8?B?SsO8cmdlbiBNw7xsbGVy?="),
    ("😀", "=?UTF-8?B?8J+YgA==?="),
  ])
  func `a name is quoted or encoded`(_ name: String, _ phrase: String) {
    #expect(MailMessage.phrase(name) == phrase)
  }

  @Test func `a long name is several words that cut no character`() {
    let words = MailMessage.phrase(times(13, "日本")).split(separator: "\n ")
    #expect(words.count == 2)
    #expect(words.allSatisfy { $0.utf8.count <= 75 })
    #expect(words.first == "=?UTF-8?B?\(base64(Array((times(7, "日本") + "日").utf8)))?=")
  }

  @Test(arguments: [
    ("", "", ""), ("f", "Zg==", "Zg"), ("fo", "Zm8=", "Zm8"), ("foo", "Zm9v", "Zm9v"),
    ("foobar", "Zm9vYmFy", "Zm9vYmFy"), ("\u{3FF}\u{3F}", "z78/", "z78_"),
  ])
  func `base64 is that of RFC 4648`(_ text: String, _ standard: String, _ forURL: String) {
    #expect(base64(Array(text.utf8)) == standard)
    #expect(base64(Array(text.utf8), isForURL: true) == forURL)
  }

  @Test func `a token is 256 bits that a URL takes, and no two are the same`() throws {
    let texts = try (0..<100).map { _ in try #require(LinkToken().secret.reveal()) }
    #expect(Set(texts).count == 100)
    for text in texts {
      #expect(text.count == LinkToken.length)
      #expect(
        text.utf8.allSatisfy { isASCIILetter($0) || isASCIIDigit($0) || $0 == 45 || $0 == 95 })
    }
  }

  @Test func `a token is known by its hash`() {
    #expect(
      LinkToken(given: Secret("abc")).sha256
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  @Test(arguments: [
    ("https://a.example/reset", "https://a.example/reset?token=x"),
    ("https://a.example/?page=reset", "https://a.example/?page=reset&token=x"),
    ("https://a.example/r?", "https://a.example/r?token=x"),
    ("https://a.example/r?a=1&", "https://a.example/r?a=1&token=x"),
    ("https://a.example/#/reset", "https://a.example/#/reset?token=x"),
  ])
  func `a link ends with its token`(_ url: String, _ link: String) throws {
    #expect(LinkToken(given: Secret("x")).link(to: try URLText(parsing: url)) == link)
  }

  @Test(arguments: [
    (LinkToken.Kind.reset, 3600, "one hour"), (.invite, 259_200, "3 days"),
    (.invite, 172_800 + 3600, "49 hours"), (.reset, 5400, "90 minutes"),
  ])
  func `a mail names agent, link, and how long that is good for`(
    kind: LinkToken.Kind, seconds: Int, span: String
  ) throws {
    var agent = Agent()
    agent.account.name = try Username(parsing: "anna")
    agent.account.fullname = try FullName(parsing: "Anna Rossi")
    agent.account.email = try EmailAddress(parsing: "anna@example.org")
    let mail = MailMessage(
      .standard(kind), to: agent, from: try EmailAddress(parsing: "desk@example.com"),
      link: "https://x/?token=1", seconds: seconds)
    #expect(mail.to == agent.account.email)
    #expect(mail.body.hasPrefix("Hello Anna Rossi,\n\n"))
    #expect(mail.body.contains("\"anna\""))
    #expect(mail.body.contains("\n\nhttps://x/?token=1\n\n"))
    #expect(mail.body.contains("is good for \(span),"))
  }

  @Test func `a text of the centre is filled in once`() throws {
    let template = try MailTemplate(
      parsing: "\u{FEFF}Subject: Für {fullname}\r\n\r\n{username}: {link} ({validity})\n{}")
    var agent = Agent()
    agent.account.name = try Username(parsing: "anna")
    agent.account.fullname = try FullName(parsing: "{link}")
    let mail = MailMessage(
      template, to: agent, from: try EmailAddress(parsing: "desk@example.com"),
      link: "https://x/?token={username}", seconds: 3600)
    #expect(mail.subject == "Für {link}")
    #expect(mail.body == "anna: https://x/?token={username} (one hour)\n{}")
    let text = mail.text(date: "Tue, 24 Nov 2026 01:02:03 +0000", id: "a1")
    #expect(text.contains("\nSubject: =?UTF-8?B?RsO8ciB7bGlua30=?=\n"))
  }

  @Test(arguments: [
    ("", "no-subject"), ("Hello {link}", "no-subject"), ("Subject: A\n{link}", "no-subject"),
    ("Subject: \n\n{link}", "empty"), ("Subject: A\n\nHello", "no-link"),
    ("Subject: {link}\n\n{link}", "link-in-subject"),
    ("Subject: A\n\n{link} {nmae}", "unknown-place"),
    ("Subject: A\n\n{link} {full_name}", "unknown-place"),
    ("Subject: A\n\n{link} { link }", "unknown-place"),
    ("Subject: A\u{7}\n\n{link}", "control-character"),
  ])
  func `a text that could lose the link is refused`(text: String, code: String) {
    #expect { try MailTemplate(parsing: text) } throws: { ($0 as? Refusal)?.code == code }
  }
}
