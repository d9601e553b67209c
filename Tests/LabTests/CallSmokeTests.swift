import Foundation
import TestSupport
import Testing

/// Proves with files written by hand that the lab's phones ring and talk.
@Suite struct CallSmokeTests {
  @Test(arguments: Driver.allCases)
  func `a phone registers with its password alone, and hears its echo`(
    _ driver: Driver
  ) async throws {
    try await HandWrittenCalls.run(driver) { centre, asterisk in
      let anna = try centre.phone("anna", at: asterisk)
      #expect(try await anna.register() == .registered)
      // Asterisk has checked the phone, and the phone has answered.
      switch driver {
      case .sip16:
        _ = try await asterisk.command("sip show peer anna") { $0.contains("Status       : OK (") }
      case .pjsip16, .pjsip22:
        _ = try await asterisk.command("pjsip show contacts") { $0.contains(" Avail ") }
      }
      let echo = try await anna.call("600")
      #expect(echo.status == 200)
      #expect(echo.packets > 10)
      #expect(try await anna.call("9999").status == 404)

      let port = driver.port(of: asterisk)
      let wrong = try Phone("anna", password: "wrong", at: asterisk, port: port)
      let refused = driver == .sip16 ? 403 : 401
      #expect(try await wrong.register() == .refused(status: refused))
      let nobody = try Phone("nobody", password: "x", at: asterisk, port: port)
      #expect(try await nobody.register() == .refused(status: refused))
      let silent = try Phone("anna", password: "x", at: asterisk, port: 9)
      #expect(try await silent.register() == .noAnswer)
    }
  }

  @Test(arguments: Driver.allCases)
  func `an agent calls an agent, they talk, and one hangs up`(_ driver: Driver) async throws {
    try await HandWrittenCalls.run(driver) { centre, asterisk in
      let anna = try centre.phone("anna", at: asterisk)
      let bert = try centre.phone("bert", at: asterisk)
      let carl = try centre.phone("carl", at: asterisk)
      for phone in [anna, bert, carl] { #expect(try await phone.register() == .registered) }

      let placed = try await bert.call("1000")
      #expect(placed.status == 200)
      #expect(placed.rang)
      #expect(placed.packets > 10)
      let received = try #require(try await anna.receivedCalls(ended: 1).first)
      #expect(try #require(received.answered) > received.rang)
      #expect(received.packets > 10)

      // A phone that has called can also be called.
      #expect(try await anna.call("1001").status == 200)
      #expect(try await bert.receivedCalls(ended: 1).count == 1)
      #expect(await carl.receivedCalls == [])
    }
  }

  @Test(arguments: Driver.allCases)
  func `a busy phone and an impatient caller`(_ driver: Driver) async throws {
    try await HandWrittenCalls.run(driver) { centre, asterisk in
      let anna = try centre.phone("anna", at: asterisk, whenCalled: .rings)
      let bert = try centre.phone("bert", at: asterisk, whenCalled: .isBusy)
      for phone in [anna, bert] { #expect(try await phone.register() == .registered) }

      let placed = try await bert.call("1000", patience: .seconds(1))
      #expect(placed.status == 487)
      #expect(placed.rang)
      let received = try #require(try await anna.receivedCalls(ended: 1).first)
      #expect(received.answered == nil)
      #expect(received.packets == 0)

      #expect(try await anna.call("1001").status == 486)
      #expect(try await bert.receivedCalls(ended: 1).first?.answered == nil)
    }
  }

  @Test(arguments: [Driver.sip16, .pjsip22])
  func `an unanswered call leaves a message`(_ driver: Driver) async throws {
    try await HandWrittenCalls.run(driver) { centre, asterisk in
      let anna = try centre.phone("anna", at: asterisk, whenCalled: .rings)
      let bert = try centre.phone("bert", at: asterisk)
      for phone in [anna, bert] { #expect(try await phone.register() == .registered) }
      #expect(try await bert.call("1000", talking: .seconds(2)).status == 200)
      let message = asterisk.spoolDirectory.appending(
        path: "voicemail/default/1000/INBOX/msg0000.wav")
      try await asterisk.appears(message)
    }
  }

  @Test(arguments: [Driver.sip16, .pjsip22])
  func `a call is recorded in three formats`(_ driver: Driver) async throws {
    try await HandWrittenCalls.run(driver) { centre, asterisk in
      let anna = try centre.phone("anna", at: asterisk)
      let echo = try await anna.call("2000")
      #expect(echo.status == 200)
      for name in ["call.wav", "call.WAV", "call.gsm"] {
        try await asterisk.appears(asterisk.spoolDirectory.appending(path: "monitor/\(name)"))
      }
    }
  }

  @Test(arguments: [Driver.sip16, .pjsip22])
  func `a queue rings all its members, or those of the lowest penalty`(
    _ driver: Driver
  ) async throws {
    try await HandWrittenCalls.run(driver) { centre, asterisk in
      let anna = try centre.phone("anna", at: asterisk, whenCalled: .answers(after: .seconds(1)))
      let bert = try centre.phone("bert", at: asterisk, whenCalled: .rings)
      let carl = try centre.phone("carl", at: asterisk)
      for phone in [anna, bert, carl] { #expect(try await phone.register() == .registered) }

      #expect(try await carl.call("qall").status == 200)
      let annas = try await anna.receivedCalls(ended: 1)
      let berts = try await bert.receivedCalls(ended: 1)
      #expect(try #require(annas.first?.answered) > #require(berts.first?.rang))
      #expect(berts.first?.answered == nil)

      #expect(try await carl.call("qlevels", patience: .seconds(1)).status == 487)
      #expect(try await bert.receivedCalls(ended: 2).count == 2)
      #expect(await anna.receivedCalls.count == 1)
    }
  }

  @Test(arguments: [Driver.sip16, .pjsip22])
  func `a supervisor listens to an agent's call`(_ driver: Driver) async throws {
    try await HandWrittenCalls.run(driver) { centre, asterisk in
      let anna = try centre.phone("anna", at: asterisk)
      let bert = try centre.phone("bert", at: asterisk)
      let dora = try centre.phone("dora", at: asterisk)
      for phone in [anna, bert, dora] { #expect(try await phone.register() == .registered) }
      async let call = bert.call("1000", talking: .seconds(3))
      _ = try await anna.receivedCalls(answered: 1)
      let spying = try await dora.call("*901000")
      #expect(spying.status == 200)
      #expect(spying.packets > 10)
      #expect(try await call.status == 200)
    }
  }
}
