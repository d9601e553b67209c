internal import TestSupport
internal import Testing

/// `logs show --follow`, while other processes write, rename, truncate and pack.
struct FollowTests {
  private let scratch: Scratch

  init() async throws {
    scratch = try Scratch()
    let result = try await Program.shell(
      """
      echo Sesam-2024 | xcally-agents create mrossi --full-name Mario \\
        --email m@example.com --password-stdin --no-apply --quiet &&
      xcally-agents settings set clientLogDir "$PWD/client" --no-apply --quiet &&
      mkdir -p client/agent-mrossi && cd client/agent-mrossi &&
      echo '[2026-01-01 08:00:00] [INFO] start' >client.log
      """, in: scratch)
    try #require(result.status == 0, "\(result)")
  }

  /// Runs `steps` together with a follower, which writes into the file `out`.
  ///
  /// `seen TEXT` waits for a line.
  ///
  /// By default, a background process of a shell ignores Ctrl-C.
  private func following(_ options: String, _ steps: String) async throws -> Program.Result {
    try scratch.write(
      """
      seen() { until grep -q "$1" out; do sleep 0.05; done; }
      log=client/agent-mrossi/client.log
      : >out
      env --default-signal=INT xcally-agents logs show mrossi --follow \(options) >out 2>err &
      follower=$!
      seen start
      \(steps)
      kill -INT $follower
      wait $follower
      echo "status $?" >>out
      cat out; cat err >&2
      """, to: "steps.sh")
    let seconds = await Deadline.stretched(.seconds(120)).components.seconds
    return try await Program.shell("timeout \(seconds) sh steps.sh", in: scratch)
  }

  @Test func `shows what is written, entries whole, until Ctrl-C`() async throws {
    let result = try await following(
      "",
      """
      printf '[2026-01-01 08:00:01] [ERROR] one\\n  at f\\n' >>$log; seen 'at f'
      printf '[2026-01-01 08:00:02] [INFO] ha' >>$log; sleep 0.6; echo lf >>$log; seen half
      """)
    #expect(
      result
        == Program.Result(
          output: """
            [2026-01-01 08:00:00] [INFO] start
            [2026-01-01 08:00:01] [ERROR] one
              at f
            [2026-01-01 08:00:02] [INFO] half
            status 130

            """, errors: "", status: 0))
  }

  @Test func `goes on through rotation, truncation and packing`() async throws {
    let result = try await following(
      "",
      """
      mv $log $log.1; echo '[2026-01-01 08:00:01] [INFO] late' >>$log.1; seen late
      echo '[2026-01-01 08:00:02] [INFO] of the new file' >$log; seen new
      gzip $log.1; cp $log $log.2; : >$log; until grep -q truncated err; do sleep 0.05; done
      echo '[2026-01-01 08:00:03] [INFO] again' >>$log; seen again
      echo '[2026-01-01 08:00:04] [INFO] other' >${log%/*}/other.log; seen other
      rm $log; echo '[2026-01-01 08:00:05] [INFO] last' >$log; seen last
      """)
    #expect(
      result.output == """
        [2026-01-01 08:00:00] [INFO] start
        [2026-01-01 08:00:01] [INFO] late
        [2026-01-01 08:00:02] [INFO] of the new file
        [2026-01-01 08:00:03] [INFO] again
        [2026-01-01 08:00:04] [INFO] other
        [2026-01-01 08:00:05] [INFO] last
        status 130

        """)
    #expect(
      result.errors
        == "note: \(scratch.path)/client/agent-mrossi/client.log was truncated; going on from its beginning\n"
    )
  }

  @Test func `leaves out what is less severe, and writes rows`() async throws {
    let result = try await following(
      "--level info --format jsonl",
      """
      echo '[2026-01-01 08:00:01] [DEBUG] hidden' >>$log
      echo '[2026-01-01 08:00:02] [WARN] shown' >>$log; seen shown
      """)
    #expect(
      result.output == """
        {"time":"2026-01-01T08:00:00Z","level":"info","text":"[2026-01-01 08:00:00] [INFO] start"}
        {"time":"2026-01-01T08:00:02Z","level":"warning","text":"[2026-01-01 08:00:02] [WARN] shown"}
        status 130

        """)
  }

  @Test func `ends without a word when its reader goes`() async throws {
    let seconds = await Deadline.stretched(.seconds(60)).components.seconds
    let result = try await Program.shell(
      "timeout \(seconds) xcally-agents logs show mrossi --follow | head -1", in: scratch)
    #expect(
      result
        == Program.Result(
          output: "[2026-01-01 08:00:00] [INFO] start\n", errors: "", status: 0))
  }

  @Test func `does next to nothing while it waits`() async throws {
    // Record when each wait began, until there are about ten.
    let result = try await Program.shell(
      """
      strace -f -qq -ttt -e trace=poll -o calls sh -c 'echo $$ >follower
        exec env --default-signal=INT xcally-agents logs show mrossi --follow' >/dev/null 2>&1 &
      until [ "$(grep -c 'poll(' calls 2>/dev/null)" -ge 12 ] 2>/dev/null; do sleep 0.1; done
      # What runs in the background may ignore it, and strace does then.
      kill -INT $(cat follower)
      wait $!
      grep 'poll(' calls | awk '{ print $2 }'
      """, in: scratch)
    let times = result.output.split(separator: "\n").compactMap { Double($0) }.suffix(10)
    try #require(times.count == 10, "\(result)")
    // At most four times a second, less often on a busy machine.
    #expect(zip(times.dropFirst(), times).allSatisfy { $0 - $1 > 0.2 }, "\(times)")
  }
}
