import AgentsSystem
import Foundation
import SystemPackage
import TestSupport
import Testing

/// Directories in which another account can create files.
@Suite(.enabled(if: Operator.isRoot, "needs files of other accounts"))
struct `A directory of another account` {
  let scratch: Scratch
  /// A directory that belongs to another account.
  let shared: FilePath
  let defaults = FileAttributes(mode: .ownerReadWrite)

  init() throws {
    scratch = try Scratch()
    shared = scratch.file("shared")
    try FileManager.default.createDirectory(
      atPath: shared.string, withIntermediateDirectories: true)
    try give(shared)
    try scratch.write("precious", to: "precious")
  }

  /// Gives a file to the account of the directory, or to another one.
  private func give(_ path: FilePath, to owner: UInt32 = 65534) throws {
    let result = unsafe lchown(path.string, owner, owner)
    try #require(result == 0)
  }

  private func link(_ name: String, to target: String, by owner: UInt32 = 65534) throws -> FilePath
  {
    let link = try scratch.link("shared/\(name)", to: target)
    try give(link, to: owner)
    return link
  }

  private func refusal(_ path: FilePath) -> SystemError {
    SystemError(.open, path, .tooManySymbolicLinkLevels, .link)
  }

  /// Another account may have moved a link of root here.
  @Test(arguments: [0, 65534] as [UInt32])
  func `follows no link in it, whoever made it`(owner: UInt32) throws {
    let link = try link("file", to: "../precious", by: owner)
    #expect(throws: refusal(link)) { try FileContents.read(at: link, limit: 100) }
    #expect(throws: refusal(link)) { try FileContents.readNamed(at: link, limit: 100) }
    #expect(throws: refusal(link)) { try InputFile(at: link) }
    #expect(throws: refusal(link)) { try SecretSource.readFile(at: link, limit: 100) }
    #expect(throws: refusal(link)) {
      try AtomicFile.replace(at: link, with: [1], defaults: defaults)
    }
    #expect(throws: refusal(link)) { _ = try FileLock.acquire(at: link, timeout: 0) }
    #expect(throws: refusal(link)) { try link.isPresent() }
    #expect(try scratch.contents(of: scratch.file("precious")) == "precious")
    try AtomicFile.remove(at: link)
    #expect(try scratch.names(in: shared) == [])
    #expect(try scratch.contents(of: scratch.file("precious")) == "precious")
  }

  @Test func `follows no link in the middle of a path`() throws {
    let link = try link("below", to: "..")
    let file = link.appending("precious")
    #expect(throws: refusal(link)) { try FileContents.read(at: file, limit: 100) }
    #expect(throws: refusal(link)) {
      try AtomicFile.replace(at: file, with: [1], defaults: defaults)
    }
    #expect(throws: refusal(link)) { try AtomicFile.remove(at: file) }
    #expect(throws: refusal(link)) { try AtomicFile.removeAbandonedTemporaries(in: link) }
    #expect(throws: refusal(link)) { _ = try FileLock.acquire(at: file, timeout: 0) }
    #expect(throws: refusal(link)) { try Directories.names(in: link) }
    #expect(throws: refusal(link)) { try PlainDirectory(at: link) }
    #expect(throws: refusal(link)) {
      try Directories.create(at: link.appending("new"), mode: .ownerReadWriteExecute)
    }
    #expect(throws: refusal(link)) { try file.resolved() }
    #expect(try scratch.names() == ["precious", "shared"])
  }

  @Test func `makes nothing where a link leads to nothing`() throws {
    let link = try link("new", to: "../new")
    #expect(throws: refusal(link)) {
      try AtomicFile.replace(at: link, with: [1], defaults: defaults)
    }
    #expect(throws: refusal(link)) { _ = try FileLock.acquire(at: link, timeout: 0) }
    #expect(try scratch.names() == ["precious", "shared"])
  }

  @Test func `follows links that nobody else can have made`() throws {
    let link = try scratch.link("link", to: "shared")
    try AtomicFile.replace(at: link.appending("file"), with: [0x61], defaults: defaults)
    #expect(try scratch.contents(of: shared.appending("file")) == "a")
    #expect(try FileContents.read(at: link.appending("file"), limit: 1) == [0x61])
  }

  @Test func `reads a configuration by a link to what belongs to who made it`() throws {
    let own = try scratch.write("own", to: "own")
    try give(own)
    let good = try link("good", to: own.string)
    let bad = try link("bad", to: "../precious")
    let roots = try link("roots", to: "../precious", by: 0)
    #expect(try FileContents.read(at: good, .ownersToo, limit: 9) == Array("own".utf8))
    #expect(throws: refusal(scratch.file("precious"))) {
      try FileContents.read(at: bad, .ownersToo, limit: 9)
    }
    #expect(try FileContents.read(at: roots, .ownersToo, limit: 9) == Array("precious".utf8))
  }

  @Test func `waits for no pipe, and opens nothing but files`() throws {
    let pipe = shared.appending("pipe")
    let device = shared.appending("device")
    let results = unsafe [
      mkfifo(pipe.string, 0o666), mknod(device.string, S_IFCHR | 0o666, 0x105),
    ]
    #expect(results[0] == 0)
    #expect(throws: SystemError(.open, pipe, .invalidArgument, .pipe)) {
      try FileContents.readNamed(at: pipe, limit: 100)
    }
    #expect(throws: SystemError(.open, pipe, .invalidArgument, .pipe)) { try InputFile(at: pipe) }
    #expect(throws: SystemError(.open, pipe, .invalidArgument, .pipe)) {
      _ = try FileLock.acquire(at: pipe, timeout: 0)
    }
    #expect(throws: SystemError(.write, pipe, .invalidArgument, .pipe)) {
      try AtomicFile.replace(at: pipe, with: [1], defaults: defaults)
    }
    // Containers cannot create devices.
    guard results[1] == 0 else { return }
    #expect(throws: SystemError(.open, device, .invalidArgument, .device)) {
      try FileContents.readNamed(at: device, limit: 100)
    }
  }

  @Test func `reads a pipe where nobody else can have put it`() throws {
    let pipe = try FileDescriptor.pipe()
    try pipe.writeEnd.closeAfter { _ = try pipe.writeEnd.writeAll("text".utf8) }
    defer { try? pipe.readEnd.close() }
    let path = FilePath("/dev/fd/\(pipe.readEnd.rawValue)")
    #expect(try FileContents.readNamed(at: path, limit: 100) == Array("text".utf8))
    #expect(throws: SystemError.self) { try FileContents.read(at: path, limit: 100) }
  }

  @Test func `takes no other name of a file for a file`() throws {
    let precious = scratch.file("precious")
    let other = shared.appending("other")
    let result = unsafe Glibc.link(precious.string, other.string)
    try #require(result == 0)
    #expect(throws: SystemError(.open, other, .tooManyLinks, .otherName)) {
      try FileContents.read(at: other, limit: 100)
    }
    #expect(throws: SystemError(.open, other, .tooManyLinks, .otherName)) {
      _ = try FileLock.acquire(at: other, timeout: 0)
    }
    #expect(throws: SystemError(.write, other, .tooManyLinks, .otherName)) {
      try AtomicFile.replace(at: other, with: [1], defaults: defaults)
    }
    #expect(try scratch.contents(of: precious) == "precious")
  }

  @Test func `reads nothing of a file that is too large`() throws {
    let file = shared.appending("sparse")
    let sparse = try FileDescriptor.open(
      file, .writeOnly, options: .create, permissions: .ownerReadWrite)
    try sparse.closeAfter { try sparse.resize(to: 3 << 30) }
    #expect(throws: SystemError(.read, file, .fileTooLarge, .size(limit: 1 << 20))) {
      try FileContents.read(at: file, limit: 1 << 20)
    }
  }

  @Test func `keeps no bit that gives a program rights`() throws {
    let file = try scratch.write("x", to: "shared/file")
    try give(file)
    let result = unsafe chmod(file.string, 0o6755)
    try #require(result == 0)
    try AtomicFile.replace(at: file, with: [0x61], defaults: defaults)
    #expect(try file.stat().permissions.rawValue == 0o755)
    #expect(try file.stat().userID.rawValue == 65534)
  }

  @Test func `leaves a temporary name alone that is no file`() throws {
    let name = ".a.0123456789abcdef.tmp"
    try FileManager.default.createDirectory(
      atPath: shared.appending(name).string, withIntermediateDirectories: true)
    _ = try link(".b.0123456789abcdef.tmp", to: "../precious")
    #expect(try AtomicFile.removeAbandonedTemporaries(in: shared) == 0)
    #expect(try scratch.contents(of: scratch.file("precious")) == "precious")
  }

  @Test func `has only files under the names of a database`() throws {
    try scratch.write(to: "shared/a")
    try shared.requireFiles(["a", "none"])
    let link = try link("a-wal", to: "../new")
    #expect(throws: refusal(link)) { try shared.requireFiles(["a", "a-wal"]) }
    try scratch.file("none").requireFiles(["a-wal"])
  }

  /// A link and its directory must be checked together, because the directory may be replaced between two checks.
  @Test func `is left by no name that is exchanged meanwhile`() throws {
    try scratch.write("x", to: "shared/file")
    let outside = try scratch.write("outside", to: "outside")
    let swapping = """
      cd shared || exit; mkdir real; ln -s ../.. trap
      while [ ! -e stop ]; do mv -T real turn; mv -T trap real; mv -T real trap; mv -T turn real; done
      """
    let loop = Process()
    loop.executableURL = URL(filePath: "/usr/sbin/runuser")
    loop.currentDirectoryURL = URL(filePath: scratch.path)
    loop.arguments = ["-u", "nobody", "--", "sh", "-c", swapping]
    try loop.run()
    defer {
      _ = FileManager.default.createFile(atPath: shared.appending("stop").string, contents: nil)
      loop.waitUntilExit()
    }
    var written = 0
    for turn in 0..<500 {
      let file = shared.appending("real/\(scratch.directory.lastComponent?.string ?? "")/outside")
      _ = try? AtomicFile.replace(at: file, with: [0x62], defaults: defaults)
      _ = try? AtomicFile.remove(at: file)
      let own = shared.appending("real/own")
      if (try? AtomicFile.replace(at: own, with: Array("\(turn)".utf8), defaults: defaults)) != nil
      {
        written += 1
      }
    }
    #expect(written > 0)
    #expect(try scratch.contents(of: outside) == "outside")
    #expect(try scratch.names() == ["outside", "precious", "shared"])
    #expect(!FileManager.default.fileExists(atPath: scratch.path + "/../own"))
  }
}
