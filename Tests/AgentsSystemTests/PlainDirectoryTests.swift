import AgentsSystem
import Foundation
import SystemPackage
import Testing

/// A directory that nothing leads out of.
@Suite struct `A directory held open` {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func directory() throws -> PlainDirectory { try PlainDirectory(at: scratch.path) }

  private func make(_ name: String) throws {
    try FileManager.default.createDirectory(
      atPath: scratch.path.appending(name).string, withIntermediateDirectories: true)
  }

  @Test func `lists what is there, and what it is`() throws {
    try scratch.file("b.log", "12345")
    try make("a")
    _ = try scratch.link("c", to: "b.log")
    let entries = try directory().entries()
    #expect(entries.map(\.name) == ["a", "b.log", "c"])
    #expect(entries.map(\.kind) == [.directory, .file, .link])
    #expect(entries[1].size == 5)
    #expect(abs(entries[1].modified.seconds - WallTime.now().seconds) < 60)
  }

  @Test func `lists no more names than it may`() throws {
    for name in ["a", "b", "c.log"] { try scratch.file(name) }
    #expect(try directory().names(limit: 3).sorted() == ["a", "b", "c.log"])
    #expect(
      throws: SystemError(.list, scratch.path, .fileTooLarge, .entries(limit: 2))
    ) { try directory().names(limit: 2) }
    #expect(try directory().entries { $0.hasSuffix(".log") }.map(\.name) == ["c.log"])
  }

  @Test func `tells names that are not UTF-8 apart`() throws {
    try scratch.file("a.log")
    let name: [CChar] = Array((scratch.path.string + "/").utf8CString.dropLast()) + [-1, 0x62, 0]
    let bad = unsafe open(name, O_CREAT | O_WRONLY, 0o600)
    #expect(bad >= 0)
    close(bad)
    let listing = try directory().listing()
    #expect(listing.entries.map(\.name) == ["a.log"])
    #expect(listing.foreign == ["\u{FFFD}b"])
  }

  @Test func `reads a file at any place`() throws {
    try scratch.file("a", "0123456789")
    let file = try #require(try directory().file("a"))
    #expect(try file.size() == 10)
    #expect(try file.bytes(in: 3..<6) == Array("345".utf8))
    #expect(try file.bytes(in: 8..<20) == Array("89".utf8))
    #expect(try file.bytes(at: 10) == [])
    #expect(try !file.isRemoved())
    try directory().remove("a")
    try directory().remove("a")
    #expect(try file.isRemoved())
    #expect(try directory().file("a") == nil)
  }

  @Test func `follows no link`() throws {
    try make("real")
    try scratch.file("real/secret", "x")
    _ = try scratch.link("file", to: "real/secret")
    _ = try scratch.link("below", to: "real")
    let directory = try directory()
    #expect(try directory.file("file") == nil)
    let below = scratch.path.appending("below")
    #expect(throws: SystemError(.open, below, .tooManySymbolicLinkLevels, .link)) {
      try directory.directory("below")
    }
    #expect(try directory.directory("real")?.file("secret") != nil)
    #expect(try directory.directory("none") == nil)
    #expect(try directory.entry("none") == nil)
  }

  @Test(arguments: ["..", "", "a/b", "/etc/passwd", "../x"])
  func `a name has one part`(_ name: String) throws {
    try make("a")
    try scratch.file("a/b")
    let directory = try directory()
    #expect(throws: SystemError.self) { try directory.file(name) }
    #expect(throws: SystemError.self) { try directory.directory(name) }
    #expect(throws: SystemError.self) { try directory.remove(name) }
    #expect(try scratch.names(in: scratch.path.appending("a")) == ["b"])
  }

  @Test func `does not wait for a pipe, and takes none for a file`() throws {
    let made = unsafe mkfifo(scratch.path.appending("a.log").string, 0o600)
    #expect(made == 0)
    #expect(try directory().file("a.log") == nil)
    try make("b.log")
    #expect(try directory().file("b.log") == nil)
  }

  @Test func `stays where it was when its name is taken`() throws {
    try make("one")
    try scratch.file("one/a", "old")
    let one = try #require(try directory().directory("one"))
    try FileManager.default.moveItem(
      atPath: scratch.path.appending("one").string,
      toPath: scratch.path.appending("two").string)
    _ = try scratch.link("one", to: "/etc")
    #expect(try one.entries().map(\.name) == ["a"])
  }

  @Test func `tells what is missing and what is none`() throws {
    let none = scratch.path.appending("none")
    #expect(throws: SystemError(.open, none, .noSuchFileOrDirectory)) {
      try PlainDirectory(at: none)
    }
    let file = try scratch.file("file")
    #expect(throws: SystemError(.open, file, .notDirectory)) { try PlainDirectory(at: file) }
  }

  @Test func `knows a file under another name`() throws {
    try scratch.file("a", "x")
    let file = try #require(try directory().file("a"))
    try FileManager.default.moveItem(
      atPath: scratch.path.appending("a").string, toPath: scratch.path.appending("b").string)
    try scratch.file("a", "x")
    #expect(try directory().entry("b")?.identity == file.identity())
    #expect(try directory().entry("a")?.identity != file.identity())
  }
}
