import AgentsSystem
import Glibc
import SystemPackage
import TestSupport
import Testing

/// Each test runs in its own process, which loses a right or is killed.
@Suite struct `Atomic files in trouble` {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test func `keeps the old file when the disk takes no more`() async throws {
    let file = try scratch.write("old", to: "agents.conf")
    await #expect(processExitsWith: .success) { [name = file.string as String] in
      signal(SIGXFSZ, SIG_IGN)
      limitFileSize()
      #expect(throws: SystemError(.write, FilePath(name), .fileTooLarge)) {
        try replace(name)
      }
    }
    #expect(try scratch.contents(of: file) == "old")
    #expect(try scratch.names() == ["agents.conf"])
  }

  @Test func `keeps the old file in a directory that cannot be written`() async throws {
    let file = try scratch.write("old", to: "agents.conf", mode: 0o644)
    try scratch.setMode(0o555)
    await #expect(processExitsWith: .success) { [name = file.string as String] in
      becomeNobody()
      #expect(throws: SystemError(.create, FilePath(name), .permissionDenied)) {
        try replace(name)
      }
    }
    try scratch.setMode(0o755)
    #expect(try scratch.contents(of: file) == "old")
    #expect(try scratch.names() == ["agents.conf"])
  }

  @Test(.enabled(if: Operator.isRoot, "needs a file of another user"))
  func `does not take a file from its owner`() async throws {
    let file = try scratch.write("old", to: "agents.conf", mode: 0o644)
    try scratch.setMode(0o777)
    await #expect(processExitsWith: .success) { [name = file.string as String] in
      becomeNobody()
      #expect(throws: SystemError(.changeOwner, FilePath(name), .notPermitted)) {
        try replace(name)
      }
    }
    #expect(try scratch.contents(of: file) == "old")
    #expect(try scratch.names() == ["agents.conf"])
  }

  @Test(.enabled(if: Operator.isRoot, "needs a group this user is not in"))
  func `gives group rights to no other group than the one they are for`() async throws {
    let file = scratch.file("agents.conf")
    try scratch.setMode(0o777)
    await #expect(processExitsWith: .success) { [name = file.string as String] in
      becomeNobody()
      let attributes = FileAttributes(
        mode: FilePermissions(rawValue: 0o640), group: GroupID(named: "daemon"))
      try AtomicFile.replace(at: FilePath(name), with: [0x61], defaults: attributes)
      #expect(try FilePath(name).stat().permissions.rawValue == 0o600)
    }
  }

  @Test func `removes what a killed process left, and nothing else`() async throws {
    let file = try scratch.write("old", to: "agents.conf")
    let others = [
      ".agents.conf.swp", ".agents.0123456789abcde.tmp", ".agents.0123456789ABCDEF.tmp",
      "agents.0123456789abcdef.tmp", "x.tmp",
    ]
    for name in others { try scratch.write(to: name) }
    await #expect(processExitsWith: .signal(SIGXFSZ)) { [name = file.string as String] in
      try ProcessHardening.disableCoreDumps()
      unblock(SIGXFSZ)
      limitFileSize()
      try replace(name)
    }
    #expect(try scratch.names().count == others.count + 2)
    #expect(try AtomicFile.removeAbandonedTemporaries(in: scratch.directory) == 1)
    #expect(try scratch.names() == (others + ["agents.conf"]).sorted())
    #expect(try scratch.contents(of: file) == "old")
    #expect(try AtomicFile.removeAbandonedTemporaries(in: scratch.file("none")) == 0)
  }
}

private func replace(_ name: String) throws {
  try AtomicFile.replace(
    at: FilePath(name), with: Array(repeating: 0x61, count: 100_000),
    defaults: FileAttributes(mode: .ownerReadWrite))
}

/// No file of this process may grow beyond 1000 bytes.
private func limitFileSize() {
  var limit = rlimit(rlim_cur: 1000, rlim_max: 1000)
  let result = unsafe setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
  #expect(result == 0)
}

/// Drops the rights of root, if this process has them.
private func becomeNobody() {
  guard Operator.isRoot else { return }
  let results = [setgroups(0, nil), setegid(65534), seteuid(65534)]
  #expect(results == [0, 0, 0])
}

/// Lets a signal have its usual effect.
///
/// Worker threads block it, and the process that started the tests may ignore it.
private func unblock(_ number: CInt) {
  signal(number, SIG_DFL)
  var signals = sigset_t()
  let results = unsafe [
    sigemptyset(&signals), sigaddset(&signals, number), pthread_sigmask(SIG_UNBLOCK, &signals, nil),
  ]
  #expect(results == [0, 0, 0])
}
