import AgentsSystem
import SystemPackage
import TestSupport
import Testing

@Suite struct `A mail program` {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func program(_ script: String, _ arguments: String = "") throws -> MailProgram {
    let path = scratch.file("mailer")
    try AtomicFile.replace(
      at: path, with: Array("#!/bin/sh\n\(script)\n".utf8),
      defaults: FileAttributes(mode: .ownerReadWriteExecute))
    return MailProgram("\(path)  \(arguments)")
  }

  private func contents(_ name: String) throws -> String {
    String(
      decoding: try FileContents.read(at: scratch.file(name), limit: 1 << 20) ?? [],
      as: UTF8.self)
  }

  @Test func `gets the mail and its words, with no shell between`() async throws {
    let mailer = try program(
      "cat >\(scratch.path)/mail; for word; do echo \"$word\"; done >\(scratch.path)/words",
      "-t $HOME 'a  b'")
    #expect(try await mailer.send("Grüße\n", timeout: .seconds(300)) == .taken)
    #expect(try contents("mail") == "Grüße\n")
    #expect(try contents("words") == "-t\n$HOME\n'a\nb'\n")
  }

  @Test(arguments: [
    ("exit 75", 75, ""), ("echo no >&2; echo more >&2; cat >/dev/null; exit 1", 1, "no"),
    ("kill -9 $$", 9, ""),
  ])
  func `says what it ended with, also when it reads nothing`(
    script: String, status: Int32, message: String
  ) async throws {
    let outcome = try await program(script).send("a mail\n", timeout: .seconds(300))
    #expect(outcome == .refused(status: status, message: message))
  }

  @Test func `is ended when it does not end`() async throws {
    // Program and child hold the lock as long as they live.
    let mailer = try program("exec 9>\(scratch.path)/alive; flock 9; sleep 600")
    #expect(try await mailer.send("a mail\n", timeout: .milliseconds(300)) == .timedOut)
    let ended = try await Program.shell("flock --timeout 300 alive true", in: scratch)
    #expect(ended == Program.Result(output: "", errors: "", status: 0))
  }

  @Test func `may not be there, or not be one`() async throws {
    let missing = MailProgram("\(scratch.path)/ghost -t")
    #expect(!missing.isInstalled)
    #expect(try await missing.send("a mail\n", timeout: .seconds(300)) == .notInstalled)
    let path = scratch.file("mailer")
    let broken = try program("")
    try AtomicFile.replace(
      at: path, with: Array("#!/no/such/program\n".utf8),
      defaults: FileAttributes(mode: .ownerReadWriteExecute))
    await #expect(throws: SystemError(.run, path, .noSuchFileOrDirectory)) {
      try await broken.send("a mail\n", timeout: .seconds(300))
    }
  }
}
