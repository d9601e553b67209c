import Foundation
import TestSupport
import Testing

/// Calls that ring real phones, with files of the product.
@Suite struct CallTests {
  private static let drivers = [Driver.sip16, .pjsip22]

  @Test(arguments: Driver.allCases)
  func `an agent calls an agent by the internal, and they talk`(_ driver: Driver) async throws {
    try await Installation.run(driver) { site in
      try await site.create("anna")
      try await site.create("bert", "--typology", "external")
      let (anna, bert) = (try site.phone("anna"), try site.phone("bert"))
      for phone in [anna, bert] { #expect(try await phone.register() == .registered) }
      let placed = try await bert.call("1000")
      #expect(placed.status == 200)
      #expect(placed.rang)
      #expect(placed.packets > 10)
      let received = try #require(try await anna.receivedCalls(ended: 1).first)
      #expect(received.packets > 10)
      #expect(try await anna.call("1002").status == 404)
    }
  }

  @Test(arguments: drivers)
  func `a telephone is called and calls`(_ driver: Driver) async throws {
    try await Installation.run(driver) { site in
      try await site.create("anna")
      try await site.done(
        "telephone", "create", "desk1", "--full-name", "Desk 1", "--password-stdin",
        input: Installation.password + "\n")
      let (anna, desk) = (try site.phone("anna"), try site.phone("desk1"))
      for phone in [anna, desk] { #expect(try await phone.register() == .registered) }
      #expect(try await anna.call("1001").status == 200)
      #expect(try await desk.call("1000").status == 200)
    }
  }

  @Test(arguments: drivers)
  func `a queue rings each of its members, those of its teams too`(_ driver: Driver) async throws {
    try await Installation.run(driver) { site in
      try await site.done("queue", "create", "voice:sales")
      try await site.done("team", "create", "Support")
      for name in ["anna", "bert", "carl", "dora"] { try await site.create(name) }
      try await site.done("add-to-queue", "anna", "--queue", "voice:sales")
      try await site.done("queue", "edit", "voice:sales", "--team", "Support")
      try await site.done("add-to-team", "bert", "--team", "Support")

      let anna = try site.phone("anna", whenCalled: .answers(after: .seconds(1)))
      let bert = try site.phone("bert", whenCalled: .rings)
      let (carl, dora) = (try site.phone("carl"), try site.phone("dora"))
      for phone in [anna, bert, carl, dora] { #expect(try await phone.register() == .registered) }
      #expect(try await carl.call("qsales").status == 200)
      let annas = try #require(try await anna.receivedCalls(ended: 1).first)
      let berts = try #require(try await bert.receivedCalls(ended: 1).first)
      #expect(annas.packets > 10)
      #expect(try #require(annas.answered) > berts.rang)
      #expect(berts.answered == nil)
      #expect(await dora.receivedCalls == [])
    }
  }

  @Test(arguments: drivers)
  func `the lower penalty rings first`(_ driver: Driver) async throws {
    try await Installation.run(driver) { site in
      try await site.done("queue", "create", "voice:sales")
      for name in ["anna", "bert", "carl"] { try await site.create(name) }
      try await site.done("add-to-queue", "anna", "--queue", "voice:sales=2")
      try await site.done("add-to-queue", "bert", "--queue", "voice:sales=1")
      let anna = try site.phone("anna")
      let bert = try site.phone("bert", whenCalled: .rings)
      let carl = try site.phone("carl")
      for phone in [anna, bert, carl] { #expect(try await phone.register() == .registered) }
      #expect(try await carl.call("qsales", patience: .seconds(2)).status == 487)
      #expect(try await bert.receivedCalls(ended: 1).count == 1)
      #expect(await anna.receivedCalls == [])

      // Without the member with the lower penalty, the other one rings.
      try await site.done("remove-from-queue", "bert", "--queue", "voice:sales")
      #expect(try await carl.call("qsales").status == 200)
      #expect(try await anna.receivedCalls(ended: 1).count == 1)
      #expect(await bert.receivedCalls.count == 1)
    }
  }

  @Test(arguments: drivers)
  func `who is removed, disabled or paused is not rung`(_ driver: Driver) async throws {
    try await Installation.run(driver) { site in
      try await site.done("queue", "create", "voice:sales")
      let names = ["anna", "bert", "carl", "dora"]
      for name in names { try await site.create(name, "--queue", "voice:sales") }
      try await site.create("emil")
      let phones = try names.map { try site.phone($0, whenCalled: .rings) }
      let emil = try site.phone("emil")
      for phone in phones + [emil] { #expect(try await phone.register() == .registered) }

      try await site.done("remove-from-queue", "anna", "--queue", "voice:sales")
      try await site.done("disable", "bert")
      _ = try await site.asterisk.command("queue pause member \(driver.technology)/carl")
      #expect(try await emil.call("qsales", patience: .seconds(2)).status == 487)
      #expect(try await phones[3].receivedCalls(ended: 1).count == 1)
      for phone in phones.dropLast() { #expect(await phone.receivedCalls == []) }

      // A change of the queue keeps the pause. An enabled agent rings again.
      try await site.done("enable", "bert")
      #expect(try await phones[1].register() == .registered)
      #expect(try await emil.call("qsales", patience: .seconds(2)).status == 487)
      #expect(try await phones[1].receivedCalls(ended: 1).count == 1)
      #expect(await phones[2].receivedCalls == [])
    }
  }

  @Test(arguments: drivers)
  func `an unanswered call leaves a message`(_ driver: Driver) async throws {
    try await Installation.run(driver) { site in
      try await site.set("ringSeconds", "2")
      try await site.create("anna", "--voicemail")
      try await site.create("bert")
      let anna = try site.phone("anna", whenCalled: .rings)
      let bert = try site.phone("bert")
      for phone in [anna, bert] { #expect(try await phone.register() == .registered) }
      #expect(try await bert.call("1000", talking: .seconds(2)).status == 200)
      #expect(try await anna.receivedCalls(ended: 1).first?.answered == nil)
      try await site.asterisk.appears(
        site.asterisk.spoolDirectory.appending(path: "voicemail/default/1000/INBOX/msg0000.wav"))
    }
  }

  @Test(arguments: drivers)
  func `a forwarded call rings elsewhere, and a circle of them ends`(
    _ driver: Driver
  ) async throws {
    try await Installation.run(driver) { site in
      func forward(_ name: String, to number: String) async throws {
        try await site.done(
          "edit", name, "--set", "phoneBarUnconditional=true", "--set",
          "phoneBarUnconditionalNumber=\(number)")
      }
      for name in ["anna", "bert", "carl"] { try await site.create(name) }
      let phones = try ["anna", "bert", "carl"].map { try site.phone($0) }
      for phone in phones { #expect(try await phone.register() == .registered) }
      try await forward("anna", to: "1001")
      #expect(try await phones[2].call("1000").status == 200)
      #expect(try await phones[1].receivedCalls(ended: 1).count == 1)
      #expect(await phones[0].receivedCalls == [])

      // After five forwards it rings at the current agent.
      try await forward("bert", to: "1000")
      #expect(try await phones[2].call("1000").status == 200)
      #expect(try await phones[1].receivedCalls(ended: 2).count == 2)
      #expect(await phones[0].receivedCalls == [])
    }
  }

  @Test(arguments: drivers)
  func `calls to the extension are recorded in the chosen format`(_ driver: Driver) async throws {
    try await Installation.run(driver) { site in
      let formats = [("wav", "wav"), ("wav49", "WAV"), ("gsm", "gsm")]
      for (format, _) in formats {
        try await site.create(format, "--set", "extensionMonitor=\(format)")
      }
      try await site.create("anna")
      let phones = try formats.map { try site.phone($0.0) }
      let anna = try site.phone("anna")
      for phone in phones + [anna] { #expect(try await phone.register() == .registered) }
      for (number, format) in formats.enumerated() {
        #expect(try await anna.call("\(1000 + number)").status == 200)
        let file = try site.recording(of: format.0)
        #expect(file.pathExtension == format.1)
        try await site.asterisk.appears(file)
      }
      // An agent without recording leaves no file.
      #expect(try await phones[0].call("1003").status == 200)
      #expect(try site.recordings().count == formats.count)
    }
  }

  @Test(arguments: drivers)
  func `a supervisor listens to those who allow it`(_ driver: Driver) async throws {
    try await Installation.run(driver) { site in
      try await site.create("anna", "--set", "chanSpy=true")
      try await site.create("annabel")
      try await site.create("boss", "--set", "context=from-supervisor")
      let anna = try site.phone("anna")
      let (annabel, boss) = (try site.phone("annabel"), try site.phone("boss"))
      for phone in [anna, annabel, boss] { #expect(try await phone.register() == .registered) }
      async let call = annabel.call("1000", talking: .seconds(3))
      async let spying = boss.call("*901000", talking: .seconds(2))
      #expect(try await call.status == 200)
      #expect(try await spying.status == 200)
      #expect(try await spying.packets > 10)
      // annabel does not allow it, and only the supervisor has the context.
      #expect(try await boss.call("*901001").status != 200)
      #expect(try await annabel.call("*901000").status == 404)
    }
  }

  @Test func `a centre moves to PJSIP by one setting, and every phone keeps its password`()
    async throws
  {
    try await Installation.run(.sip16) { site in
      let passwords = ["Paper-Boat-7", "ü-Ö;1aA%--;", "A b\"c'd\\1$"]
      try await site.done("queue", "create", "voice:sales")
      for (number, password) in passwords.enumerated() {
        try await site.create(
          "agent\(number)", "--queue", "voice:sales", password: password)
        let phone = try site.phone("agent\(number)", password: password)
        #expect(try await phone.register() == .registered)
        await phone.switchOff()
      }
      let moved = try await site.run(["settings", "set", "asteriskDriver", "pjsip"])
      #expect(moved.status == 0)
      // Both drivers have the peers. Queues dial the old one until the new include is found.
      #expect(try await site.asterisk.command("queue show sales").contains("SIP/agent0"))
      try await site.done("apply")
      #expect(try await site.asterisk.command("queue show sales").contains("PJSIP/agent0"))
      var onPJSIP = site
      onPJSIP.driver = .pjsip16
      for (number, password) in passwords.enumerated() {
        let phone = try onPJSIP.phone("agent\(number)", password: password)
        #expect(try await phone.register() == .registered)
        await phone.switchOff()
        let wrong = try onPJSIP.phone("agent\(number)", password: password + "x")
        #expect(try await wrong.register() == .refused(status: 401))
      }
      let (caller, called) = (
        try onPJSIP.phone("agent0"), try onPJSIP.phone("agent1", password: passwords[1])
      )
      for phone in [caller, called] { #expect(try await phone.register() == .registered) }
      #expect(try await caller.call("1001").status == 200)
      // And back again.
      try await site.set("asteriskDriver", "sip")
      let phone = try site.phone("agent2", password: passwords[2])
      #expect(try await phone.register() == .registered)
    }
  }
}
