import Agents
import Foundation
import SystemPackage
import TestSupport
import Testing

/// Commands of findings: each is run by a shell as it stands, and its finding is gone.
@Suite struct MendingCommandTests {
  /// A way to break a centre with two agents and a queue, and the check whose command mends it.
  struct Case: Sendable {
    let check: String
    /// Drivers where it can happen.
    var drivers = [Driver.sip16, .pjsip22]
    /// Found in the files alone: for another account than that of the Asterisk that runs, and by another asterisk.conf.
    var isOffline = false
    let body: @Sendable (Installation) async throws -> Void
  }

  @Test(arguments: [Driver.sip16, .pjsip22])
  func `each command mends its finding`(_ driver: Driver) async throws {
    try await Installation.run(driver, prepare: { try addTransports(besides: $0) }) { site in
      try await site.done("queue", "create", "voice:sales")
      try await site.create("anna", "--voicemail", "--queue", "voice:sales")
      try await site.create("wendy", "--typology", "webrtc")
      for example in Self.cases where example.drivers.contains(driver) {
        try await example.body(site)
        let more = example.isOffline ? ["--offline"] : []
        let found = try await site.found(example.check, more)
        #expect(!found.isEmpty, "\(example.check)")
        for finding in found {
          #expect(!finding.commands.isEmpty, "\(finding)")
          for command in finding.commands {
            let result = try await Program.shell(
              command, in: site.scratch, path: [site.asterisk.wrapperDirectory.systemPath])
            #expect(result.status == 0, "\(command): \(result)")
          }
        }
        #expect(try await site.eventually(example.check, more, is: []) == [], "\(example.check)")
      }
    }
  }

  @Test func `of each check that gives commands one is run`() {
    let known = HealthCheck.all.filter(\.hasCommands).map(\.id)
    #expect(Set(Self.cases.map(\.check)) == Set(known))
  }

  private static let files = [
    Case(check: "files.group-missing") { try await $0.setUnasked("asteriskFileGroup", "no-such") },
    Case(check: "files.pending") {
      try await $0.done("edit", "anna", "--full-name", "Anna Verdi", "--no-apply")
    },
    Case(check: "files.missing") { site in
      let file = site.driver == .sip16 ? "sip" : "pjsip"
      try FileManager.default.removeItem(
        at: site.asterisk.asteriskDirectory.appending(path: "\(file)_agents.conf"))
    },
    Case(check: "files.edited") {
      try $0.change("xcally/queues_agents.conf") { $0 += "[night]\n" }
    },
    Case(check: "files.unread") { site in
      try site.asterisk.freeze()
      #expect(try await site.run(["edit", "anna", "--full-name", "Anna Neri"]).status == 69)
      try site.asterisk.thaw()
    },
    Case(check: "files.unreadable", isOffline: true) { site in
      try site.change("asterisk.conf") { $0 += "runuser = nobody\nrungroup = nogroup\n" }
      let queues = site.asterisk.asteriskDirectory.appending(path: "queues_agents.conf")
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o640], ofItemAtPath: queues.systemPath)
    },
    Case(check: "database.permissions") { site in
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o644], ofItemAtPath: site.scratch.file("agents.db").string)
    },
    Case(check: "include.directory", isOffline: true) { site in
      let own = site.asterisk.configurationDirectory.systemPath
      let other = site.scratch.file("other").string
      try FileManager.default.createDirectory(
        atPath: other + "/xcally", withIntermediateDirectories: true)
      try site.scratch.write("[directories]\nastetcdir => \(own)\n", to: "other/asterisk.conf")
      try await site.done("settings", "set", "asteriskDir", other + "/xcally", "--no-apply")
    },
  ]

  private static let running = [
    Case(check: "asterisk.version") { try await $0.setUnasked("asteriskVersion", "20.1") },
    Case(check: "asterisk.version", drivers: [.pjsip22]) { site in
      try await site.setUnasked("asteriskVersion", "")
      // As after an upgrade.
      let result = try await Program.shell(
        "sqlite3 agents.db \"UPDATE asteriskSeen SET version = '22.1'\"", in: site.scratch)
      #expect(result.status == 0, "\(result)")
    },
    Case(check: "asterisk.stale") { site in
      try await site.done("settings", "set", "asteriskReload", "never")
      try await site.done("edit", "anna", "--full-name", "Anna Bianchi")
      try await site.done("settings", "set", "asteriskReload", "auto", "--no-apply")
    },
    Case(check: "realm.differs", drivers: [.sip16]) { site in
      try site.replace("realm = asterisk", "realm = other", in: "sip.conf")
      try await site.asterisk.reload()
      _ = try await site.asterisk.command("sip show settings") { $0.contains("other") }
      try site.replace("realm = other", "realm = asterisk", in: "sip.conf")
    },
    Case(check: "dialplan.not-included") {
      _ = try await $0.asterisk.command("dialplan remove include xcally-agents from from-sip")
    },
    Case(check: "queue.drift") { site in
      let member = "\(site.driver.technology)/anna"
      _ = try await site.asterisk.command("queue set penalty 9 on \(member) in sales")
    },
    Case(check: "transport.port") {
      try await $0.done("edit", "anna", "--set", "phoneBarDestinationPort=5071")
    },
    Case(check: "transport.wss-port") { site in
      try await site.serveTLS(port: 8189)
      try await site.done("edit", "wendy", "--set", "wssPort=8187")
    },
  ]

  private static let agents = [
    Case(check: "agent.locked") { site in
      for _ in 0..<5 {
        _ = try await site.run(
          ["verify-password", "anna", "--password-stdin"], input: "Wrong-Day1\n")
      }
    },
    Case(check: "voicemail.pin-overridden") { site in
      let box = site.asterisk.spoolDirectory.appending(path: "voicemail/default/1000")
      try FileManager.default.createDirectory(at: box, withIntermediateDirectories: true)
      try "[general]\npassword = 1111\n".write(
        to: box.appending(path: "secret.conf"), atomically: true, encoding: .utf8)
    },
    // The account is that of the case above.
    Case(check: "voicemail.spool", isOffline: true) { _ in },
    Case(check: "voicemail.spool", isOffline: true) { site in
      try FileManager.default.removeItem(
        at: site.asterisk.spoolDirectory.appending(path: "voicemail"))
    },
  ]

  /// As after an upgrade; from here on its phones are of PJSIP.
  private static let last = [
    Case(check: "driver.missing", drivers: [.sip16]) { site in
      try await site.setUnasked("asteriskDriver", "sip")
      try await site.setUnasked("asteriskVersion", "21.0")
    }
  ]

  private static let cases = files + running + agents + last
}

/// Adds what a centre has beside the lab: PJSIP's transports of TCP and TLS.
func addTransports(besides directory: URL) throws {
  let file = directory.appending(path: "../pjsip.conf").standardized
  let text = try String(contentsOf: file, encoding: .utf8)
  let bind = text.split(separator: "\n").first { $0.hasPrefix("bind = ") } ?? ""
  let more = """
    [transport-tcp]
    type = transport
    protocol = tcp
    \(bind)
    [transport-tls]
    type = transport
    protocol = tls
    \(bind.prefix { $0 != ":" }):5071
    cert_file = /etc/lab.crt
    priv_key_file = /etc/lab.key
    method = tlsv1_2

    """
  try (more + text).write(to: file, atomically: true, encoding: .utf8)
}
