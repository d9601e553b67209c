import Foundation
import TestSupport
import Testing

/// Names that the centre's own files use too, with a running Asterisk.
@Suite struct DoubledNameTests {
  @Test(arguments: [Driver.sip16, .pjsip16, .pjsip22])
  func `a phone of the centre keeps its name`(_ driver: Driver) async throws {
    try await Installation.run(
      driver, prepare: { try add(Self.trunk(driver), to: driver.file, $0) }
    ) {
      site in
      let before = try await site.asterisk.command(driver.question("trunk"))
      let result = try await site.run(
        ["create", "trunk", "--full-name", "T", "--email", "t@example.com", "--password-stdin"],
        input: Installation.password + "\n")
      #expect(result.status == 65)
      #expect(result.errors.contains("\(driver.file), line "))
      try await site.create("anna")
      try await site.asterisk.reload()
      #expect(try await site.asterisk.command(driver.question("trunk")) == before)
      #expect(try await site.run(["status"]).status == 0)
    }
  }

  @Test(arguments: [Driver.sip16, .pjsip16, .pjsip22])
  func `what came later is found, and a disagreement stays until it is gone`(
    _ driver: Driver
  ) async throws {
    try await Installation.run(driver) { site in
      try await site.create("anna")
      try await site.done("status", "--quiet")
      let own = site.asterisk.configurationDirectory.appending(path: driver.file)
      let text = try String(contentsOf: own, encoding: .utf8)
      try add(Self.doubled(driver), to: driver.file, site.asterisk.asteriskDirectory)
      // Another password: Asterisk keeps the old object, or both.
      let changed = try await site.run(
        ["set-password", "anna", "--password-stdin"], input: "Stone-Bridge-8\n")
      #expect(changed.status == 69, "\(changed)")
      #expect(changed.errors.contains("does not run what was written for anna"))
      for words in [["status"], ["status", "--quiet"]] {
        let status = try await site.run(words)
        #expect(status.status == 1)
        #expect(status.errors.contains("\(driver.file), line "))
      }
      #expect(try await site.run(["status"]).output.contains("not reloaded"))
      let applied = try await site.run(["apply"])
      #expect(applied.status == 69, "\(applied)")

      try text.write(to: own, atomically: true, encoding: .utf8)
      let mended = try await site.run(["apply", "--format", "json"])
      #expect(mended.status == 0, "\(mended)")
      #expect(mended.output.contains(#""asterisk":"reloaded""#))
      try await site.done("status", "--quiet")
      let phone = try site.phone("anna", password: "Stone-Bridge-8")
      #expect(try await phone.register() == .registered)
    }
  }

