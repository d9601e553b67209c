import TestSupport
import Testing

/// The voicemail boxes of agents.
@Suite struct MailboxTests {
  @Test func `a box comes, changes and goes with its agent`() async throws {
    try await Installation.run { site in
      func users() async throws -> [String] {
        try await site.asterisk.command("voicemail show users").split(separator: "\n")
          .filter { $0.hasPrefix("default ") }
          .map { $0.split(separator: " ").dropFirst().joined(separator: " ") }
      }
      func box() throws -> String? { try site.sections(of: "voicemail.conf")["default"]?["1000"] }

      try await site.create("anna", "--voicemail", "--voicemail-pin-file", "first.pin")
      #expect(try await users() == ["1000 Anna Rossi 0"])
      #expect(try box() == "582047,Anna Rossi,anna@example.com,,passwordlocation=spooldir")
      #expect(try await site.shown("anna")["Mailbox"] == "1000@default")

      try await site.done(
        "edit", "anna", "--voicemail-pin-file", "second.pin", "--email", "rossi@example.com",
        "--full-name", "Anna \"N\" Bianchi; 日本")
      #expect(try await users() == ["1000 Anna \"N\" Bianchi; 日本 0"])
      #expect(
        try box()
          == "7093,Anna \"N\" Bianchi; 日本,rossi@example.com,,passwordlocation=spooldir")

      try await site.done("edit", "anna", "--internal", "2500")
      #expect(try await users() == ["2500 Anna \"N\" Bianchi; 日本 0"])

      try await site.done("edit", "anna", "--no-voicemail")
      #expect(try await users() == [])
      #expect(try site.sections(of: "voicemail.conf")["default"]?.lines == [])
      _ = try await site.asterisk.command("sip show peer anna") { $0.contains("Mailbox      : \n") }
    }
  }

  @Test func `a box stays while its agent is disabled, and goes with it`() async throws {
    try await Installation.run { site in
      try await site.create("anna", "--voicemail", "--voicemail-pin-file", "first.pin")
      try await site.create("bert", "--voicemail", "--voicemail-pin-file", "first.pin")
      try await site.done("disable", "anna")
      let boxes = { try site.sections(of: "voicemail.conf")["default"]?.lines.map(\.key) }
      #expect(try boxes() == ["1000", "1001"])
      try await site.done("delete", "bert", "--yes")
      #expect(try boxes() == ["1000"])
      try await site.done("delete", "anna", "--yes")
      #expect(try boxes() == [])
      // Without a network, Asterisk's console prints a complaint first.
      #expect(
        try await site.asterisk.command("voicemail show users").contains(
          "There are no voicemail users currently defined\n"))
      try await site.done("restore", "anna")
      #expect(try boxes() == ["1000"])
    }
  }
}
