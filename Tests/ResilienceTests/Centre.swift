internal import Foundation
internal import TestSupport
internal import Testing

/// A database and its Asterisk files in a scratch directory, and the contents of both.
struct Centre {
  /// The state after a process, without times.
  struct State: Equatable {
    /// Every row that a change can write; empty when there is no database.
    var rows: String
    /// Relative path below the directory for Asterisk → contents.
    var files: [String: String]
    /// The directories of mailboxes with what is in them.
    var messages: [String]
  }

  let scratch: Scratch

  init() throws {
    scratch = try Scratch()
    try scratch.write("4711\n", to: "pin")
    try scratch.write("Aa1!first-word\n", to: "first.pw")
    try scratch.write("Bb2?second-word\n", to: "second.pw")
  }

  /// The directory of database and files.
  ///
  /// It is copied, restored and removed as a whole.
  var path: String { scratch.path + "/centre" }
  var database: String { path + "/agents.db" }
  var asterisk: String { path + "/asterisk/xcally" }

  /// Runs a line of shell in the scratch directory, with the database of this centre.
  func shell(_ line: String) async throws -> Program.Result {
    try await Program.shell(line, in: scratch, environment: ["XCALLY_AGENTS_DB": database])
  }

  /// Runs a line that must succeed.
  @discardableResult
  func done(_ line: String) async throws -> String {
    let result = try await shell(line)
    try #require(result.status == 0, "\(line): \(result)")
    return result.output
  }

  /// Creates a database with a few agents and writes all files.
  func furnish() async throws {
    try FileManager.default.createDirectory(
      atPath: path + "/asterisk", withIntermediateDirectories: true)
    try scratch.write(
      "[directories]\nastspooldir => \(path)/spool\n", to: "centre/asterisk/asterisk.conf")
    try await done("xcally-agents settings set asteriskDir \(asterisk) --quiet")
    for (name, number) in [("mrossi", 1000), ("abianchi", 1001), ("gverdi", 3000)] {
      try await done(
        """
        xcally-agents create \(name) --full-name "Agent \(number)" --email \(name)@example.com \
          --internal \(number) --voicemail --voicemail-pin-file pin --password-file first.pw --quiet
        """)
    }
    try await done("mkdir -p centre/spool/voicemail/default/3000/INBOX")
    try scratch.write("a message\n", to: "centre/spool/voicemail/default/3000/INBOX/msg0000.txt")
  }

  func keep() async throws { try await done("rm -rf kept && cp -a centre kept") }
  func putBack() async throws { try await done("rm -rf centre && cp -a kept centre") }

  // MARK: - What is there

  /// Reads a copy of the database, so the next run still finds the state after the crash.
  func state() async throws -> State {
    State(
      rows: try await rows(), files: try files(),
      messages: ((try? FileManager.default.subpathsOfDirectory(atPath: path + "/spool")) ?? [])
        .sorted())
  }

  private func rows() async throws -> String {
    let result = try await shell(
      """
      [ -e \(database) ] || exit 0
      rm -rf copy && mkdir copy && cp \(database) copy/
      [ ! -e \(database)-wal ] || cp \(database)-wal copy/
      sqlite3 -batch copy/agents.db "PRAGMA integrity_check" "PRAGMA foreign_key_check" \
        "SELECT * FROM agent" "SELECT agentId, sipRealm, sipMD5 FROM credential" \
        "SELECT agentId FROM passwordHistory" "SELECT * FROM number" "SELECT * FROM setting" \
        "SELECT verb, object, changes FROM audit"
      """)
    // A database without rows, or one whose creation was interrupted, counts as none.
    let isUnfinished = result.errors.contains("no such table: agent")
    try #require(result.status == 0 || isUnfinished, "\(result)")
    guard !result.output.isEmpty, result.output != "ok\n" else { return "" }
    try #require(result.output.hasPrefix("ok\n"), "\(result)")
    return result.output.replacing(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/, with: "[TIME]")
  }

  /// Generated files, and temporary ones, which are hidden files in the same directories.
  private func files() throws -> [String: String] {
    var files: [String: String] = [:]
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: asterisk)) ?? []
    for name in names where !name.hasSuffix(".d") {
      // Each database has its own identity, which its files contain too.
      files[name] = try scratch.contents("centre/asterisk/xcally/\(name)")
        .replacing(/sha256 [0-9a-f]{64} store [0-9a-f]{16}/, with: "[SEAL]")
    }
    return files
  }

  /// Requires that database and files agree: nothing is pending, nothing is left over, and rendering everything again
  /// changes nothing.
  func requireConverged(_ comment: Comment, _ options: String = "") async throws {
    let files = try await shell("xcally-agents doctor --offline --only files \(options)")
    #expect(files.status == 0, "\(comment): \(files)")
    let everything = try await shell("xcally-agents apply --all \(options)")
    #expect(everything.output.hasPrefix("0 changed, "), "\(comment): \(everything)")
    let leftOver = try await done("find centre -name '*.tmp' -o -name '*.edited*'")
    #expect(leftOver == "", comment)
  }
}
