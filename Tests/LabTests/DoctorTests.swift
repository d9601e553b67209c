import Foundation
import TestSupport
import Testing

/// What `doctor` finds out from a running Asterisk: each check in a healthy centre, and in one where that is broken.
@Suite struct DoctorTests {
  static let drivers = [Driver.sip16, .pjsip22]

  @Test(arguments: drivers)
  func `a healthy centre has nothing`(_ driver: Driver) async throws {
    try await Installation.run(driver) { site in
      try await site.done("queue", "create", "voice:sales")
      try await site.create(
        "anna", "--voicemail", "--queue", "voice:sales", "--set", "chanSpy=true",
        "--set", "extensionMonitor=wav49", "--set", "context=from-sip")
      try await site.done(
        "telephone", "create", "lobby", "--full-name", "Lobby", "--generate-password")
      for name in ["anna"] { #expect(try await site.register(name) == .registered) }
      let result = try await site.doctor("asterisk,driver,module,queue.invalid-member,queue.drift")
      #expect(result.status == 0, "\(result)")
      #expect(result.output.hasSuffix("checked, healthy\n"), "\(result)")
      let json = try await site.doctor("asterisk", "--format", "json").output
      #expect(
        json.contains(#""state":"running","version":"\#(driver.version.rawValue)."#), "\(json)")
      #expect(!json.contains(#""pid":null"#))
      #expect(!json.contains(#""user":null"#))
      #expect(!json.contains(#""started":null"#))
    }
  }

  @Test(arguments: drivers)
  func `members of queues that nobody can ring, and others than written, are found`(
    _ driver: Driver
  ) async throws {
    try await Installation.run(driver) { site in
      let technology = driver.technology
      try await site.done("queue", "create", "voice:sales")
      try await site.create("anna", "--queue", "voice:sales")
      _ = try await site.asterisk.command("queue add member \(technology)/ghost to sales")
      let invalid = try await site.doctor("queue.invalid-member")
      #expect(invalid.status == 1)
      #expect(
        invalid.output.contains(
          "\(technology)/ghost: is a member of sales, and Asterisk knows no such phone"))
      // Somebody added it while Asterisk runs.
      #expect(try await site.doctor("queue.drift").status == 0)

      _ = try await site.asterisk.command("queue set penalty 9 on \(technology)/anna in sales")
      let drift = try await site.doctor("queue.drift")
      #expect(drift.status == 1)
      #expect(
        drift.output.contains("sales: anna has penalty 9, and 0 in the database"), "\(drift)")
      // The command that it names mends it.
      #expect(drift.output.contains("asterisk -rx \"queue reload all\""))
      _ = try await site.asterisk.command("queue reload all")
      #expect(try await site.doctor("queue.drift").status == 0)
    }
  }

  @Test(arguments: drivers)
  func `a phone with another name than its agent is told by the name of the agent`(
    _ driver: Driver
  ) async throws {
    try await Installation.run(driver) { site in
      try await site.done("queue", "create", "voice:sales")
      // Stored, and not written.
      try await site.create("anna", "--set", "sipName=anna-desk", "--no-apply")
      for name in ["anna-desk", "ghost"] {
        let member = "\(driver.technology)/\(name)"
        _ = try await site.asterisk.command("queue add member \(member) to sales")
      }
      let found = try await site.found("queue.invalid-member")
      #expect(
        Set(found.map(\.description)) == [
          "queue.invalid-member error anna",
          "queue.invalid-member error \(driver.technology)/ghost",
        ])
      let json = try await site.doctor("queue.invalid-member", "--format", "json").output
      #expect(
        json.contains(#""agent":"anna""#) && json.contains(#"ghost","agent":null"#), "\(json)")
    }
  }

