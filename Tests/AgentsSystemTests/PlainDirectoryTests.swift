import AgentsSystem
import Foundation
import SystemPackage
import TestSupport
import Testing

/// A directory that no name can lead out of.
@Suite struct `A directory held open` {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func directory() throws -> PlainDirectory { try PlainDirectory(at: scratch.directory) }

  private func make(_ name: String) throws {
    try FileManager.default.createDirectory(
      atPath: scratch.file(name).string, withIntermediateDirectories: true)
  }

  @Test func `lists what is there, and what it is`() throws {
    try scratch.write("12345", to: "b.log")
    try make("a")
    _ = try scratch.link("c", to: "b.log")
    let entries = try directory().entries()
    #expect(entries.map(\.name) == ["a", "b.log", "c"])
    #expect(entries.map(\.kind) == [.directory, .file, .link])
    #expect(entries[1].size == 5)
    #expect(abs(entries[1].modified.seconds - WallTime.now().seconds) < 60)
  }

  @Test func `lists no more names than it may`() throws {
    for name in ["a", "b", "c.log"] { try scratch.write(to: name) }
    #expect(try directory().names(limit: 3).sorted() == ["a", "b", "c.log"])
    #expect(
      throws: SystemError(.list, scratch.directory, .fileTooLarge, .entries(limit: 2))
    ) { try directory().names(limit: 2) }
    #expect(try directory().entries { $0.hasSuffix(".log") }.map(\.name) == ["c.log"])
  }

  @Test func `tells names that are not UTF-8 apart`() throws {
    try scratch.write(to: "a.log")
    let name: [CChar] = Array((scratch.path + "/").utf8CString.dropLast()) + [-1, 0x62, 0]
    let bad = unsafe open(name, O_CREAT | O_WRONLY, 0o600)
    #expect(bad >= 0)
    close(bad)
    let listing = try directory().listing()
    #expect(listing.entries.map(\.name) == ["a.log"])
    #expect(listing.foreign == ["\u{FFFD}b"])
  }

  @Test func `reads a file at any place`() throws {
    try scratch.write("0123456789", to: "a")
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
    try scratch.write("x", to: "real/secret")
    _ = try scratch.link("file", to: "real/secret")
    _ = try scratch.link("below", to: "real")
    let directory = try directory()
    #expect(try directory.file("file") == nil)
    let below = scratch.file("below")
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
    try scratch.write(to: "a/b")
    let directory = try directory()
    #expect(throws: SystemError.self) { try directory.file(name) }
    #expect(throws: SystemError.self) { try directory.directory(name) }
    #expect(throws: SystemError.self) { try directory.remove(name) }
    #expect(try scratch.names(in: scratch.file("a")) == ["b"])
  }

  @Test func `does not wait for a pipe, and takes none for a file`() throws {
    let made = unsafe mkfifo(scratch.file("a.log").string, 0o600)
    #expect(made == 0)
    #expect(try directory().file("a.log") == nil)
    try make("b.log")
    #expect(try directory().file("b.log") == nil)
  }

  @Test func `stays where it was when its name is taken`() throws {
    try make("one")
    try scratch.write("old", to: "one/a")
    let one = try #require(try directory().directory("one"))
    try FileManager.default.moveItem(
      atPath: scratch.file("one").string,
      toPath: scratch.file("two").string)
    _ = try scratch.link("one", to: "/etc")
    #expect(try one.entries().map(\.name) == ["a"])
  }

  @Test func `tells what is missing and what is none`() throws {
    let none = scratch.file("none")
    #expect(throws: SystemError(.open, none, .noSuchFileOrDirectory)) {
      try PlainDirectory(at: none)
    }
    let file = try scratch.write(to: "file")
    #expect(throws: SystemError(.open, file, .notDirectory)) { try PlainDirectory(at: file) }
  }

  @Test func `knows a file under another name`() throws {
    try scratch.write("x", to: "a")
    let file = try #require(try directory().file("a"))
    try FileManager.default.moveItem(
      atPath: scratch.file("a").string, toPath: scratch.file("b").string)
    try scratch.write("x", to: "a")
    #expect(try directory().entry("b")?.identity == file.identity())
    #expect(try directory().entry("a")?.identity != file.identity())
  }
}
