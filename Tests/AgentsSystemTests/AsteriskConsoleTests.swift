import AgentsSystem
import Foundation
import SystemPackage
import TestSupport
import Testing

/// Asks real sockets that speak as Asterisk does; LabTests ask Asterisk itself.
@Suite struct `Asterisk's console` {
  let scratch: Scratch
  let socket: FilePath

  init() throws {
    scratch = try Scratch()
    socket = scratch.file("asterisk.ctl")
  }

  @Test func `is asked once whether it has booted, then as often as needed`() async throws {
    let stand = try StandInConsole(at: socket, answer: booted { Array("<\($0)>\n".utf8) })
    let console = console()
    #expect(try await console.run("a b") == .answered("<a b>\n"))
    #expect(try await console.run("c") == .answered("<c>\n"))
    #expect(
      stand.received
        == ["core waitfullybooted", "a b", "c"].map { "cli quit after \($0)\0" }.joined())
  }

  @Test(arguments: [
    ("pbx/812/22.10.1~dfsg\n", "pbx", 812, "22.10.1~dfsg"),
    ("a.b/7/certified/18.9-cert4\n", "a.b", 7, "certified/18.9-cert4"),
  ])
  func `says of itself who it is`(
    _ greeting: String, _ host: String, _ process: Int, _ version: String
  ) async throws {
    let stand = try StandInConsole(at: socket, greeting: greeting, answer: booted { _ in [] })
    defer { stand.close() }
    let console = console()
    #expect(console.greeting == nil)
    _ = try await console.run("x")
    #expect(console.greeting?.host == host)
    #expect(console.greeting?.process == process)
    #expect(console.greeting?.version == version)
  }

  @Test func `is frozen when it does not greet`() async throws {
    let stand = try StandInConsole(at: socket, greeting: nil)
    let console = console(greeting: .milliseconds(50))
    #expect(try await console.run("x") == .frozen(.milliseconds(50)))
    // It is not asked again.
    stand.close()
    #expect(try await console.run("x") == .frozen(.milliseconds(50)))
  }

  @Test func `is frozen when so many wait that nobody can connect`() async throws {
    let stand = try StandInConsole(at: socket, greeting: nil)
    defer { stand.close() }
    for _ in 1...3 {
      #expect(
        try await console(greeting: .milliseconds(50)).run("x") == .frozen(.milliseconds(50)))
    }
  }

  @Test(arguments: [nil, "No such command 'core waitfullybooted' (type 'core show help')\n"])
  func `is booting when it greets and has not loaded everything`(_ text: String?) async throws {
    let stand = try StandInConsole(at: socket) { _ in text.map { Array($0.utf8) } }
    defer { stand.close() }
    #expect(try await console(boot: .milliseconds(50)).run("sip reload") == .booting)
    #expect(!stand.received.contains("sip reload"))
  }

  @Test func `is frozen when it greets and does not answer one command`() async throws {
    let stand = try StandInConsole(at: socket, answer: booted { _ in nil })
    defer { stand.close() }
    #expect(
      try await console(answer: .milliseconds(50)).run("x") == .frozen(.milliseconds(50)))
  }

  @Test func `is not running when nobody listens any more`() async throws {
    try StandInConsole(at: socket).close()
    #expect(try await console().run("x") == .notRunning)
  }

  @Test func `is looked for by the program only where no socket is`() async throws {
    try scratch.write("#!/bin/sh\necho \"fully booted, asked: $2\"\n", to: "asterisk", mode: 0o755)
    #expect(try await console().run("x") == .answered("fully booted, asked: x\n"))
    let stand = try StandInConsole(at: socket, answer: booted { _ in [] })
    defer { stand.close() }
    #expect(try await console().run("x") == .answered(""))
  }

  @Test func `the program tells one that starts from one that hangs`() async throws {
    try scratch.write(
      "#!/bin/sh\ncase $2 in *boot*) exec sleep 600 ;; *) echo Asterisk 22 ;; esac\n",
      to: "asterisk", mode: 0o755)
    #expect(try await console(boot: .milliseconds(50)).run("x") == .booting)
    try scratch.write("#!/bin/sh\nexec sleep 600\n", to: "asterisk", mode: 0o755)
    let limit = Duration.milliseconds(50)
    #expect(try await console(greeting: limit, boot: limit).run("x") == .frozen(limit))
  }

  @Test func `is not allowed when the file that names its socket cannot be read`() async throws {
    let hidden = scratch.file("asterisk.conf")
    let console = AsteriskConsole(
      socket: socket, hidden: hidden, program: ConsoleProgram(searchPath: []))
    #expect(try await console.run("x") == .notAllowed(hidden))
  }

  @Test func `gives answers without colours and without messages of others`() async throws {
    let stand = try StandInConsole(
      at: socket,
      answer: booted { _ in
        Array("\u{1b}[1;31msales\u{1b}[0m has\u{1b}[K 0\u{7}\tcalls\r\n".utf8) + [0xfd]
          + Array("  -- Remote console\n".utf8) + Array("Zoë\u{9b}31m \u{1b}7x\n".utf8) + [0xff]
      })
    defer { stand.close() }
    #expect(
      try await console().run("queue show") == .answered("sales has 0\tcalls\nZoë31m x\n"))
  }

  @Test(arguments: ["a\nb", "a\0b", "", "a\tb", "a\u{7f}", String(repeating: "x", count: 481)])
  func `never gets a command that could be two`(_ command: String) async throws {
    let stand = try StandInConsole(at: socket)
    defer { stand.close() }
    #expect(try await console().run(command) == .failed(.unspeakable))
    #expect(stand.received == "")
  }

  @Test func `may answer 16 MiB, and no more`() async throws {
    let stand = try StandInConsole(
      at: socket, answer: booted { [UInt8](repeating: 0x20, count: Int($0) ?? 0) })
    defer { stand.close() }
    let most = 16 << 20
    guard case .answered(let text) = try await console().run("\(most)") else {
      Issue.record("no answer")
      return
    }
    #expect(text.utf8.count == most)
    #expect(try await console().run("\(most + 1)") == .failed(.answerTooLarge))
  }

  @Test(arguments: ["220 mail ready\n", String(repeating: "/", count: 5000) + "\n"])
  func `greets as Asterisk does, or is another program`(_ greeting: String) async throws {
    let stand = try StandInConsole(at: socket, greeting: greeting)
    defer { stand.close() }
    #expect(try await console().run("x") == .failed(.notAsterisk(socket)))
    #expect(stand.received == "")
  }

  @Test func `is never a link`() async throws {
    let stand = try StandInConsole(at: scratch.file("elsewhere"))
    defer { stand.close() }
    let link = try scratch.link("asterisk.ctl", to: "elsewhere")
    #expect(try await console().run("x") == .failed(.stranger(link)))
    #expect(stand.received == "")
  }

  /// A console that has booted.
  private func booted(
    _ answer: @escaping @Sendable (String) -> [UInt8]?
  ) -> @Sendable (String) -> [UInt8]? {
    { $0 == "core waitfullybooted" ? Array("Asterisk has fully booted.\n".utf8) : answer($0) }
  }

  private func console(
    greeting: Duration = .seconds(60), boot: Duration = .seconds(60),
    answer: Duration = .seconds(60)
  ) -> AsteriskConsole {
    var limits = AsteriskConsole.Limits()
    (limits.greeting, limits.boot, limits.answer) = (greeting, boot, answer)
    return AsteriskConsole(
      socket: socket, program: ConsoleProgram(searchPath: [scratch.directory]), limits: limits)
  }
}

