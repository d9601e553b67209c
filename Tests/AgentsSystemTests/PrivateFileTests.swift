import AgentsSystem
import Foundation
import SystemPackage
import TestSupport
import Testing

/// Into which files secrets may be written.
@Suite struct PrivateFileTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func write(_ path: FilePath, isNew: Bool = false) throws {
    try PrivateFile.replace(at: path, isNew: isNew) { try $0.write("new") }
  }

  /// `check` and `replace` refuse for the same reason, and the file is unchanged.
  private func expectRefused(_ path: FilePath, _ fault: SecretRefusal.Fault) throws {
    let names = try scratch.names()
    #expect(throws: SecretRefusal.target(path, fault)) { try PrivateFile.check(path) }
    #expect(throws: SecretRefusal.target(path, fault)) { try write(path) }
    #expect(try scratch.names() == names)
  }

  private func mode(of path: FilePath) throws -> FilePermissions {
    try path.stat(followTargetSymlink: false).permissions
  }

  @Test func `a new file is its owner's alone`() throws {
    let path = scratch.file("new")
    try PrivateFile.check(path)
    #expect(try scratch.names() == [])
    try write(path, isNew: true)
    #expect(try scratch.contents(of: path) == "new")
    #expect(try mode(of: path) == .ownerReadWrite)
    #expect(try scratch.names() == ["new"])
  }

  @Test(arguments: [FilePermissions.ownerReadWrite, .ownerRead, .ownerReadWriteExecute, []])
  func `the caller's own closed file is replaced, and keeps its mode`(
    _ permissions: FilePermissions
  ) throws {
    let path = try scratch.write("old", to: "file", mode: Int(permissions.rawValue))
    try write(path)
    #expect(try mode(of: path) == permissions)
    #expect(try path.stat().size == 3)
  }

  @Test(arguments: [0o640, 0o620, 0o610, 0o604, 0o602, 0o601] as [CModeT])
  func `any right of others is one too many`(_ mode: CModeT) throws {
    let permissions = FilePermissions(rawValue: mode)
    let path = try scratch.write("old", to: "file", mode: Int(permissions.rawValue))
    try expectRefused(path, .openToOthers(permissions))
    #expect(try scratch.contents(of: path) == "old")
  }

  @Test func `no link is followed, wherever it leads`() throws {
    try scratch.write("old", to: "own")
    for (number, target) in ["own", "nothing", "/dev/null"].enumerated() {
      let link = try scratch.link("link\(number)", to: target)
      try expectRefused(link, .symbolicLink)
    }
    #expect(try scratch.contents(of: scratch.file("own")) == "old")
  }

  @Test func `a file with a second name is refused under both`() throws {
    let first = try scratch.write("old", to: "first")
    let second = scratch.file("second")
    try FileManager.default.linkItem(atPath: first.string, toPath: second.string)
    for path in [first, second] { try expectRefused(path, .hardLink) }
    #expect(try scratch.contents(of: first) == "old")
  }

  @Test func `a pipe is refused, and not waited for`() throws {
    let path = scratch.file("pipe")
    #expect(unsafe mkfifo(path.string, 0o600) == 0)
    try expectRefused(path, .notARegularFile)
  }

  @Test(.enabled(if: Operator.isRoot, "only root gives a file away"))
  func `another's file is refused, however closed`() throws {
    let path = try scratch.write("old", to: "file")
    #expect(unsafe chown(path.string, 1, 1) == 0)
    try expectRefused(path, .foreignOwner(UserID(rawValue: 1)))
  }

  @Test func `a file that must be new is one`() throws {
    let path = try scratch.write("old", to: "file")
    let link = try scratch.link("link", to: "nothing")
    for taken in [path, link] {
      let error = SystemError(.create, taken, .fileExists)
      #expect(throws: error) { try PrivateFile.check(taken, isNew: true) }
      #expect(throws: error) { try write(taken, isNew: true) }
    }
    #expect(try scratch.names() == ["file", "link"])
  }

  @Test func `what fails leaves the old file`() throws {
    struct Failure: Error {}
    let path = try scratch.write("old", to: "file")
    #expect(throws: Failure.self) {
      try PrivateFile.replace(at: path) { file in
        try file.write("new")
        throw Failure()
      }
    }
    #expect(try scratch.contents(of: path) == "old")
    #expect(try scratch.names() == ["file"])
  }
}
