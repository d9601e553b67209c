internal import TestSupport
internal import Testing

/// Standard output on a real disk without room, in its own namespace.
struct FullDiskTests {
  private static let session = """
    mkdir disk
    mount -t tmpfs -o size=64k tmpfs disk
    change() { xcally-agents set-password mrossi --generate-password --no-apply "$@" || true; }
    right() { echo "$1" | xcally-agents verify-password mrossi --password-stdin; }
    echo Sesam-2024 | xcally-agents create mrossi --full-name Mario --email m@example.com \\
      --password-stdin -q --no-apply
    change -q >disk/kept 2>&1
    cat disk/kept >first
    head -c 1000000 /dev/zero >disk/filler 2>/dev/null
    change -q >disk/new 2>errors
    cat errors disk/new
    # The limit is also one for files of the database, which another process has open.
    mkfifo hold
    sqlite3 agents.db <hold >/dev/null &
    exec 3>hold
    echo 'SELECT count(*) FROM agent;' >&3
    until [ -s agents.db-shm ]; do sleep 0.01; done
    (ulimit -f 1; trap '' XFSZ; head -c 600 /dev/zero >limited 2>/dev/null
      xcally-agents create anna --full-name Anna --email a@example.com --generate-password \\
        --no-apply >>limited 2>errors)
    exec 3>&-
    wait
    cat errors
    right "$(head -n 1 first)"
    """

  @Test func `no password is made that the disk cannot take`() async throws {
    let result = try await inNamespace(Self.session)
    #expect(
      result.output == """
        error: cannot write standard output: no space left on device
        error: cannot write standard output: file too large
        mrossi: right

        """, "\(result)")
  }

  private static let logs = """
    mkdir disk
    mount -t tmpfs -o size=64k tmpfs disk
    echo Sesam-2024 | xcally-agents create mrossi --full-name Mario --email m@example.com \\
      --password-stdin -q --no-apply
    xcally-agents settings set clientLogDir $PWD/client -q --no-apply
    mkdir -p client/agent-mrossi
    seq 100000 >client/agent-mrossi/a.log
    gzip client/agent-mrossi/a.log
    for verb in 'bundle mrossi --output case.tar.gz' 'show mrossi'; do
      TMPDIR=$PWD/disk xcally-agents logs $verb 2>&1 | sed "s|$PWD/||; s|[0-9a-f]\\{16\\}|[RANDOM]|"
    done
    test -e case.tar.gz || ls disk
    """

  @Test func `names the directory of temporary files, and not the log, where it is full`()
    async throws
  {
    let result = try await inNamespace(Self.logs)
    #expect(
      result.output == """
        error: cannot write disk/.xcally-agents.[RANDOM].tmp: no space left on device
        error: cannot write disk/.xcally-agents.[RANDOM].tmp: no space left on device

        """, "\(result)")
  }

  private func inNamespace(_ session: String) async throws -> Program.Result {
    let scratch = try Scratch()
    try scratch.write(session, to: "session")
    let user = try await Program.shell("unshare --user --map-root-user --mount true", in: scratch)
    let names = user.status == 0 ? "--user --map-root-user --mount" : "--mount"
    return try await Program.shell("exec unshare \(names) sh ./session", in: scratch)
  }
}
