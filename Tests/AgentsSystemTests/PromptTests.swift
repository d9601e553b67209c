import AgentsSystem
import Glibc
import SystemPackage
import TestSupport
import Testing

/// A program asks on a real terminal, and the test answers on the other side.
@Suite struct `Prompts` {
  @Test func `does not show what is typed, and puts the terminal back`() async throws {
    let terminal = try PseudoTerminal()
    async let shown = blocking {
      let question = try terminal.shown(upTo: "Password: ")
      #expect(try !terminal.echoes)
      #expect(try !terminal.suspends)
      try terminal.type("Sècret12\n")
      return question + (try terminal.shown(upTo: "done"))
    }
    await #expect(processExitsWith: .success) { [device = terminal.device.string as String] in
      let own = try PseudoTerminal.adopt(device)
      #expect(try Prompt.secret("Password: ", limit: 9) == Array("Sècret12".utf8))
      try own.writeAll("done".utf8)
    }
    #expect(try await shown == "Password: \r\ndone")
    #expect(try terminal.echoes)
    #expect(try terminal.suspends)
  }

  @Test(arguments: [("\u{3}", SIGINT), ("\u{1C}", SIGQUIT)])
  func `puts the terminal back before a key ends it`(key: String, signal: CInt) async throws {
    let terminal = try PseudoTerminal()
    async let answer: Void = blocking {
      _ = try terminal.shown(upTo: "Password: ")
      #expect(try !terminal.echoes)
      try terminal.type("Secr" + key)
    }
    await #expect(processExitsWith: .signal(signal)) {
      [device = terminal.device.string as String] in
      try ProcessHardening.disableCoreDumps()
      _ = try PseudoTerminal.adopt(device)
      _ = try Prompt.secret("Password: ", limit: 99)
    }
    try await answer
    #expect(try terminal.echoes)
  }

  @Test func `puts the terminal back before another process ends it`() async throws {
    let terminal = try PseudoTerminal()
    async let answer: Void = blocking {
      let number = try terminal.shown(upTo: "Password: ").prefix { $0.isNumber }
      #expect(try !terminal.echoes)
      kill(try #require(Int32(number)), SIGTERM)
    }
    await #expect(processExitsWith: .signal(SIGTERM)) {
      [device = terminal.device.string as String] in
      let own = try PseudoTerminal.adopt(device)
      try own.writeAll("\(getpid()) ".utf8)
      _ = try Prompt.secret("Password: ", limit: 99)
    }
    try await answer
    #expect(try terminal.echoes)
  }

  @Test(arguments: [
    ("\n", SecretRefusal.empty), ("\u{4}", .empty), ("1234567890\n", .tooLong(limit: 9)),
  ])
  func `refuses an empty or too long answer`(typed: String, refusal: SecretRefusal) async throws {
    let terminal = try PseudoTerminal()
    async let answer: Void = blocking {
      _ = try terminal.shown(upTo: "Password: ")
      try terminal.type(typed)
    }
    let tooLong = refusal != .empty
    await #expect(processExitsWith: .success) {
      [device = terminal.device.string as String, tooLong = tooLong as Bool] in
      _ = try PseudoTerminal.adopt(device)
      #expect(throws: tooLong ? SecretRefusal.tooLong(limit: 9) : .empty) {
        try Prompt.secret("Password: ", limit: 9)
      }
    }
    try await answer
  }

  @Test(arguments: [
    ("y\n", true), ("Yes\n", true), ("n\n", false), ("\n", false), ("yo\n", false),
    ("\u{4}", false),
  ])
  func `takes only y and yes for a yes`(typed: String, confirmed: Bool) async throws {
    let terminal = try PseudoTerminal()
    async let answer = blocking {
      let question = try terminal.shown(upTo: "[y/N] ")
      try terminal.type(typed)
      return question
    }
    await #expect(processExitsWith: .success) {
      [device = terminal.device.string as String, confirmed = confirmed as Bool] in
      _ = try PseudoTerminal.adopt(device)
      #expect(try Prompt.confirm("Delete 3 agents?") == confirmed)
    }
    #expect(try await answer == "Delete 3 agents? [y/N] ")
  }

  @Test func `cannot ask without a terminal`() async {
    await #expect(processExitsWith: .success) {
      #expect(setsid() != -1)
      #expect(throws: SystemError(.open, "/dev/tty", .noSuchAddressOrDevice)) {
        try Prompt.secret("Password: ", limit: 99)
      }
    }
  }
}
