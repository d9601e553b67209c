import AgentsSystem
import SystemPackage
import TestSupport
import Testing

@Suite struct `Files and directories` {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test(arguments: [0, 1, 4095, 4096, 4097, 200_000])
  func `reads a whole file`(size: Int) throws {
    let text = String(repeating: "x", count: size)
    let file = try scratch.write(text, to: "data")
    #expect(try FileContents.read(at: file, limit: .max - 1) == Array(text.utf8))
    #expect(try FileContents.read(at: file, limit: size) == Array(text.utf8))
  }

  @Test func `reads a file that tells no size`() throws {
    let bytes = try #require(try FileContents.read(at: "/proc/self/comm", limit: 64))
    #expect(bytes.last == 0x0A)
  }

  @Test func `reads nothing where nothing is`() throws {
    #expect(try FileContents.read(at: scratch.file("none"), limit: 1) == nil)
  }

  @Test func `refuses more than the limit`() throws {
    let file = try scratch.write("12345", to: "data")
    #expect(throws: SystemError(.read, file, .fileTooLarge, .size(limit: 4))) {
      try FileContents.read(at: file, limit: 4)
    }
  }

  @Test func `refuses to read a directory or below a file`() throws {
    let below = try scratch.write(to: "data").appending("more")
    #expect(throws: SystemError(.read, scratch.directory, .isDirectory)) {
      try FileContents.read(at: scratch.directory, limit: 1)
    }
    #expect(throws: SystemError(.open, below, .notDirectory)) {
      try FileContents.read(at: below, limit: 1)
    }
  }

  @Test func `makes missing directories with the mode, whatever the umask`() throws {
    let top = scratch.file("a")
    try Directories.create(at: top, mode: FilePermissions(rawValue: 0o700))
    let deep = top.appending("b").appending("c")
    try Directories.create(at: deep, mode: FilePermissions(rawValue: 0o2775))
    #expect(try top.stat().permissions.rawValue == 0o700)
    #expect(try deep.removingLastComponent().stat().permissions.rawValue == 0o2775)
    #expect(try deep.stat().permissions.rawValue == 0o2775)
  }

  @Test func `takes a link to a directory for one, and nothing else`() throws {
    let link = try scratch.link("link", to: ".")
    try Directories.create(at: link, mode: .ownerReadWriteExecute)
    let file = try scratch.write(to: "data")
    #expect(throws: SystemError(.createDirectory, file, .notDirectory)) {
      try Directories.create(at: file, mode: .ownerReadWriteExecute)
    }
  }
}
