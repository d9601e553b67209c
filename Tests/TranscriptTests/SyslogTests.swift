internal import TestSupport
internal import Testing

/// The copy of the audit trail in the system's log, with a real `/dev/log` in its own `/dev`.
struct SyslogTests {
  private let scratch: Scratch

  init() async throws {
    scratch = try Scratch()
    try scratch.write(Self.listener, to: "listener.py")
    try scratch.write(Self.place, to: "place.sh")
  }

  /// A script that runs its arguments and prints the messages that arrive at `/dev/log` meanwhile.
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

  /// The mounts are visible only in this process, and end with it.
  private static let place = """
    mkdir -p outer && mount --rbind /dev outer && mount -t tmpfs none /dev || exit 99
    for file in null urandom; do touch /dev/$file && mount --bind outer/$file /dev/$file; done
    exec "$@"
    """

  /// Runs a command with an own `/dev`.
  private func apart(_ command: String) async throws -> Program.Result {
    let result = try await Program.shell(
      "unshare --user --map-root-user --mount sh place.sh \(command)", in: scratch)
    // If the system lets no user mount anything, root still can.
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
    // 85 is facility 10, authpriv, and level 5, notice.
    let lines = result.output.split(separator: "\n").filter { $0.hasPrefix("<85>") }
    #expect(lines.count == 3, "\(result)")
    for (line, key) in zip(lines, ["auditSyslog", "minInternal", "auditSyslog"]) {
      let form =
        /<85>\w{3} [ \d]\d \d\d:\d\d:\d\d xcally-agents\[\d+\]: audit \{"id":\d.*"object":"(\w+)".*"hash":"[0-9a-f]{64}","run":\d\}/
      #expect(line.wholeMatch(of: form)?.output.1 == key[...], "\(line)")
    }
  }

  /// Swift's runtime reports problems with threads through syslog(3).
  ///
  /// Here a library does so when the process ends, after our lines.
  @Test func `what others write in the process is not of the audit trail's facility`() async throws
  {
    try scratch.write(
      """
      #include <syslog.h>
      static void __attribute__((destructor)) remark(void) { syslog(LOG_NOTICE, "foreign"); }

      """, to: "remark.c")
    let built = try await Program.shell("cc -shared -fPIC -o remark.so remark.c", in: scratch)
    try #require(built.status == 0, "\(built)")
    let command =
      "LD_PRELOAD=./remark.so xcally-agents settings set auditSyslog true --quiet --no-apply"
    let result = try await apart("python3 listener.py '\(command)'")
    #expect(result.status == 0, "\(result)")
    let lines = result.output.split(separator: "\n")
    let own = lines.filter { $0.contains(": audit {") }
    #expect(own.count == 1 && own.allSatisfy { $0.hasPrefix("<85>") }, "\(result)")
    let foreign = lines.filter { $0.hasSuffix("foreign") }
    // 13 is facility 1, user, and level 5.
    #expect(!foreign.isEmpty && foreign.allSatisfy { $0.hasPrefix("<13>") }, "\(result)")
  }

  /// A refusal must not wait for the system's log while it holds the database.
  @Test func `a refusal that the database does not take is in the system's log`() async throws {
    try scratch.write(
      """
      import sqlite3, subprocess
      store = sqlite3.connect("agents.db", isolation_level=None)
      store.execute("BEGIN IMMEDIATE")
      run = subprocess.run("xcally-agents edit mrossi --alias 'a\\tb' --lock-timeout 0", shell=True)
      run = subprocess.run("xcally-agents show mrossi --with-secrets --lock-timeout 0", shell=True)
      """, to: "holder.py")
    try scratch.write("Sesam-2024\n", to: "first.pw")
    for line in [
      "xcally-agents create mrossi --full-name M --email m@example.com --password-file first.pw"
        + " --no-apply --quiet",
      "xcally-agents operator add nobody --role admin --quiet",
      "xcally-agents operator add daemon --role user --permission read --quiet",
    ] {
      let result = try await Program.shell(line, in: scratch)
      try #require(result.status == 0, "\(result)")
    }
    let result = try await apart(
      "env SUDO_USER=daemon SUDO_UID=1 python3 listener.py 'python3 holder.py'")
    let refused = result.output.split(separator: "\n").filter { $0.contains(": refused {") }
    #expect(refused.count == 2, "\(result)")
    let form =
      /<85>.* xcally-agents\[\d+\]: refused \{"at":".*","verb":"(.+)","object":"mrossi","changes":\{"result":"not allowed".*\}\}/
    #expect(
      refused.map { $0.wholeMatch(of: form)?.output.1 } == ["edit", "show --with-secrets"],
      "\(result)")
  }

  @Test func `where nobody takes the copies nothing fails`() async throws {
    let result = try await apart(
      "xcally-agents settings set auditSyslog true --quiet --no-apply")
    let note = "note: new database \(scratch.path)/agents.db\n"
    #expect(result == Program.Result(output: "", errors: note, status: 0))
  }
}
