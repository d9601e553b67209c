import AgentsSystem
import SystemPackage
import TestSupport
import Testing

/// Runs small programs in place of Asterisk's remote console.
@Suite struct `Asking Asterisk` {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test func `is not installed where no program has its name`() async throws {
    #expect(try await Asterisk(searchPath: []).run("core show version") == .notInstalled)
    #expect(try await Asterisk(searchPath: [scratch.directory]).run("x") == .notInstalled)
  }

  @Test func `is not installed where the file cannot be executed`() async throws {
    try scratch.write("#!/bin/sh\n", to: "asterisk", mode: 0o644)
    #expect(try await Asterisk(searchPath: [scratch.directory]).run("x") == .notInstalled)
  }

  @Test func `passes the command as one argument that no shell reads`() async throws {
    let asterisk = try console("printf '%s|' \"$#\" \"$@\"")
    let command = "sip show peer $(id) ; 'a' \"b\" *"
    #expect(try await asterisk.run(command) == .output("2|-rx|\(command)|"))
  }

  @Test func `gives it nothing to read and no terminal to colour`() async throws {
    let asterisk = try console("cat; echo \"$TERM\"; echo warning >&2")
    #expect(try await asterisk.run("x") == .output("dumb\n"))
  }

  @Test func `sees that no Asterisk runs`() async throws {
    let asterisk = try console(
      """
      echo 'Unable to connect to remote asterisk (does /var/run/asterisk/asterisk.ctl exist?)' >&2
      exit 1
      """)
    #expect(try await asterisk.run("x") == .notRunning)
  }

  @Test(arguments: [("echo out; echo err >&2; exit 3", 3, "err\nout\n"), ("kill -9 $$", 9, "")])
  func `tells another failure`(script: String, status: Int32, message: String) async throws {
    let asterisk = try console(script)
    #expect(try await asterisk.run("x") == .failed(status: status, message: message))
  }

  @Test func `ends a console that does not answer, and what it started`() async throws {
    let lock = scratch.file("lock")
    // Both hold the lock. It is free when both have ended.
    let script = "exec 9> '\(lock)'; flock 9; echo locked > '\(lock)'; sleep 600 & wait"
    let asterisk = try console(script, timeout: .seconds(1))
    #expect(try await asterisk.run("x") == .timedOut)
    #expect(try scratch.contents(of: lock) == "locked\n")
    try FileLock.acquire(at: lock, timeout: 20).release()
  }

  @Test func `refuses endless output`() async throws {
    let asterisk = try console("exec yes", timeout: .seconds(60))
    let program = scratch.file("asterisk")
    await #expect(throws: SystemError(.run, program, .fileTooLarge)) {
      try await asterisk.run("x")
    }
  }

  private func console(_ script: String, timeout: Duration = .seconds(60)) throws -> Asterisk {
    try scratch.write("#!/bin/sh\n\(script)\n", to: "asterisk", mode: 0o755)
    return Asterisk(searchPath: [scratch.directory], timeout: timeout)
  }
}
