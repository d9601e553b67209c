import AgentsSystem
import Foundation
import SystemPackage
import TestSupport
import Testing

@Suite struct `Atomic files` {
  let scratch: Scratch
  let defaults = FileAttributes(mode: FilePermissions(rawValue: 0o640))

  init() throws { scratch = try Scratch() }

  @Test func `makes a file with the default mode whatever the umask`() throws {
    let file = scratch.file("new.conf")
    let open = FileAttributes(mode: FilePermissions(rawValue: 0o666))
    #expect(try AtomicFile.replace(at: file, with: Array("a\n".utf8), defaults: open) == .created)
    #expect(try scratch.contents(of: file) == "a\n")
    #expect(try file.stat().permissions.rawValue == 0o666)
    #expect(try scratch.names() == ["new.conf"])
  }

  @Test func `leaves an identical file alone, inode and time stamp too`() throws {
    let file = try scratch.write("a\n", to: "same.conf")
    let before = try file.stat()
    let outcome = try AtomicFile.replace(at: file, with: Array("a\n".utf8), defaults: defaults)
    #expect(outcome == .unchanged)
    let after = try file.stat()
    #expect(after.inode == before.inode)
    #expect(after.st_mtim.tv_nsec == before.st_mtim.tv_nsec)
    #expect(after.st_ctim.tv_nsec == before.st_ctim.tv_nsec)
  }

  @Test(arguments: ["b\n", "", "longer than before\n"])
  func `replaces other contents and keeps the mode`(text: String) throws {
    let file = try scratch.write("a\n", to: "old.conf", mode: 0o604)
    let inode = try file.stat().inode
    let outcome = try AtomicFile.replace(at: file, with: Array(text.utf8), defaults: defaults)
    #expect(outcome == .replaced)
    #expect(try scratch.contents(of: file) == text)
    #expect(try file.stat().permissions.rawValue == 0o604)
    #expect(try file.stat().inode != inode)
    #expect(try scratch.names() == ["old.conf"])
  }

  @Test(.enabled(if: Operator.isRoot, "only root can give a file away"))
  func `keeps owner and group`() throws {
    let file = try scratch.write("a\n", to: "old.conf", mode: 0o640)
    try FileManager.default.setAttributes(
      [.ownerAccountID: 65534, .groupOwnerAccountID: 1], ofItemAtPath: file.string)
    try AtomicFile.replace(at: file, with: Array("b\n".utf8), defaults: defaults)
    let status = try file.stat()
    #expect(status.userID.rawValue == 65534)
    #expect(status.groupID.rawValue == 1)
    #expect(status.permissions.rawValue == 0o640)
  }

  @Test(.enabled(if: Operator.isRoot, "only root can give a file to any group"))
  func `gives a new file the default group`() throws {
    let file = scratch.file("new.conf")
    let attributes = FileAttributes(mode: defaults.mode, group: GroupID(named: "daemon"))
    try AtomicFile.replace(at: file, with: [], defaults: attributes)
    #expect(try file.stat().groupID.rawValue == 1)
    #expect(try file.stat().permissions.rawValue == 0o640)
  }

  @Test func `writes through symbolic links, relative ones and chains`() throws {
    try Directories.create(at: scratch.file("real"), mode: .ownerReadWriteExecute)
    let file = try scratch.write("a\n", to: "real/agents.conf")
    let link = try scratch.link("agents.conf", to: "real/agents.conf")
    let chain = try scratch.link("chain.conf", to: link.string)
    try AtomicFile.replace(at: chain, with: Array("b\n".utf8), defaults: defaults)
    #expect(try scratch.contents(of: file) == "b\n")
    #expect(try link.stat(followTargetSymlink: false).type == .symbolicLink)
    #expect(try chain.stat(followTargetSymlink: false).type == .symbolicLink)
    #expect(try scratch.names(in: scratch.file("real")) == ["agents.conf"])
  }

  @Test func `makes the file a dangling link leads to`() throws {
    let link = try scratch.link("agents.conf", to: "later.conf")
    #expect(try AtomicFile.replace(at: link, with: [0x61], defaults: defaults) == .created)
    #expect(try scratch.contents(of: scratch.file("later.conf")) == "a")
    #expect(try link.stat(followTargetSymlink: false).type == .symbolicLink)
  }

  @Test func `refuses a link that leads to itself`() throws {
    let link = try scratch.link("loop.conf", to: "loop.conf")
    #expect(throws: SystemError(.create, link, .tooManySymbolicLinkLevels)) {
      try AtomicFile.replace(at: link, with: [], defaults: defaults)
    }
  }

  @Test func `refuses to replace a directory or a device`() throws {
    #expect(throws: SystemError(.write, scratch.directory, .isDirectory)) {
      try AtomicFile.replace(at: scratch.directory, with: [], defaults: defaults)
    }
    #expect(throws: SystemError(.write, "/dev/null", .invalidArgument, .device)) {
      try AtomicFile.replace(at: "/dev/null", with: [], defaults: defaults)
    }
  }

  @Test func `writes a file whose name is as long as a name can be`() throws {
    let file = scratch.file(String(repeating: "é", count: 127))
    try AtomicFile.replace(at: file, with: [0x61], defaults: defaults)
    #expect(try scratch.contents(of: file) == "a")
  }

  @Test func `replaces many files at once`() async throws {
    let same = try scratch.write("same", to: "1.conf")
    let old = try scratch.write("old", to: "2.conf")
    let new = scratch.file("3.conf")
    let outcomes = try await AtomicFile.replace(
      [(same, Array("same".utf8)), (old, Array("new".utf8)), (new, Array("new".utf8))],
      defaults: defaults)
    #expect(outcomes == [.unchanged, .replaced, .created])
    #expect(try [same, old, new].map(scratch.contents(of:)) == ["same", "new", "new"])
    #expect(try scratch.names() == ["1.conf", "2.conf", "3.conf"])
  }

  @Test func `keeps the order of files that are written side by side`() async throws {
    let files = (0..<40).map { (path: scratch.file("\($0).conf"), bytes: Array("\($0)".utf8)) }
    try scratch.write("0", to: "0.conf")
    let outcomes = try await AtomicFile.replace(files, defaults: defaults)
    #expect(outcomes == [.unchanged] + [AtomicFile.Outcome](repeating: .created, count: 39))
    #expect(try files.map { try scratch.contents(of: $0.path) } == (0..<40).map(String.init))
  }

  @Test(arguments: [2, 40])
  func `touches none of many files if one cannot be written`(_ count: Int) async throws {
    let old = try scratch.write("old", to: "1.conf")
    let below = old.appending("2.conf")
    let others = (3...count + 1).map { (path: scratch.file("\($0).conf"), bytes: [UInt8(0x61)]) }
    await #expect(throws: SystemError(.create, below, .notDirectory)) {
      try await AtomicFile.replace(
        [(old, [0x61])] + others + [(below, [0x61])], defaults: defaults)
    }
    #expect(try scratch.contents(of: old) == "old")
    #expect(try scratch.names() == ["1.conf"])
  }

  @Test func `removes a file, and none`() throws {
    let file = try scratch.write(to: "old.conf")
    #expect(try AtomicFile.remove(at: file))
    #expect(try !AtomicFile.remove(at: file))
    #expect(try scratch.names() == [])
    #expect(throws: SystemError(.remove, scratch.directory, .isDirectory)) {
      try AtomicFile.remove(at: scratch.directory)
    }
  }
}
