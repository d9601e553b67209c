internal import Foundation
internal import TestSupport
internal import Testing

/// A system that only the test sees, with real accounts, sudo and the program.
///
/// Its files are mounted in a namespace, so the machine does not change.
struct SudoMachine {
  let scratch: Scratch

  /// - Parameter sudoers: the sudoers file; nil = that of docs/operators.md.
  init(sudoers: String? = nil) throws {
    scratch = try Scratch()
    let page = try String(
      contentsOf: URL(filePath: #filePath).appending(path: "../../../docs/operators.md")
        .standardized, encoding: .utf8)
    let documented = try #require(page.firstMatch(of: /```sudoers\n([^`]+)```/)).output.1
    try scratch.write(sudoers ?? String(documented), to: "fragment", mode: 0o440)
    try scratch.write(Self.system, to: "system", mode: 0o700)
  }

  /// Sets up accounts, sudo and the program as the page says, then runs the session.
  private static let system = """
    set -eu
    mkdir etc
    for file in passwd group shadow; do cp -p /etc/$file etc/$file; done
    n=7001
    for name in anna bert carla dario; do
      echo "$name:x:$n:$n::/:/bin/sh" >>etc/passwd
      echo "$name:x:$n:" >>etc/group
      echo "$name:*:19000:0:99999:7:::" >>etc/shadow
      n=$((n + 1))
    done
    echo "erik:x:7005:7005::/:/bin/sh" >>etc/passwd
    echo "erik:x:7005:" >>etc/group
    echo "erik:*:19000:0:99999:7:::" >>etc/shadow
    echo 'xcally:x:7000:anna,bert,carla,dario' >>etc/group
    mkdir etc/sudoers.d
    cp -p fragment etc/sudoers.d/xcally-agents
    /usr/sbin/visudo -cqf etc/sudoers.d/xcally-agents
    # sudo complains if the machine does not know its own name.
    { cat /etc/hosts; echo "127.0.0.1 $(uname -n)"; } >etc/hosts
    for file in passwd group shadow hosts sudoers.d; do mount --bind etc/$file /etc/$file; done
    mount -t tmpfs -o mode=0755,strictatime tmpfs /var/lib
    mount -t tmpfs -o mode=0755 tmpfs /usr/local/bin
    cp "$PROGRAM" /usr/local/bin/xcally-agents
    unset XCALLY_AGENTS_DB
    export PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin
    xcally-agents settings set asteriskDir /var/lib/asterisk -q
    mkdir /var/lib/asterisk
    for queue in voice:sales voice:help; do xcally-agents queue create $queue -q 2>/dev/null; done
    for name in mrossi cverdi; do
      echo Sesam-2024 | xcally-agents create $name --full-name "Agent $name" \\
        --email $name@example.com --password-stdin -q 2>/dev/null
    done
    xcally-agents add-to-queue mrossi --queue voice:sales -q
    xcally-agents add-to-queue cverdi --queue voice:help -q
    xcally-agents operator add anna --role admin -q
    xcally-agents operator add bert --role user --permission edit --queue voice:sales -q
    xcally-agents operator add carla --role user --queue voice:sales -q
    as() { who=$1; shift; echo "[$who] $*"; runuser -u "$who" -- "$@" 2>&1 || echo "? $?"; }
    . ./session

    """

  /// The output of a shell session, in which `as ACCOUNT COMMAND…` runs a command.
  func happened(_ session: String) async throws -> String {
    try scratch.write(session, to: "session")
    let result = try await Program.shell(
      "exec unshare -m sh ./system", in: scratch, environment: ["PROGRAM": Program.path])
    try #require(result.status == 0, "\(result)")
    return result.output
  }
}
