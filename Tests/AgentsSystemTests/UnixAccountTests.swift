internal import AgentsSystem
internal import Foundation
internal import SystemPackage
internal import TestSupport
internal import Testing

/// Who may read what, as the kernel decides it.
struct UnixAccountTests {
  private static let account = UnixAccount(
    name: "clerk", userID: UserID(rawValue: 4711), group: GroupID(rawValue: 4712),
    others: [GroupID(rawValue: 4713)])

  /// Owner, group and mode of a file, and whether the account may read it.
  struct Case: Sendable {
    let owner: UInt32
    let group: UInt32
    let mode: String
    let mayRead: Bool
  }

  @Test(
    .enabled(if: geteuid() == 0, "needs root, to give files to other accounts"),
    arguments: [
      Case(owner: 0, group: 0, mode: "600", mayRead: false),
      Case(owner: 0, group: 0, mode: "604", mayRead: true),
      Case(owner: 0, group: 4712, mode: "640", mayRead: true),
      Case(owner: 0, group: 4713, mode: "640", mayRead: true),
      // The first class that fits decides.
      Case(owner: 4711, group: 0, mode: "044", mayRead: false),
      Case(owner: 0, group: 4712, mode: "604", mayRead: false),
    ])
  func `the first class that fits decides`(_ one: Case) throws {
    let scratch = try Scratch()
    try Self.open(scratch)
    let file = FilePath(scratch.path + "/file")
    _ = FileManager.default.createFile(atPath: file.string, contents: nil)
    #expect(unsafe chown(file.string, one.owner, one.group) == 0)
    #expect(unsafe chmod(file.string, mode_t(one.mode, radix: 8) ?? 0) == 0)
    #expect(try Self.account.may(.read, at: file) == one.mayRead, "\(one)")
    #expect(try Self.account.denial(.read, at: file) == (one.mayRead ? nil : file), "\(one)")
  }

  @Test(.enabled(if: geteuid() == 0, "needs root, to give files to other accounts"))
  func `an access control list counts`() async throws {
    let scratch = try Scratch()
    try Self.open(scratch)
    let file = FilePath(scratch.path + "/key")
    _ = FileManager.default.createFile(atPath: file.string, contents: nil)
    #expect(unsafe chmod(file.string, 0o600) == 0)
    #expect(try !Self.account.may(.read, at: file))
    for (entry, mayRead) in [("u:4711:r", true), ("u:4711:-", false), ("g:4713:r", true)] {
      let result = try await Program.shell(
        "setfacl -b key && setfacl -m \(entry) key", in: scratch)
      try #require(result.status == 0, "\(result)")
      #expect(try Self.account.may(.read, at: file) == mayRead, "\(entry)")
    }
  }

  @Test(.enabled(if: geteuid() == 0, "needs root, to close a directory to others"))
  func `a directory on the way that is closed is named`() throws {
    let scratch = try Scratch()
    try Self.open(scratch)
    let closed = FilePath(scratch.path + "/closed")
    try FileManager.default.createDirectory(
      atPath: closed.string + "/below", withIntermediateDirectories: true)
    _ = FileManager.default.createFile(atPath: closed.string + "/below/file", contents: nil)
    #expect(unsafe chmod(closed.string, 0o700) == 0)
    #expect(try Self.account.denial(.read, at: closed.appending("below/file")) == closed)
    #expect(try Self.account.denial(.read, at: closed.appending("nothing")) == closed)
    // Root may do everything.
    let root = try #require(UnixAccount(named: "root"))
    #expect(try root.denial(.read, at: closed.appending("below/file")) == nil)
  }

  @Test func `the account of a process is the one that it runs as`() throws {
    let account = try #require(UnixAccount(ofProcess: Int(getpid())))
    #expect(account.userID.rawValue == geteuid())
    #expect(account.group.rawValue == getegid())
    #expect(UnixAccount(ofProcess: 1 << 30) == nil)
    #expect(UnixAccount(named: "no-such-account") == nil)
  }

  private static func open(_ scratch: Scratch) throws { _ = unsafe chmod(scratch.path, 0o755) }
}
