import AgentsSystem
import SystemPackage
import TestSupport
import Testing

/// Runs small programs in place of `asterisk -rx`, which is asked where there is no socket.
@Suite struct `Asking Asterisk's remote console` {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test func `is not installed where no program has its name`() async throws {
    #expect(try await ConsoleProgram(searchPath: []).run("x", .seconds(60)) == .notInstalled)
    #expect(
      try await ConsoleProgram(searchPath: [scratch.directory]).run("x", .seconds(60))
        == .notInstalled)
  }

  @Test func `is not installed where the file cannot be executed`() async throws {
    try scratch.write("#!/bin/sh\n", to: "asterisk", mode: 0o644)
    #expect(
      try await ConsoleProgram(searchPath: [scratch.directory]).run("x", .seconds(60))
        == .notInstalled)
  }

  @Test func `passes the command as one argument that no shell reads`() async throws {
    let command = "sip show peer $(id) ; 'a' \"b\" *"
    #expect(
      try await run("printf '%s|' \"$#\" \"$@\"", command) == .answered("2|-rx|\(command)|"))
  }

  @Test func `gives it nothing to read and takes the colours away`() async throws {
    #expect(
      try await run("cat; printf '\\033[1;31mred\\033[0m\\n'; echo warning >&2")
        == .answered("red\n"))
  }

  @Test func `sees that no Asterisk runs`() async throws {
    #expect(try await run(unable(scratch.path + "/asterisk.ctl")) == .notRunning)
  }

  @Test func `sees that its socket is left over`() async throws {
    try StandInConsole(at: scratch.file("asterisk.ctl")).close()
    #expect(try await run(unable(scratch.path + "/asterisk.ctl")) == .notRunning)
  }

  @Test(arguments: [("echo out; exit 3", 3 as Int32), ("kill -9 $$", 9)])
  func `tells another failure`(script: String, status: Int32) async throws {
    #expect(try await run(script) == .failed(.ended(status: status)))
  }

  @Test func `ends a console that does not answer, and what it started`() async throws {
    let lock = scratch.file("lock")
    // Both hold the lock. It is free when both have ended.
    let script = "exec 9> '\(lock)'; flock 9; echo locked > '\(lock)'; sleep 600 & wait"
    #expect(try await run(script, timeout: .seconds(1)) == nil)
    #expect(try scratch.contents(of: lock) == "locked\n")
    try FileLock.acquire(at: lock, timeout: 20).release()
  }

  @Test func `refuses endless output`() async throws {
    #expect(try await run("exec yes") == .failed(.answerTooLarge))
  }

  private func unable(_ socket: String) -> String {
    "echo 'Unable to connect to remote asterisk (does \(socket) exist?)' >&2; exit 1"
  }

  private func run(
    _ script: String, _ command: String = "x", timeout: Duration = .seconds(60)
  ) async throws -> AsteriskConsole.Reply? {
    try scratch.write("#!/bin/sh\n\(script)\n", to: "asterisk", mode: 0o755)
    return try await ConsoleProgram(searchPath: [scratch.directory]).run(command, timeout)
  }
}
