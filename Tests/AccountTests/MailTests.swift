internal import Foundation
internal import TestSupport
internal import Testing

/// Links by mail, through msmtp and a real SMTP server.
@Suite(.serialized)
struct MailTests {
  @Test func `a forgotten password is set by a link that arrives once and works once`() async throws
  {
    let desk = try await Desk()
    let request = try await desk.shell("xcally-agents reset-password request BERT@example.com")
    #expect(request == Program.Result(output: "bert: mail sent\n", errors: "", status: 0))
    let mails = try desk.mails()
    try #require(mails.count == 1)
    let token = try desk.token(in: mails[0])
    #expect(token.count == 43)
    #expect(
      mails[0] == """
        From: desk@example.com
        To: "Bert Müller-Lüdenscheidt, 日本" <bert@example.com>
        Subject: A new password for your account
        Defects: 0

        Hello Bert Müller-Lüdenscheidt, 日本,

        somebody asked for a new password for your account "bert". Choose
        it on this page:

        https://desk.example.com/reset?lang=it&token=\(token)

        The link is good for one hour, and for one use. If it was not you who
        asked, do nothing: your password stays as it is.

        """)

    try desk.scratch.write(token + "\n", to: "token")
    let complete =
      "echo Nuovo-2026 | xcally-agents reset-password complete --token-file token"
      + " --password-stdin"
    #expect(try await desk.done(complete) == "bert: changed password\n")
    #expect(try await desk.shell(complete).status == 77)
    try await desk.done("echo Nuovo-2026 | xcally-agents verify-password bert --password-stdin")
    #expect(try await desk.tokensStored() == "0\n")
  }

  @Test func `a newer link is the only one, and the token is nowhere but in the mail`()
    async throws
  {
    let desk = try await Desk()
    for _ in 0..<2 { try await desk.done("xcally-agents reset-password request mrossi") }
    let tokens = try desk.mails().map(desk.token)
    try #require(Set(tokens).count == 2)
    let dump = try await desk.done("sqlite3 agents.db .dump; cat asterisk/xcally/*.conf")
    for token in tokens { #expect(!dump.contains(token)) }
    let statuses = try await tokens.asyncMap { token in
      try desk.scratch.write(token, to: "token")
      return try await desk.shell(
        "echo Nuovo-2026 | xcally-agents reset-password complete --token-file token"
          + " --password-stdin"
      ).status
    }
    #expect(statuses == [77, 0])
  }

  @Test func `invitations go to everybody named`() async throws {
    let desk = try await Desk()
    #expect(
      try await desk.done("xcally-agents invite mrossi bert")
        == "mrossi: mail sent\nbert: mail sent\n")
    let mails = try desk.mails()
    #expect(mails.count == 2)
    #expect(mails[0].contains("To: Mario Rossi <mario@example.com>\nSubject: Your account"))
    #expect(mails[1].contains("your username is \"bert\""))
  }

  @Test(arguments: [
    (Desk.Server.refuse, "msmtp: recipient address mario@example.com not accepted by the server"),
    (.none, "msmtp: cannot connect to 127.0.0.1, port 1: Connection refused"),
  ])
  func `without a mail service no link remains`(mode: Desk.Server, reason: String) async throws {
    let desk = try await Desk(mode)
    for request in ["reset-password request mrossi", "invite mrossi"] {
      let result = try await desk.shell("xcally-agents \(request)")
      #expect(
        result
          == Program.Result(
            output: "",
            errors: """
              error: /usr/bin/msmtp did not take the mail: \(reason)
              hint: no link is valid now; the setting mailCommand names the program

              """, status: 69))
      #expect(try await desk.tokensStored() == "0\n")
    }
    let results = try await desk.done(
      "sqlite3 agents.db \"SELECT changes ->> 'result' FROM audit WHERE object = 'mrossi'\"")
    #expect(results == "\nlink stored\nmail refused\nlink stored\nmail refused\n")
  }

  @Test(arguments: [Desk.Server.take, .refuse, .hang])
  func `nobody can tell by answer or time whether there is an account`(
    mode: Desk.Server
  ) async throws {
    let desk = try await Desk(mode)
    try await desk.done("xcally-agents disable bert -q")
    var times: [Duration] = []
    for who in ["mrossi", "ghost", "ghost@example.com", "bert"] {
      let start = ContinuousClock.now
      let result = try await desk.shell(
        "xcally-agents reset-password request --quiet-unknown \(who)")
      times.append(ContinuousClock.now - start)
      #expect(
        result
          == Program.Result(
            output: "if there is such an account, a mail is on its way\n", errors: "", status: 0))
    }
    let (shortest, longest) = (try #require(times.min()), try #require(times.max()))
    #expect(shortest >= .seconds(5))
    #expect(longest < .seconds(5) + (await Deadline.stretched(.seconds(5))), "\(times)")
    #expect(try desk.mails().count == (mode == .take ? 1 : 0))
    #expect(try await desk.tokensStored() == (mode == .take ? "1\n" : "0\n"))
  }
}

extension Sequence {
  fileprivate func asyncMap<Value>(
    _ transform: (Element) async throws -> Value
  ) async throws -> [Value] {
    var values: [Value] = []
    for element in self { values.append(try await transform(element)) }
    return values
  }
}