  @Test(arguments: [Driver.sip16, .pjsip22])
  func `old values of a phone that is there are found, and stay until they are gone`(
    _ driver: Driver
  ) async throws {
    try await Installation.run(driver) { site in
      try await site.create("anna")
      let own = site.asterisk.configurationDirectory.appending(path: driver.file)
      let text = try String(contentsOf: own, encoding: .utf8)
      // Asterisk rejects its file, and keeps what it has.
      try add("#include \"missing.conf\"\n", to: driver.file, site.asterisk.asteriskDirectory)
      let edited = try await site.run([
        "edit", "anna", "--full-name", "Anna Bianchi", "--set", "context=public",
        "--set", "allow=alaw",
      ])
      #expect(edited.status == 69, "\(edited)")
      #expect(
        edited.errors.contains("does not run what was written for anna (context, callerid, allow)"),
        "\(edited.errors)")
      #expect(try await site.run(["status"]).output.contains("not reloaded"))
      #expect(try await site.run(["apply"]).status == 69)
      try text.write(to: own, atomically: true, encoding: .utf8)
      #expect(try await site.done("apply", "--format", "json").contains(#""asterisk":"reloaded""#))
      try await site.done("doctor", "--offline", "--only", "files")
    }
  }

  @Test(arguments: [Driver.sip16, .pjsip22])
  func `what the centre itself says otherwise of a phone is no disagreement`(
    _ driver: Driver
  ) async throws {
    try await Installation.run(driver) { site in
      try await site.create("anna")
      try add(
        "[anna](+)\ncontext = public\ndisallow = all\nallow = g722\n", to: driver.file,
        site.asterisk.asteriskDirectory)
      try await site.done("edit", "anna", "--full-name", "Anna Bianchi")
      let shown = try await site.asterisk.command(driver.question("anna"))
      #expect(shown.contains("public"))
      #expect(shown.contains("Anna Bianchi"))
    }
  }

  @Test(arguments: [Driver.sip16, .pjsip22])
  func `a queue that the centre continues is not taken away`(_ driver: Driver) async throws {
    try await Installation.run(driver) { site in
      try await site.done("queue", "create", "voice:sales")
      let own = site.asterisk.configurationDirectory.appending(path: "queues.conf")
      let text = try String(contentsOf: own, encoding: .utf8)
      try add("[Sales](+)\ntimeout = 20\n", to: "queues.conf", site.asterisk.asteriskDirectory)
      #expect(try site.sections(of: "queues.conf")["sales"]?["timeout"] == "20")
      let refused = try await site.run(["queue", "delete", "voice:sales", "--yes"])
      #expect(refused.status == 65)
      #expect(refused.errors.contains("queues.conf, line 4 continues this section with (+)"))
      // The result without this check.
      let file = site.asterisk.asteriskDirectory.appending(path: "queues_agents.d/sales.conf")
      let ours = try String(contentsOf: file, encoding: .utf8)
      try FileManager.default.removeItem(at: file)
      #expect(throws: LabFailure.self) { try site.sections(of: "queues.conf") }
      try ours.write(to: file, atomically: true, encoding: .utf8)

      try text.write(to: own, atomically: true, encoding: .utf8)
      try await site.done("queue", "delete", "voice:sales", "--yes")
      #expect(try site.sections(of: "queues.conf")["sales"] == nil)
    }
  }

  @Test(arguments: [Driver.sip16, .pjsip22])
  func `mailboxes that the centre adds stay when the last of ours goes`(
    _ driver: Driver
  ) async throws {
    try await Installation.run(driver) { site in
      try await site.create("anna")
      try await site.done("edit", "anna", "--set", "voicemail=true")
      try add(
        "[default](+)\n4711 => 1234,Reception\n", to: "voicemail.conf",
        site.asterisk.asteriskDirectory)
      #expect(try site.sections(of: "voicemail.conf")["default"]?.lines.count == 2)
      try await site.done("edit", "anna", "--set", "voicemail=false")
      #expect(try site.sections(of: "voicemail.conf")["default"]?.lines.map(\.key) == ["4711"])
      try await site.done("status", "--quiet")
    }
  }

  private static func trunk(_ driver: Driver) -> String {
    driver == .sip16
      ? "[Trunk]\ntype = friend\nhost = dynamic\nsecret = old\n"
      : "[trunk]\ntype = endpoint\ncontext = default\nallow = ulaw\n"
  }

  private static func doubled(_ driver: Driver) -> String {
    driver == .sip16
      ? "[anna]\ntype = friend\nhost = dynamic\nsecret = old\n"
      : "[anna]\ntype = auth\nauth_type = userpass\nusername = anna\npassword = old\n"
  }

  /// Adds text to one of Asterisk's own files.
  private func add(_ text: String, to file: String, _ ours: URL) throws {
    let path = ours.deletingLastPathComponent().appending(path: file)
    let before = try String(contentsOf: path, encoding: .utf8)
    try (before + text).write(to: path, atomically: true, encoding: .utf8)
  }
}

extension Driver {
  /// Asterisk's own file with its phones.
  fileprivate var file: String { self == .sip16 ? "sip.conf" : "pjsip.conf" }

  fileprivate func question(_ name: String) -> String {
    self == .sip16 ? "sip show peer \(name)" : "pjsip show endpoint \(name)"
  }
}