  @Test(arguments: drivers)
  func `an application that is missing is found where somebody needs it`(
    _ driver: Driver
  ) async throws {
    try await Installation.run(driver) { site in
      try await site.create("anna")
      for module in ["app_mixmonitor", "app_chanspy", "format_wav_gsm"] {
        _ = try await site.asterisk.command("module unload \(module).so")
      }
      #expect(try await site.doctor("module").status == 0)
      try await site.done(
        "edit", "anna", "--set", "extensionMonitor=wav49", "--set", "chanSpy=true",
        "--set", "allow=ulaw,opus")
      let found = try await site.doctor("module", "--format", "csv")
      #expect(found.status == 1)
      let rows = found.output.split(separator: "\n").map {
        $0.split(separator: ",").prefix(3).joined(separator: " ")
      }
      #expect(
        rows.dropFirst() == [
          "error module.app MixMonitor()", "error module.app ChanSpy()",
          "error module.format wav49", "warning module.codec opus",
        ], "\(found)")
    }
  }

  @Test(arguments: drivers)
  func `a driver that is missing is found, and explains what follows`(
    _ driver: Driver
  ) async throws {
    try await Installation.run(driver) { site in
      try await site.done("queue", "create", "voice:sales")
      try await site.create("anna", "--queue", "voice:sales")
      let module = driver == .sip16 ? "chan_sip.so" : "chan_pjsip.so"
      _ = try await site.asterisk.command("module unload \(module)")
      let found = try await site.doctor("driver,asterisk.stale,queue.invalid-member,queue.drift")
      #expect(found.status == 1)
      #expect(
        found.output.contains("error  driver.missing  \(module): is not loaded by the running"),
        "\(found)")
      #expect(!found.output.contains("error  queue.invalid-member"), "\(found)")
      // PJSIP keeps its endpoints without the channel driver.
      guard driver == .sip16 else { return }
      #expect(found.output.contains("explains: asterisk.stale"), "\(found)")
    }
  }

  @Test func `two drivers on one port are found`() async throws {
    try await Installation.run(prepare: { directory in
      let file = directory.appending(path: "../pjsip.conf").standardized
      let text = try String(contentsOf: file, encoding: .utf8)
      try text.replacing(":5070", with: ":5060").write(to: file, atomically: true, encoding: .utf8)
    }) { site in
      let found = try await site.doctor("driver.both-on-port")
      #expect(found.status == 1)
      #expect(
        found.output.contains("udp 5060: is the port of chan_sip and of [transport-udp]"),
        "\(found)")
    }
  }

  @Test(arguments: drivers)
  func `old values that still run are found, and the cause that came with a restart`(
    _ driver: Driver
  ) async throws {
    try await Installation.run(driver) { site in
      try await site.create("anna")
      let own = site.asterisk.configurationDirectory
        .appending(path: driver == .sip16 ? "sip.conf" : "pjsip.conf")
      let text = try String(contentsOf: own, encoding: .utf8)
      try (text + "#include \"missing.conf\"\n").write(to: own, atomically: true, encoding: .utf8)
      #expect(
        try await site.run(["edit", "anna", "--full-name", "Anna Bianchi"]).status == 69)
      let stale = try await site.doctor("asterisk.stale")
      #expect(stale.status == 1)
      #expect(
        stale.output.contains("anna: does not run as it was written: callerid"), "\(stale)")

      // As if Asterisk had been started after the last change.
      let remark = ["include.invalid,asterisk.restarted", "--format", "names"]
      #expect(try await site.doctor(remark[0], remark[1], remark[2]).output == "include.invalid\n")
      let aged = try await Program.shell(
        "find '\(site.asterisk.asteriskDirectory.systemPath)' -name '*.conf' -exec touch -d 2020-01-01 {} +",
        in: site.scratch)
      #expect(aged.status == 0)
      #expect(
        try await site.doctor(remark[0], remark[1], remark[2]).output
          == "include.invalid\nasterisk.restarted\n")

      try text.write(to: own, atomically: true, encoding: .utf8)
      try await site.done("apply")
      #expect(try await site.doctor("asterisk").status == 0)
    }
  }

  @Test func `files for another release are found, and apply mends them`() async throws {
    try await Installation.run(.pjsip22) { site in
      try await site.create("anna")
      // As after an upgrade: the files are for a release that knows no `password_digest`.
      let old = try await Program.shell(
        "sqlite3 \(site.scratch.path)/agents.db \"UPDATE asteriskSeen SET version = '22.1'\"",
        in: site.scratch)
      #expect(old.status == 0, "\(old)")
      let found = try await site.doctor("asterisk.version")
      #expect(found.status == 1)
      #expect(found.output.contains("and the files are for 22.1"), "\(found)")
      #expect(found.output.contains("mend: write the files anew\n"), "\(found)")
      try await site.done("apply")
      #expect(try await site.doctor("asterisk.version").status == 0)
    }
  }

  @Test func `one that hangs, and one that may not be asked, are told apart`() async throws {
    try await Installation.run(.pjsip22) { site in
      #expect(try await site.doctor("asterisk.unreachable").status == 0)
      try site.asterisk.freeze()
      let frozen = try await site.doctor("asterisk")
      #expect(frozen.status == 1)
      #expect(frozen.output.contains("Asterisk: does not answer within 2 seconds"), "\(frozen)")
      // What is not known is not called well.
      #expect(frozen.output.contains("1 checked: 1 error; 4 not checked"), "\(frozen)")
      try site.asterisk.thaw()
    }
  }

  @Test func `one that still starts is waited for, and nothing is made of its silence`()
    async throws
  {
    try await Lab.withAsterisk(
      .v16, until: "core show version",
      prepare: { directory in
        // Reading queues.conf ends when somebody writes to the pipe.
        let pipe = directory.appending(path: "../gate").standardized.systemPath
        guard unsafe mkfifo(pipe, 0o600) == 0 else { throw POSIXError(.EIO) }
        for (file, line) in [
          ("asterisk.conf", "execincludes = yes\n"), ("queues.conf", "#exec cat \(pipe)\n"),
        ] {
          let path = directory.appending(path: "../\(file)").standardized
          let text = try String(contentsOf: path, encoding: .utf8)
          try (text + line).write(to: path, atomically: true, encoding: .utf8)
        }
      }
    ) { asterisk in
      let site = try Installation(bare: asterisk, .sip16)
      try await site.done(
        "settings", "set", "asteriskDir", asterisk.asteriskDirectory.systemPath, "--no-apply")
      let found = try await site.doctor("asterisk,queue.invalid-member,queue.drift")
      #expect(found.status == 1)
      #expect(found.output.contains("warn   asterisk.booting  Asterisk: is still starting"))
      #expect(found.output.contains("2 checked: 1 warning; 5 not checked"), "\(found)")
      let pipe = asterisk.configurationDirectory.appending(path: "gate").systemPath
      try "; nothing\n".write(toFile: pipe, atomically: false, encoding: .utf8)
      _ = try await asterisk.command("core waitfullybooted")
      #expect(try await site.doctor("asterisk").status == 0)
    }
  }

  @Test(arguments: drivers)
  func `who is registered nowhere is listed when all is asked for`(
    _ driver: Driver
  ) async throws {
    try await Installation.run(driver) { site in
      let long = "anna." + String(repeating: "x", count: 35)
      for name in [long, "bert"] { try await site.create(name) }
      try await site.create("carl", "--set", "host=192.0.2.7")
      #expect(try await site.register("bert") == .registered)
      let found = try await site.doctor("agent.unregistered", "--format", "json")
      #expect(found.status == 0)
      #expect(found.output.contains(#""agent":"\#(long)""#), "\(found)")
      for name in ["bert", "carl"] { #expect(!found.output.contains(#""agent":"\#(name)""#)) }
    }
  }

  @Test func `voicemail that Debian's second module takes away is found`() async throws {
    for driver in Self.drivers {
      try await Lab.withAsterisk(driver.version, shape: .debian) { asterisk in
        let site = try await Installation(fromNothing: asterisk, driver)
        try await site.create("anna")
        #expect(try await site.doctor("module").status == 0)
        try await site.done("edit", "anna", "--set", "voicemail=true")
        let found = try await site.doctor("module")
        #expect(found.status == (driver == .sip16 ? 0 : 1))
        guard driver == .pjsip22 else { return }
        #expect(
          found.output.contains("error  module.voicemail-odbc  VoiceMail(): is not registered"))
        #expect(found.output.contains("Unanswered calls of 1 agent end"))
        #expect(!found.output.contains("module.app"))
      }
    }
  }
}
