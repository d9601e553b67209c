import Foundation
import TestSupport
import Testing

/// Messages and PINs of mailboxes that somebody uses at a phone, with Asterisk's own `VoiceMailMain`.
@Suite struct VoicemailTests {
  /// Where the centre's voicemail.conf has PINs kept that are changed at a phone.
  static let places = ["spooldir", "voicemail.conf"]

  @Test(arguments: [Driver.sip16, .pjsip22], places)
  func `a PIN that was changed at the phone is taken over, and one that is set here counts`(
    _ driver: Driver, _ place: String
  ) async throws {
    try await VoicemailSite.run(driver, place) { site in
      try await site.done("create", "anna", "--voicemail", "--voicemail-pin-file", "first.pin")
      try await site.changePIN(of: "1000", from: "582047", to: "482613")
      #expect(try await site.pin(of: "anna") == "582047")
      // Any change that writes the mailboxes takes it over.
      try await site.done("edit", "anna", "--full-name", "Anna Bianchi")
      #expect(try await site.pin(of: "anna") == "482613")
      #expect(try site.file("voicemail_agents.d/1000-1999.conf").contains("1000 => 482613,"))
      #expect(try await site.enters("1000", with: "482613"))
      let trail = try await site.installation.done("audit", "list", "--format", "jsonl")
      #expect(trail.contains(#""login":"phone""#))
      #expect(!trail.contains("482613") && !trail.contains("582047"))
      // The set one counts at once, and the phone's no more.
      try await site.done("edit", "anna", "--voicemail-pin-file", "second.pin")
      #expect(try await site.enters("1000", with: "7093"))
      #expect(try await !site.enters("1000", with: "482613"))
      try await site.changePIN(of: "1000", from: "7093", to: "993311")
      try await site.done("apply")
      #expect(try await site.pin(of: "anna") == "993311")
      // A PIN of the same run wins over one that nobody has taken over yet.
      try await site.changePIN(of: "1000", from: "993311", to: "884422")
      try await site.done("edit", "anna", "--voicemail-pin-file", "first.pin")
      #expect(try await site.enters("1000", with: "582047"))
      #expect(try await site.pin(of: "anna") == "582047")
      // Also where the database has that PIN already.
      try await site.changePIN(of: "1000", from: "582047", to: "665544")
      try await site.done("edit", "anna", "--voicemail-pin-file", "first.pin")
      #expect(try await site.enters("1000", with: "582047"))
    }
  }

  @Test(arguments: [Driver.sip16, .pjsip22])
  func `files that Asterisk saves again for a mailbox of the centre's are mended`(
    _ driver: Driver
  ) async throws {
    try await VoicemailSite.run(driver, "voicemail.conf") { site in
      for name in ["anna", "bert"] { try await site.done("create", name, "--voicemail") }
      try await site.done("create", "carl", "--internal", "2500", "--voicemail")
      let written = try site.file("voicemail_agents.d/2000-2999.conf")
      try await site.changePIN(of: "7000", from: "4242", to: "9753", in: "voicemail.conf")
      let saved = try site.file("voicemail_agents.d/2000-2999.conf")
      #expect(saved != written)
      // It is no edit by hand.
      try await site.done("edit", "anna", "--full-name", "Anna Bianchi")
      let status = try await site.installation.run(["status"])
      #expect(!status.output.contains("edited"))
      try await site.done("apply")
      #expect(try site.file("voicemail_agents.d/2000-2999.conf") == written)
      let names = try FileManager.default.contentsOfDirectory(
        atPath: site.asterisk.asteriskDirectory.appending(path: "voicemail_agents.d").path)
      #expect(names.sorted() == ["1000-1999.conf", "2000-2999.conf"])
      let users = try await site.asterisk.command("voicemail show users")
      #expect(users.contains("Anna Bianchi") && users.contains("4 voicemail users"))
      // The centre's own PIN is as it was changed.
      let own = try String(
        contentsOf: site.asterisk.configurationDirectory.appending(path: "voicemail.conf"),
        encoding: .utf8)
      #expect(own.contains("7000 => 9753,"))
    }
  }

  @Test(arguments: [Driver.sip16, .pjsip22])
  func `messages and PIN follow an agent to another number, and go with it`(
    _ driver: Driver
  ) async throws {
    try await VoicemailSite.run(driver, "voicemail.conf") { site in
      try await site.done("create", "anna", "--voicemail", "--voicemail-pin-file", "first.pin")
      try await site.changePIN(of: "1000", from: "582047", to: "482613")
      try await site.leaveMessage(for: "1000")
      let before = try FileManager.default.attributesOfItem(atPath: site.box("1000").path)
      try await site.done("edit", "anna", "--internal", "1005")
      #expect(!FileManager.default.fileExists(atPath: site.box("1000").path))
      let after = try FileManager.default.attributesOfItem(atPath: site.box("1005").path)
      for key in [FileAttributeKey.posixPermissions, .ownerAccountID, .groupOwnerAccountID] {
        #expect(before[key] as? Int == after[key] as? Int)
      }
      try await site.hearMessage(of: "1005", with: "482613")
      try await site.done("undo")
      #expect(site.messages("1000", "Old") == ["msg0000.txt"])
      #expect(try await site.enters("1000", with: "482613"))
      try await site.done("delete", "anna", "--permanent", "--purge-mailbox", "--yes")
      #expect(!FileManager.default.fileExists(atPath: site.box("1000").path))
    }
  }
}
