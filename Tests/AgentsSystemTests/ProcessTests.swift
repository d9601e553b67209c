import AgentsSystem
import Dispatch
import Glibc
import SystemPackage
import TestSupport
import Testing

@Suite struct `The process and its streams` {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test func `leaves no core`() async {
    await #expect(processExitsWith: .success) {
      try ProcessHardening.disableCoreDumps()
      let limits = String(
        decoding: try #require(try FileContents.read(at: "/proc/self/limits", limit: 1 << 16)),
        as: UTF8.self)
      let core = try #require(limits.split(separator: "\n").first { $0.hasPrefix("Max core") })
      #expect(core.split(separator: " ").suffix(3) == ["0", "0", "bytes"])
      // The memory of a process that cannot be dumped belongs to root.
      if Operator.isRoot { #expect([setegid(65534), seteuid(65534)] == [0, 0]) }
      #expect(throws: SystemError(.open, "/proc/self/mem", .permissionDenied)) {
        try FileContents.read(at: "/proc/self/mem", limit: 1)
      }
    }
  }

  @Test func `tell of a process when and by whom it was started`() throws {
    let number = Int(getpid())
    let comm = try #require(try FileContents.read(at: "/proc/self/comm", limit: 64))
    let name = String(decoding: comm.dropLast(), as: UTF8.self)
    let identity = try #require(ProcessIdentity(number: number, program: name))
    #expect(identity.number == number)
    #expect(identity.account.userID.rawValue == geteuid())
    #expect(identity.started <= WallTime.now())
    // This process is younger than the one that started it.
    let parents = try #require(try started(Int(getppid())))
    #expect(parents <= identity.started)
    #expect(ProcessIdentity(number: number, program: "asterisk") == nil)
    #expect(ProcessIdentity(number: Int(Int32.max), program: name) == nil)
  }

  private func started(_ number: Int) throws -> WallTime? {
    let comm = try #require(try FileContents.read(at: FilePath("/proc/\(number)/comm"), limit: 64))
    return ProcessIdentity(
      number: number, program: String(decoding: comm.dropLast(), as: UTF8.self))?.started
  }

  @Test func `makes files for their owner alone`() async throws {
    let file = scratch.file("new")
    await #expect(processExitsWith: .success) { [name = file.string as String] in
      ProcessHardening.restrictNewFiles()
      try FileDescriptor.open(
        FilePath(name), .writeOnly, options: .create, permissions: FilePermissions(rawValue: 0o666)
      ).close()
    }
    #expect(try file.stat().permissions.rawValue == 0o600)
  }

  @Test func `waits for streams that are set not to wait`() throws {
    let pipe = try FileDescriptor.pipe()
    for end in [pipe.readEnd, pipe.writeEnd] {
      #expect(fcntl(end.rawValue, F_SETFL, O_NONBLOCK) == 0)
    }
    // More than fits into a pipe: the writer waits for the reader, and the reader for the writer.
    let text = String(repeating: "x", count: 1 << 20)
    // A separate thread, because both may wait.
    DispatchQueue.global().async {
      let output = StandardOutput(pipe.writeEnd)
      try? output.write(text)
      try? output.write("end")
      try? output.flush()
      try? pipe.writeEnd.close()
    }
    #expect(try FileContents.read(from: pipe.readEnd, limit: 2 << 20) == Array((text + "end").utf8))
    try pipe.readEnd.close()
  }

  @Test func `tells a reader who went away by an error, not by a signal`() async {
    await #expect(processExitsWith: .success) {
      ProcessHardening.ignoreFileSignals()
      let pipe = try FileDescriptor.pipe()
      try pipe.readEnd.close()
      let output = StandardOutput(pipe.writeEnd)
      try output.write("a")
      #expect(throws: SystemError(.write, nil, .brokenPipe)) { try output.flush() }
      try output.flush()
    }
  }

  @Test func `tells a full disk`() throws {
    let full = try FileDescriptor.open("/dev/full" as FilePath, .writeOnly)
    defer { try? full.close() }
    let output = StandardOutput(full)
    try output.write("a")
    #expect(throws: SystemError(.write, nil, .noSpace)) { try output.flush() }
  }

  @Test func `writes in order what is smaller and larger than the buffer`() throws {
    let path = scratch.file("out")
    let file = try FileDescriptor.open(
      path, .writeOnly, options: .create, permissions: .ownerReadWrite)
    defer { try? file.close() }
    let output = StandardOutput(file)
    let pieces = [1, 65_535, 1, 65_536, 10, 200_000, 3].enumerated().map { index, size in
      String(repeating: Character(UnicodeScalar(UInt8(0x61 + index))), count: size)
    }
    for piece in pieces { try output.write(piece) }
    #expect(try path.stat().size == 331_083)
    try output.flush()
    #expect(try scratch.contents(of: path) == pieces.joined())
  }

  @Test func `knows who runs it and on which terminal`() async throws {
    let terminal = try PseudoTerminal()
    await #expect(processExitsWith: .success) { [device = terminal.device.string as String] in
      let own = try PseudoTerminal.adopt(device)
      _ = try own.duplicate(as: .standardInput)
      let nothing = try FileDescriptor.open("/dev/null" as FilePath, .readWrite)
      for stream in [FileDescriptor.standardOutput, .standardError] {
        _ = try nothing.duplicate(as: stream)
      }
      #expect(Terminal.isTerminal(.standardInput))
      #expect(!Terminal.isTerminal(.standardOutput))
      let user = Operator.current(sudoUser: nil, sudoUserID: nil)
      #expect(user.userID.rawValue == getuid())
      #expect(user.terminal == FilePath(device))
      var size = winsize(ws_row: 24, ws_col: 132, ws_xpixel: 0, ws_ypixel: 0)
      #expect(unsafe ioctl(own.rawValue, UInt(TIOCSWINSZ), &size) == 0)
      #expect(Terminal.columns(of: own, variable: nil) == 132)
      #expect(Terminal.columns(of: own, variable: "0") == 132)
      #expect(Terminal.columns(of: own, variable: "wide") == 132)
      #expect(Terminal.columns(of: own, variable: "60") == 60)
      #expect(Terminal.columns(of: .standardOutput, variable: nil) == nil)
    }
  }

  @Test(
    .enabled(if: Operator.isRoot, "sudo is believed of root only"),
    arguments: [
      ("daemon", "1", "daemon"), ("daemon", "2", nil), ("daemon", nil, nil), (nil, "1", nil),
      ("daemon", "x", nil), ("no such user", "1", nil),
    ] as [(String?, String?, String?)])
  func `believes sudo if name and number agree`(
    name: String?, number: String?, believed: String?
  ) {
    let user = Operator.current(sudoUser: name, sudoUserID: number)
    #expect(user.login == "root")
    #expect(user.sudoUser == believed)
    #expect(user.account == believed)
    #expect(!user.isRootItself)
  }

  @Test(.enabled(if: Operator.isRoot, "sudo is believed of root only"))
  func `root itself is told from who became it through sudo`() {
    let job = Operator.current(sudoUser: nil, sudoUserID: nil)
    #expect(job.isRootItself && !job.isBehindSudo && job.account == "root")
    let root = Operator.current(sudoUser: "root", sudoUserID: "0")
    #expect(root.isRootItself && !root.isBehindSudo && root.account == "root")
    let daemon = Operator.current(sudoUser: "daemon", sudoUserID: "1")
    #expect(!daemon.isRootItself && daemon.isBehindSudo)
  }

  @Test func `what a user's environment says of sudo counts for nothing`() async {
    await #expect(processExitsWith: .success) {
      if Operator.isRoot { #expect(setreuid(65534, 65534) == 0) }
      let user = Operator.current(sudoUser: "root", sudoUserID: "0")
      #expect(user.account == user.login && user.login != "root")
      #expect(!user.isRootItself && !user.isBehindSudo)
    }
  }

  @Test func `believes no claim of sudo without the rights of root`() async {
    await #expect(processExitsWith: .success) {
      if Operator.isRoot { #expect(seteuid(65534) == 0) }
      #expect(Operator.current(sudoUser: "daemon", sudoUserID: "1").sudoUser == nil)
    }
  }

  @Test func `finds groups by name`() {
    #expect(GroupID(named: "daemon")?.rawValue == 1)
    #expect(GroupID(named: "no such group") == nil)
  }
}
