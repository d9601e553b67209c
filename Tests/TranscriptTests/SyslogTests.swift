internal import TestSupport
internal import Testing

/// The copy of the audit trail in the system's log: a real `/dev/log`, in a `/dev` of its own.
struct SyslogTests {
  private let scratch: Scratch

  init() async throws {
    scratch = try Scratch()
    try scratch.write(Self.listener, to: "listener.py")
    try scratch.write(Self.place, to: "place.sh")
  }

  /// Runs its arguments and prints what came to `/dev/log` meanwhile.
  private static let listener = """
    import socket, subprocess, sys
    log = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    log.bind("/dev/log")
    for line in sys.argv[1:]:
        subprocess.run(line, shell=True, check=True)
    log.setblocking(False)
    try:
        while True:
            print(log.recv(65536).decode())
    except BlockingIOError:
        pass
    """

  /// Nobody outside sees the mounts, which end with the process.
  private static let place = """
    mkdir -p outer && mount --rbind /dev outer && mount -t tmpfs none /dev || exit 99
    for file in null urandom; do touch /dev/$file && mount --bind outer/$file /dev/$file; done
    exec "$@"
    """

  /// Runs a command where `/dev` holds nothing of the system's.
  private func apart(_ command: String) async throws -> Program.Result {
    let result = try await Program.shell(
      "unshare --user --map-root-user --mount sh place.sh \(command)", in: scratch)
    // Where the system gives no user a mount of its own, root still has one.
    return result.status == 0
      ? result : try await Program.shell("unshare --mount sh place.sh \(command)", in: scratch)
  }

  @Test func `each row is copied, that which ends the copies included`() async throws {
    let commands = [
      "minInternal 2000", "auditSyslog true", "minInternal 3000", "auditSyslog false",
      "minInternal 4000",
    ].map { "'xcally-agents settings set \($0) --quiet --no-apply'" }.joined(separator: " ")
    let result = try await apart("python3 listener.py \(commands)")
    #expect(result.status == 0, "\(result)")
    // 85 is facility 10, authpriv, and level 5, notice; the runtime of Swift may write there, too.
    let lines = result.output.split(separator: "\n").filter { $0.hasPrefix("<85>") }
    #expect(lines.count == 3, "\(result)")
    for (line, key) in zip(lines, ["auditSyslog", "minInternal", "auditSyslog"]) {
      let form =
        /<85>.* xcally-agents\[\d+\]: audit \{"id":\d.*"object":"(\w+)".*"hash":"[0-9a-f]{64}"\}/
      #expect(line.wholeMatch(of: form)?.output.1 == key[...], "\(line)")
    }
  }

  @Test func `where nobody takes the copies nothing fails`() async throws {
    let result = try await apart(
      "xcally-agents settings set auditSyslog true --quiet --no-apply")
    let note = "note: new database \(scratch.path)/agents.db\n"
    #expect(result == Program.Result(output: "", errors: note, status: 0))
  }
}