/// What listens under another account, where accounts can be changed.
@Suite(.enabled(if: geteuid() == 0, "needs root, to be another account"))
struct `Asterisk's console under other accounts` {
  /// A socket of the account 7001, in a directory of `owner` with this mode.
  private func reply(owner: String, mode: String) async throws -> AsteriskConsole.Reply {
    let scratch = try Scratch()
    try scratch.setMode(0o711)
    let server = """
      mkdir run; chown \(owner) run; chmod \(mode) run
      setpriv --reuid 7001 --regid 7001 --clear-groups python3 -c '
      import socket
      listener = socket.socket(socket.AF_UNIX)
      listener.bind("run/asterisk.ctl")
      listener.listen(2)
      open("run/ready", "w").close()
      while True:
        caller = listener.accept()[0]
        caller.send(b"host/1/22\\n")
        caller.recv(512)
        caller.send(b"fully booted\\n")
        caller.close()
      ' & echo $! > server
      until [ -e run/ready ]; do sleep 0.02; done
      exec >/dev/null 2>&1
      """
    let started = try await Program.shell("{ \(server)\n} >/dev/null 2>&1", in: scratch)
    #expect(started.status == 0, "\(started)")
    defer {
      let text = (try? scratch.contents("server")) ?? ""
      if let id = pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)) { kill(id, SIGKILL) }
    }
    return try await AsteriskConsole(
      socket: scratch.file("run/asterisk.ctl"), program: ConsoleProgram(searchPath: [])
    ).run("x")
  }

  @Test(arguments: [("7001:7001", "0755"), ("0:7001", "0775")])
  func `is asked where the directory is for that account`(
    owner: String, mode: String
  ) async throws {
    #expect(try await reply(owner: owner, mode: mode) == .answered("fully booted\n"))
  }

  @Test(arguments: [("0:0", "1777"), ("7002:7002", "0777"), ("0:7002", "1777")])
  func `is not asked where anybody may put a socket`(owner: String, mode: String) async throws {
    guard case .failed(.stranger) = try await reply(owner: owner, mode: mode) else {
      Issue.record("a stranger was asked")
      return
    }
  }
}
