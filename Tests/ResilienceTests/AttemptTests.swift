internal import Foundation
internal import TestSupport
internal import Testing

/// Whatever interrupts a login, no guess gets an answer without being counted.
struct AttemptTests {
  /// A right password, a wrong one, and a name without an agent.
  private static let attempts = [
    ("first.pw", "mrossi"), ("second.pw", "mrossi"), ("first.pw", "ghost"),
  ]

  private func verify(_ password: String, _ name: String) -> String {
    "xcally-agents verify-password \(name) --password-file \(password)"
  }

  @Test func `while another writes nobody learns whether a password is right`() async throws {
    let centre = try Centre()
    try await centre.furnish()
    try centre.scratch.write(
      """
      import os, sqlite3, subprocess, sys
      store = sqlite3.connect(sys.argv[1], isolation_level=None)
      store.execute("BEGIN IMMEDIATE")
      for line in sys.argv[2:]:
          subprocess.run(line, shell=True)
          print(flush=True)
      """, to: "holder.py")
    let lines = Self.attempts.map { password, name in
      "'\(verify(password, name)) --lock-timeout 0 2>&1; echo $?'"
    }
    let output = try await centre.done(
      "/usr/bin/python3 holder.py \(centre.database) \(lines.joined(separator: " "))")
    let answers = output.components(separatedBy: "\n\n").dropLast()
    #expect(answers.count == 3)
    #expect(Set(answers).count == 1, "\(output)")
    #expect(answers.allSatisfy { $0.hasPrefix("error: ") && $0.hasSuffix("\n75") }, "\(output)")
  }

