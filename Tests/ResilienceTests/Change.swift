internal import Testing

/// A change that is disturbed at every step.
struct Change: CustomTestStringConvertible {
  let testDescription: String
  /// The command, run in the scratch directory.
  let command: String
  /// Whether the change starts without a database and without directories.
  var isFirst = false
  /// The system calls that change the disk or take a lock, with their names in `strace`.
  let calls: [String]

  /// The calls of every change: for the log, the lock, a temporary file and its rename.
  private static let common = [
    "openat", "pwrite64", "fdatasync", "flock", "ftruncate", "write", "fchmod", "fsync", "renameat",
  ]

  static let create = Change(
    testDescription: "create",
    command: """
      xcally-agents create lneri --full-name "Lucia Neri" --email lneri@example.com --voicemail \
        --voicemail-pin-file pin --password-file second.pw
      """, calls: common)

  static let all = [
    Change(
      testDescription: "create in an empty place",
      command: create.command + " --asterisk-dir $PWD/centre/asterisk/xcally", isFirst: true,
      // SQLite has a journal until the file has a log.
      calls: common + ["mkdirat", "unlink"]),
    create,
    Change(
      testDescription: "edit that moves an agent to another block",
      command: "xcally-agents edit gverdi --internal 2000",
      // The agent leaves a block, whose file is removed.
      calls: common + ["unlinkat"]),
    Change(
      testDescription: "delete", command: "xcally-agents delete abianchi --yes", calls: common),
    Change(
      testDescription: "set-password",
      command: "xcally-agents set-password mrossi --password-file second.pw", calls: common),
    Change(
      testDescription: "settings set",
      command: "xcally-agents settings set tlsCertificate /etc/ssl/centre.pem", calls: common),
  ]

  /// Prepares a centre for the change and keeps a copy for every repetition.
  func prepare(_ centre: Centre) async throws {
    if !isFirst { try await centre.furnish() } else { try await centre.done("mkdir centre") }
    try await centre.keep()
  }

  /// Options that make the other commands use the same directory.
  var options: String { isFirst ? "--asterisk-dir $PWD/centre/asterisk/xcally" : "" }
}
