internal import AgentsSystem
internal import Foundation
internal import TestSupport
internal import Testing

/// The line of `docs/pam.md`, tried with pamtester in a PAM service made by the test.
struct PAMTests {
  @Test(.enabled(if: Operator.isRoot, "services of PAM belong to root"))
  func `a login through pam_exec takes the right password and locks after wrong ones`()
    async throws
  {
    let scratch = try Scratch()
    let service = "xcally-test-\(UUID().uuidString.lowercased())"
    let file = "/etc/pam.d/\(service)"
    defer { try? FileManager.default.removeItem(atPath: file) }
    try scratch.write(
      """
      #!/bin/sh
      exec \(Program.path) verify-password --db \(scratch.path)/agents.db \\
        --password-stdin --quiet -- "$PAM_USER"

      """, to: "pam", mode: 0o700)
    let documented = try String(
      contentsOf: URL(filePath: #filePath).appending(path: "../../../docs/pam.md").standardized,
      encoding: .utf8)
    let lines = try #require(documented.firstMatch(of: /```pam\n([^`]+)```/)).output.1
    try Data(lines.replacing("/usr/local/lib/xcally-agents/pam", with: scratch.path + "/pam").utf8)
      .write(to: URL(filePath: file))
    let made = try await Program.shell(
      """
      mkdir asterisk
      xcally-agents settings set asteriskDir \(scratch.path)/asterisk/xcally -q
      echo Sesam-2024 | xcally-agents create mrossi --full-name "Mario Rossi" \
        --email mario@example.com --password-stdin -q
      """, in: scratch)
    try #require(made.status == 0, "\(made)")

    func isTaken(_ password: String, _ user: String = "mrossi") async throws -> Bool {
      let result = try await Program.shell(
        "echo '\(password)' | pamtester \(service) \(user) authenticate acct_mgmt", in: scratch)
      #expect(result.output.contains("successfully authenticated") == (result.status == 0))
      return result.status == 0
    }
    #expect(try await isTaken("Sesam-2024"))
    #expect(try await !isTaken("Sesam-2024", "ghost"))
    #expect(try await !isTaken("Sesam-2024", "-h"))
    for _ in 0..<5 { #expect(try await !isTaken("Sesam-2025")) }
    #expect(try await !isTaken("Sesam-2024"))
    let unlocked = try await Program.shell("xcally-agents unlock mrossi", in: scratch)
    #expect(unlocked.output == "mrossi: changed locked\n")
    #expect(try await isTaken("Sesam-2024"))
  }
}
