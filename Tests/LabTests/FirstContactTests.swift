import Foundation
import TestSupport
import Testing

/// A new centre with Debian's own Asterisk: default settings, all modules, user `asterisk`.
@Suite struct FirstContactTests {
  @Test(arguments: [Driver.sip16, .pjsip22])
  func `the first create, import and apply succeed at once, and the phone registers`(
    _ driver: Driver
  ) async throws {
    try await Lab.withAsterisk(driver.version, shape: .debian) { asterisk in
      for first in ["create", "import-csv", "apply"] {
        let site = try await Installation(fromNothing: asterisk, driver)
        try site.scratch.write("name,fullname,email\nbert,Bert,bert@example.com\n", to: "b.csv")
        switch first {
        case "create": try await site.create("anna")
        case "import-csv":
          try await site.done("import-csv", site.scratch.path + "/b.csv")
          try await site.create("anna")
        default:
          try await site.create("anna", "--no-apply")
          try await site.done("apply")
        }
        #expect(try await site.register("anna") == .registered, "\(first)")
        // The next command writes to the same directory.
        try FileManager.default.removeItem(at: asterisk.asteriskDirectory)
      }
    }
  }

  @Test func `a centre moves from 16 to 22 with one apply`() async throws {
    try await Lab.withAsterisk(.v22, shape: .debian) { asterisk in
      let site = try await Installation(fromNothing: asterisk, .pjsip22)
      try await site.done("settings", "set", "asteriskReload", "never", "--no-apply")
      try await site.done("settings", "set", "asteriskVersion", "16.28", "--no-apply")
      try await site.create("anna")
      #expect(try site.files().contains("sip_agents.d/1000-1999.conf"))
      try await site.done("settings", "set", "asteriskReload", "auto", "--no-apply")
      // As on an upgraded host: the version that was seen last is the old one.
      let old = try await Program.shell(
        """
        sqlite3 \(site.scratch.path)/agents.db \
          "INSERT INTO asteriskSeen VALUES (1, '16.28'); DELETE FROM setting WHERE key = 'asteriskVersion'"
        """, in: site.scratch)
      #expect(old.status == 0, "\(old)")
      try await site.done("apply")
      #expect(try site.files().filter { $0.hasPrefix("sip_") } == [])
      #expect(try await site.register("anna") == .registered)
      #expect(try await site.done("status").contains("6 current"))
    }
  }

  @Test func `a switch of the driver leaves no reload invalid`() async throws {
    try await Lab.withAsterisk(.v16, shape: .debian) { asterisk in
      var site = try await Installation(fromNothing: asterisk, .sip16)
      let sip = asterisk.configurationDirectory.appending(path: "sip.conf")
      let text = try String(contentsOf: sip, encoding: .utf8)
      try await site.create("anna")
      // As most centres include it: a missing file makes sip.conf invalid.
      try text.replacing("#tryinclude", with: "#include").write(
        to: sip, atomically: false, encoding: .utf8)
      try await site.done("queue", "create", "voice:sales")
      try await site.done("add-to-queue", "anna", "--queue", "voice:sales")
      try await site.done("settings", "set", "asteriskDriver", "pjsip")
      try await site.done("apply")
      try await asterisk.reload()
      #expect(try await asterisk.command("queue show sales").contains("(SIP/anna)"))
      #expect(try await site.register("anna") == .registered)

      let pjsip = asterisk.configurationDirectory.appending(path: "pjsip.conf")
      try (String(contentsOf: pjsip, encoding: .utf8) + "#include xcally/pjsip_agents.conf\n")
        .write(to: pjsip, atomically: false, encoding: .utf8)
      try await site.done("apply")
      _ = try await asterisk.command("queue show sales") { $0.contains("(PJSIP/anna)") }
      _ = try await asterisk.command("sip show peer anna") { $0.contains("Peer anna not found") }
      site.driver = .pjsip16
      #expect(try await site.phone("anna").register() == .registered)
      try await asterisk.reload()
      #expect(try !asterisk.log.contains("invalid"))
      try text.write(to: sip, atomically: false, encoding: .utf8)
      #expect(try site.files().contains("sip_agents.conf"))
    }
  }

  @Test(arguments: [Driver.sip16, .pjsip22])
  func `a lock leaves the phone, and who is disabled is reached in the mailbox`(
    _ driver: Driver
  ) async throws {
    try await Lab.withAsterisk(driver.version, shape: .debian) { asterisk in
      let site = try await Installation(fromNothing: asterisk, driver)
      let technology = driver == .sip16 ? "SIP" : "PJSIP"
      try await site.create("anna", "--voicemail")
      try await site.done("queue", "create", "voice:sales")
      try await site.done("add-to-queue", "anna", "--queue", "voice:sales")
      for _ in 0..<5 {
        _ = try await site.run(["verify-password", "anna", "--password-stdin"], input: "Wrong-7\n")
      }
      #expect(
        try await site.done("list", "--state", "locked", "--format", "names") == "anna\n")
      #expect(try await site.register("anna") == .registered)
      #expect(try await asterisk.command("queue show sales").contains("(\(technology)/anna)"))
      #expect(
        try await asterisk.command("dialplan show 1000@xcally-agents").contains(
          "Dial(\(technology)/anna"))

      try await site.done("disable", "anna")
      #expect(try await site.register("anna") != .registered)
      #expect(try await !asterisk.command("queue show sales").contains("/anna)"))
      let extensions = try await asterisk.command("dialplan show 1000@xcally-agents")
      #expect(extensions.contains("1. VoiceMail(1000@default,u)"))
      #expect(!extensions.contains("Dial("))
      #expect(
        try await asterisk.command("voicemail show users for default").contains("1000"))
    }
  }
}

extension Installation {
  /// Nothing of the product exists yet, and nothing is written: no file, and no version of Asterisk.
  init(fromNothing asterisk: RunningAsterisk, _ driver: Driver) async throws {
    try self.init(bare: asterisk, driver)
    try await done(
      "settings", "set", "asteriskDir", asterisk.asteriskDirectory.systemPath, "--no-apply")
    // The user of Asterisk must be able to read the files. The number of its group may have another name here.
    let attributes = try FileManager.default.attributesOfItem(
      atPath: asterisk.configurationDirectory.systemPath)
    let group = try #require(attributes[.groupOwnerAccountName] as? String)
    try await done("settings", "set", "asteriskFileGroup", group, "--no-apply")
  }
}