  @Test(.enabled(if: geteuid() == 0, "mounts belong to root"))
  func `on a full disk nobody learns whether a password is right`() async throws {
    let centre = try Centre()
    try await centre.furnish()
    let lines = Self.attempts.map { password, name in
      "\(verify(password, name)) --db full/agents.db 2>&1; echo $?; echo"
    }
    try centre.scratch.write(
      """
      set -u
      mkdir full && mount -t tmpfs -o size=1m tmpfs full || exit 99
      sqlite3 \(centre.database) ".backup full/agents.db" || exit 99
      cat /dev/zero >full/rest 2>/dev/null
      \(lines.joined(separator: "\n"))
      rm full/rest
      \(verify("second.pw", "mrossi")) --db full/agents.db
      sqlite3 full/agents.db "SELECT loginAttempts FROM agent WHERE name = 'mrossi'"
      """, to: "session")
    let output = try await centre.done("unshare -m sh session")
    let answers = output.components(separatedBy: "\n\n")
    #expect(Set(answers.dropLast()).count == 1, "\(output)")
    #expect(
      answers.dropLast().allSatisfy { $0.hasPrefix("error: ") && $0.hasSuffix("\n74") },
      "\(output)")
    #expect(answers.last == "mrossi: wrong\n1\n", "\(output)")
  }

  @Test func `a guess that is interrupted at any moment is counted, or not answered`() async throws
  {
    let centre = try Centre()
    try await centre.furnish()
    try await centre.done("xcally-agents settings set maxLoginAttempts 1000 --quiet")
    // The time of one run on this machine, now.
    let whole =
      try await ContinuousClock().measure {
        for _ in 0..<3 { _ = try await centre.shell(verify("second.pw", "mrossi")) }
      } / 3
    var answered = 3
    for _ in 0..<30 {
      let seconds = Double.random(in: 0.001...1) * (whole / .seconds(1))
      let result = try await centre.shell(
        "timeout --signal=INT \(seconds) \(verify("second.pw", "mrossi"))")
      #expect(["", "mrossi: wrong\n"].contains(result.output), "\(result)")
      if !result.output.isEmpty { answered += 1 }
    }
    let last = try await centre.shell(verify("second.pw", "mrossi"))
    #expect(last.output == "mrossi: wrong\n")
    let counted = try await attempts(of: centre)
    #expect(counted > answered && counted <= 34, "\(answered) answers, \(counted) counted")
    try await centre.requireConverged("after 30 interrupted guesses")
  }

  private func attempts(of centre: Centre) async throws -> Int {
    let text = try await centre.done(
      "sqlite3 \(centre.database) \"SELECT loginAttempts FROM agent WHERE name = 'mrossi'\"")
    return Int(text.trimmingCharacters(in: .newlines)) ?? -1
  }

  @Test func `a run that is killed leaves an attempt, which the next one counts`() async throws {
    let centre = try Centre()
    try await centre.furnish()
    try await centre.keep()
    let command = verify("first.pw", "mrossi")
    let calls = try await TracedCall.all(of: command, in: centre)
    var unanswered = 0
    for call in calls.filter({ $0.name == "pwrite64" || $0.name == "fdatasync" }).sampled {
      guard let killed = try await call.disturb(command, "signal=KILL", in: centre) else {
        continue
      }
      // After the answer, an interruption does no harm.
      let isAnswered = killed.output == "mrossi: right\n"
      #expect(killed.status == 137 && (isAnswered || killed.output == ""), "\(call): \(killed)")
      let next = try await centre.shell(command)
      #expect(next.output == "mrossi: right\n", "\(call): \(next)")
      let trail = try await centre.done(
        """
        sqlite3 \(centre.database) "SELECT json_extract(changes, '\\$.result') FROM audit
          WHERE verb = 'verify-password' ORDER BY id"
        """)
      let results = trail.split(separator: "\n")
      // A successful login writes a row only if it takes back a counted guess.
      #expect([[], ["unanswered", "right"]].contains(results), "\(call): \(trail)")
      #expect(try await attempts(of: centre) == 0, "\(call)")
      #expect(!isAnswered || results == [], "\(call): \(trail)")
      if results.first == "unanswered" { unanswered += 1 }
      try await centre.requireConverged("after a kill at \(call)")
    }
    #expect(unanswered > 0)
  }

  // MARK: - The same work

  /// The work of a login: writing transactions, hashes, disk syncs.
  private struct Work: Equatable {
    var transactions = 0
    var hashes = 0
    var syncs = 0
  }

  private func work(_ centre: Centre, _ name: String, _ status: Int32) async throws -> Work {
    let result = try await centre.shell(
      """
      strace -f -qq -o trace -e trace=fcntl,mmap,fsync,fdatasync \(verify("second.pw", name)) \
        >/dev/null 2>&1
      """)
    #expect(result.status == status, "\(name)")
    let trace = try centre.scratch.contents("trace").split(separator: "\n")
    // The write lock is byte 120 of the WAL's index (https://sqlite.org/walformat.html). It is taken once more to find
    // out that there is no log yet. A yescrypt hash uses 16 MiB and 24 KiB. SQLite uses 16 MiB to undo a statement.
    let lock = /F_SETLK, \{l_type=F_WRLCK, l_whence=SEEK_SET, l_start=120, l_len=1\}/
    let memory = /mmap\(NULL, (\d+), PROT_READ\|PROT_WRITE, MAP_PRIVATE\|MAP_ANONYMOUS/
    return Work(
      transactions: trace.filter { $0.contains(lock) }.count,
      hashes: trace.filter { line in
        line.firstMatch(of: memory).flatMap { Int($0.output.1) } ?? 0 > (16 << 20) + 8192
      }.count,
      syncs: trace.filter { $0.contains(/(fsync|fdatasync)\(/) }.count)
  }

  @Test func `every name and every state of an account cost the same work`() async throws {
    let centre = try Centre()
    try await centre.furnish()
    let unknown = try await work(centre, "ghost", 1)
    #expect(unknown.transactions == 1 + 2)
    #expect(unknown.hashes == 1)
    #expect(try await work(centre, "mrossi", 1) == unknown)
    let states = [
      ("disabled", "UPDATE agent SET disabled = 1", 1),
      ("of Active Directory", "UPDATE agent SET adSsoEnabled = 1", 1),
      ("expired", "UPDATE agent SET passwordResetAt = '2001-01-02T03:04:05.678Z'", 1),
      ("locked", "UPDATE agent SET locked = 1, lockedAt = '2026-01-02T03:04:05.678Z'", 77),
      ("in the bin", "UPDATE agent SET deletedAt = '2026-01-02T03:04:05.678Z'", 1),
      ("without a limit", "INSERT INTO setting VALUES ('maxLoginAttempts', '0')", 1),
      ("without the suite", "INSERT INTO setting VALUES ('securitySuite', 'false')", 1),
      ("without a password", "DELETE FROM credential WHERE agentId = 1", 1),
    ]
    try await centre.keep()
    // The shell removes the log, which the next run makes again.
    func changed(_ sql: String) async throws {
      try await centre.putBack()
      try await centre.done("sqlite3 \(centre.database) \"\(sql)\"")
    }
    try await changed("UPDATE agent SET alias = alias")
    let fresh = try await work(centre, "ghost", 1)
    for (state, sql, status) in states {
      try await changed(sql)
      #expect(try await work(centre, "mrossi", Int32(status)) == fresh, "an agent \(state)")
    }
  }
}
