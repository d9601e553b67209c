import Foundation
import TestSupport
import Testing

/// Who can register, and with which password, after each command that changes that.
@Suite struct RegistrationTests {
  private let refused = SIPPhone.Answer.refused(status: 403)

  @Test func `the password registers, and no other`() async throws {
    try await Installation.run { site in
      try await site.create("anna")
      #expect(try await site.register("anna") == .registered)
      #expect(try await site.register("anna", "Paper-Boat-8") == refused)
      #expect(try await site.register("anna", "") == refused)
      #expect(try await site.register("bert") == refused)
      #expect(try await site.shown("anna")["Addr->IP"]?.hasSuffix(":5060") == true)
    }
  }

  @Test func `a new password registers, and the old one no more`() async throws {
    try await Installation.run { site in
      try await site.create("anna")
      #expect(try await site.register("anna") == .registered)
      let output = try await site.done(
        "set-password", "anna", "--password-stdin", input: "Other-Boat-8\n")
      #expect(output == "anna: changed password\n")
      #expect(try await site.register("anna", "Other-Boat-8") == .registered)
      #expect(try await site.register("anna") == refused)
    }
  }

  @Test func `a password that was made registers`() async throws {
    try await Installation.run { site in
      let output = try await site.done(
        "create", "anna", "--full-name", "Anna", "--email", "anna@example.com",
        "--generate-password", "--quiet")
      let password = output.trimmingCharacters(in: .newlines)
      #expect(try await site.register("anna", password) == .registered)
    }
  }

  @Test func `a disabled agent cannot register until it is enabled`() async throws {
    try await Installation.run { site in
      try await site.create("anna")
      try await site.done("disable", "anna")
      #expect(try await site.register("anna") == refused)
      #expect(try await site.peers() == [])
      try await site.done("enable", "anna")
      #expect(try await site.register("anna") == .registered)
    }
  }

  @Test func `an agent in the bin cannot register until it is restored`() async throws {
    try await Installation.run { site in
      try await site.create("anna")
      try await site.done("delete", "anna", "--yes")
      #expect(try await site.register("anna") == refused)
      #expect(try await site.peers() == [])
      try await site.done("restore", "anna")
      #expect(try await site.register("anna") == .registered)
      try await site.done("delete", "anna", "--permanent", "--yes")
      #expect(try await site.register("anna") == refused)
    }
  }

  /// Guessing logins must not disconnect a phone.
  @Test func `a locked agent's phone goes on`() async throws {
    try await Installation.run { site in
      try await site.create("anna")
      try await site.done("settings", "set", "maxLoginAttempts", "1")
      let guess = try await Program.shell(
        "echo wrong | xcally-agents verify-password anna --password-stdin", in: site.scratch)
      #expect(guess.status == 1)
      #expect(try await site.done("list", "--state", "locked", "--format", "names") == "anna\n")
      try await site.done("apply", "--all")
      #expect(try await site.register("anna") == .registered)
    }
  }

  /// Passwords that a shell, a configuration file, a URI or a fixed buffer might damage.
  @Test func `any password registers`() async throws {
    let passwords = [
      "with Space-1", " Leading-1", "Trailing-1 ", "q\"uo'te-1Q", "Semi;colon-1", ";--Dashes1",
      "--;Dashes1", "-Lead-1x", "--Lead-1x", "back\\slash-1B", "Trailing-1\\", "%41%00-aB1",
      "a:b-C1:asterisk", "$x`y`-1X", "#include-1X", "[Section](!)-1", "x=>Y-1234", "a,b=C-1d",
      "<Angle>-1a", "Ünï日本-Aa1-🐘", "e\u{301}-Combining-1",
      "Aa1-" + String(repeating: "0123456789", count: 50) + "abcdefg",
    ]
    #expect(passwords.last?.utf8.count == 511)
    try await Installation.run { site in
      for (number, password) in passwords.enumerated() {
        try await site.create("agent\(number)", "--no-apply", password: password)
      }
      try await site.done("apply")
      for (number, password) in passwords.enumerated() {
        let answer = try await site.register("agent\(number)", password)
        #expect(answer == .registered, "password \(password)")
      }
      #expect(try await site.register("agent0", "with Space-2") == refused)
      // No byte is cut: a different last byte is refused.
      let last = passwords.count - 1
      #expect(try await site.register("agent\(last)", passwords[last].dropLast() + "x") == refused)
    }
  }
}
