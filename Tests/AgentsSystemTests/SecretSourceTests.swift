import AgentsSystem
import Foundation
import SystemPackage
import TestSupport
import Testing

@Suite struct `Secrets from streams and files` {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test(arguments: [
    ("Secret12\n", "Secret12"), ("Secret12\r\n", "Secret12"), ("Secret12", "Secret12"),
    ("Secret12\nmore\n", "Secret12"), (" a b \n", " a b "), ("pässwort\n", "pässwort"),
    ("123456789\r\n", "123456789"), ("a\rb\n", "a\rb"),
  ])
  func `takes the first line`(input: String, secret: String) throws {
    let file = try scratch.write(input, to: "secret")
    #expect(try SecretSource.readFile(at: file, limit: 9) == Array(secret.utf8))
  }

  @Test func `leaves the second line to the next reader`() throws {
    let pipe = try FileDescriptor.pipe()
    try pipe.writeEnd.writeAll("one\ntwo\n".utf8)
    try pipe.writeEnd.close()
    defer { try? pipe.readEnd.close() }
    #expect(try SecretSource.readLine(from: pipe.readEnd, limit: 9) == Array("one".utf8))
    #expect(try SecretSource.readLine(from: pipe.readEnd, limit: 9) == Array("two".utf8))
    #expect(throws: SecretRefusal.empty) {
      try SecretSource.readLine(from: pipe.readEnd, limit: 9)
    }
  }

  @Test(arguments: ["", "\n", "\r\n", "\nsecond\n"])
  func `refuses an empty line`(input: String) throws {
    let file = try scratch.write(input, to: "secret")
    #expect(throws: SecretRefusal.empty) { try SecretSource.readFile(at: file, limit: 9) }
  }

  @Test(arguments: ["1234567890", "1234567890\r\n", "123456789\r\r\n", "123456789\rx"])
  func `refuses a line that is too long`(input: String) throws {
    let file = try scratch.write(input, to: "secret")
    #expect(throws: SecretRefusal.tooLong(limit: 9)) {
      try SecretSource.readFile(at: file, limit: 9)
    }
  }

  @Test(arguments: [0o644, 0o640, 0o604, 0o620, 0o601] as [CInterop.Mode])
  func `refuses a file open to others`(mode: CInterop.Mode) throws {
    let mode = FilePermissions(rawValue: mode)
    let file = try scratch.write("Secret12\n", to: "secret", mode: Int(mode.rawValue))
    #expect(throws: SecretRefusal.source(file, .openToOthers(mode))) {
      try SecretSource.readFile(at: file, limit: 99)
    }
  }

  @Test func `judges what a link leads to`() throws {
    try scratch.write("Secret12\n", to: "closed")
    try scratch.write("Secret12\n", to: "open", mode: 0o644)
    let good = try scratch.link("good", to: "closed")
    let bad = try scratch.link("bad", to: "open")
    #expect(try SecretSource.readFile(at: good, limit: 99) == Array("Secret12".utf8))
    #expect(throws: SecretRefusal.source(bad, .openToOthers(FilePermissions(rawValue: 0o644)))) {
      try SecretSource.readFile(at: bad, limit: 99)
    }
  }

  @Test func `refuses directories, devices and what is not there`() throws {
    #expect(throws: SecretRefusal.source(scratch.directory, .notARegularFile)) {
      try SecretSource.readFile(at: scratch.directory, limit: 99)
    }
    #expect(throws: SecretRefusal.source("/dev/null", .notARegularFile)) {
      try SecretSource.readFile(at: "/dev/null", limit: 99)
    }
    let none = scratch.file("none")
    #expect(throws: SystemError(.open, none, .noSuchFileOrDirectory)) {
      try SecretSource.readFile(at: none, limit: 99)
    }
  }

  @Test(.enabled(if: Operator.isRoot, "only root can give a file away"))
  func `refuses a file of somebody else`() throws {
    let file = try scratch.write("Secret12\n", to: "secret")
    try FileManager.default.setAttributes([.ownerAccountID: 65534], ofItemAtPath: file.string)
    #expect(throws: SecretRefusal.source(file, .foreignOwner(UserID(rawValue: 65534)))) {
      try SecretSource.readFile(at: file, limit: 99)
    }
  }

  @Test func `wiping empties the bytes`() {
    var secret = Array("Secret12".utf8)
    secret.wipe()
    #expect(secret == [])
  }
}
