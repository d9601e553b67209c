import TestSupport
import Testing

/// Agents who are logged on at telephones, with real phones and calls.
@Suite struct HotDeskTests {
  /// A caller, and an external agent in the queue sales through a team; `desk1` is 1000, `anna` 1001, `bert` 1002.
  private static func centre(_ site: Installation) async throws {
    try await site.done(
      "telephone", "create", "desk1", "--full-name", "Desk 1", "--password-stdin",
      input: Installation.password + "\n")
    try await site.done("queue", "create", "voice:sales")
    try await site.done("team", "create", "night")
    try await site.done("queue", "edit", "voice:sales", "--team", "night")
    try await site.create("anna", "--typology", "external", "--set", "hotdesk=true")
    try await site.create("bert")
    try await site.done("add-to-team", "anna", "--team", "night")
  }

  @Test(arguments: Driver.allCases)
  func `the telephone rings for the agent until the agent logs off`(_ driver: Driver) async throws {
    try await Installation.run(driver) { site in
      try await Self.centre(site)
      let (anna, desk, bert) = (
        try site.phone("anna"), try site.phone("desk1"), try site.phone("bert")
      )
      for phone in [anna, desk, bert] { #expect(try await phone.register() == .registered) }

      try await site.done("logon", "anna", "--telephone", "desk1")
      #expect(try await site.run(["diff"]).output == "nothing differs\n")
      let queue = try await site.asterisk.command("queue show sales")
      #expect(queue.contains("anna (\(driver.technology)/desk1)"), "\(queue)")
      async let call = bert.call("1001", talking: .seconds(4))
      try await shows(site, "\(driver.technology)/desk1", "State:InUse")
      #expect(try await call.status == 200)
      #expect(try await desk.receivedCalls(ended: 1).count == 1)
      try await shows(site, "\(driver.technology)/desk1", "State:Idle")
      #expect(try await bert.call("qsales").status == 200)
      #expect(try await desk.receivedCalls(ended: 2).count == 2)
      #expect(try await bert.call("1000").status == 200)
      #expect(try await desk.receivedCalls(ended: 3).count == 3)
      #expect(await anna.receivedCalls == [])

      try await site.done("logoff", "anna")
      #expect(try await site.run(["diff"]).output == "nothing differs\n")
      #expect(try await bert.call("1001").status == 200)
      #expect(try await bert.call("qsales").status == 200)
      #expect(try await anna.receivedCalls(ended: 2).count == 2)
      #expect(await desk.receivedCalls.count == 3)
    }
  }

  @Test(arguments: [Driver.sip16, .pjsip22])
  func `who waits in the queue gets the agent, under the telephone's new name too`(
    _ driver: Driver
  ) async throws {
    try await Installation.run(driver) { site in
      try await Self.centre(site)
      let (desk, bert) = (try site.phone("desk1"), try site.phone("bert"))
      for phone in [desk, bert] { #expect(try await phone.register() == .registered) }
      async let waiting = bert.call("qsales", patience: .seconds(60))
      try await shows(site, "1. ", in: "queue show sales")
      try await site.done("logon", "anna", "--telephone", "desk1")
      #expect(try await waiting.status == 200)
      #expect(try await desk.receivedCalls(ended: 1).count == 1)

      try await site.done(
        "telephone", "rename", "desk1", "front", "--password-stdin",
        input: Installation.password + "\n")
      let front = try site.phone("front")
      #expect(try await front.register() == .registered)
      #expect(try await site.run(["diff"]).output == "nothing differs\n")
      #expect(try await bert.call("qsales").status == 200)
      #expect(try await bert.call("1001").status == 200)
      #expect(try await front.receivedCalls(ended: 2).count == 2)

      try await site.done("disable", "anna")
      #expect(try await bert.call("1001").status == 404)
      try await site.done("undo")
      #expect(try await bert.call("1001").status == 200)
      #expect(try await front.receivedCalls(ended: 3).count == 3)
    }
  }

  /// Waits until Asterisk shows the words.
  private func shows(
    _ site: Installation, _ words: String..., in command: String = "core show hint 1001"
  ) async throws {
    var deadline = Deadline(.seconds(20))
    var answer = ""
    repeat {
      answer = try await site.asterisk.command(command)
      if words.allSatisfy(answer.contains) { return }
      try await Task.sleep(for: .milliseconds(100))
    } while await !deadline.isOver()
    Issue.record("\(command): no \(words) in \(answer)")
  }
}
