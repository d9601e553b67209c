import Agents
import AgentsModel
import TestSupport
import Testing

/// Emailed links, operators, and passwords that are old.
@Suite struct OperatorCheckTests {
  @Test func `what emailed links need is told where they are used`() async throws {
    let place = try await BrokenCentre()
    try await place.set("mailCommand", place.scratch.path + "/mailer -t")
    #expect(try await place.findings("mail").isEmpty)
    try await place.set("mailFrom", "centre@example.com")
    try await place.set("resetUrl", "https://centre.example/reset")
    #expect(try await place.findings("mail").map(\.field) == ["mailCommand"])
    try place.scratch.write("#!/bin/sh\ncat >/dev/null\n", to: "mailer", mode: 0o755)
    #expect(try await place.findings("mail").isEmpty)
    _ = try await place.centre.invite(.named(["mrossi"]))
    try await place.set("mailFrom", "")
    let found = try await place.findings("mail")
    #expect(found.map(\.message) == ["is not set, and 1 link waits for agents"])
  }

  @Test func `operators without an account, and a rule without a group`() async throws {
    let place = try await BrokenCentre(as: Actor(login: "daemon", userID: 1))
    try place.scratch.write(
      "%nogroupofthis ALL = (root) NOPASSWD: ALL\n", to: "sudoers", mode: 0o440)
    // Nobody needs the rule.
    #expect(try await place.findings("operator").isEmpty)
    _ = try place.centre.addOperator("daemon", .admin)
    #expect(
      try await place.findings("operator").map(\.message) == ["there is no group nogroupofthis"])
    try await place.shell("rm sudoers")
    #expect(try await place.findings("operator").isEmpty)
    _ = try place.centre.addOperator("nobodyofthis", .user)
    #expect(try await place.findings("operator").map(\.subject) == ["nobodyofthis"])
  }

  @Test func `a rule that sudo would not read`() async throws {
    let place = try await BrokenCentre(as: Actor(login: "daemon", userID: 1))
    _ = try place.centre.addOperator("daemon", .admin)
    try place.scratch.write("%root ALL = (root NOPASSWD: ALL\n", to: "sudoers", mode: 0o440)
    let report = try await place.report(["operator"])
    // Where visudo is not installed it is not known.
    if report.unchecked.isEmpty {
      #expect(report.findings.map(\.severity) == [.error])
      #expect(report.findings.first?.message.contains("syntax error") == true)
    } else {
      #expect(report.unchecked.map(\.reason) == ["no visudo"])
    }
  }

  @Test func `an expired password is told with its day`() async throws {
    let place = try await BrokenCentre(ahead: -200)
    try await place.setPassword(of: "mrossi")
    let found = try await place.findings("agent")
    #expect(found.map(\.code) == ["agent.expired"] && found.map(\.subject) == ["mrossi"])
    try await place.set("passwordExpiryDays", "0")
    #expect(try await place.findings("agent").isEmpty)
  }

  @Test func `a spool that Asterisk may not write to`() async throws {
    let place = try await BrokenCentre()
    try place.change("asterisk.conf") { $0 += "[options]\nrunuser = nobody\nrungroup = nogroup\n" }
    try await place.shell("chmod 777 spool spool/voicemail spool/voicemail/default")
    #expect(try await place.findings("voicemail.spool").isEmpty)
    try await place.shell("chmod 755 spool/voicemail/default")
    let found = try await place.findings("voicemail.spool")
    #expect(found.map { $0.subject.relative(to: place) } == ["spool/voicemail/default"])
    // Asterisk makes what is missing, if it may.
    try await place.shell("rmdir spool/voicemail/default")
    #expect(try await place.findings("voicemail.spool").isEmpty)
  }
}
