import Foundation
import TestSupport

/// A finding of `doctor`, as its JSON tells it.
struct Finding: Decodable, CustomStringConvertible {
  let code, severity, subject, message: String
  let commands: [String]

  var description: String { "\(code) \(severity) \(subject)" }

  fileprivate struct Report: Decodable {
    let findings: [Finding]
    let unchecked: [Unchecked]

    struct Unchecked: Decodable { let code, reason: String }
  }
}

extension Installation {
  /// Makes these checks.
  func doctor(_ checks: String, _ more: String...) async throws -> Program.Result {
    try await run(["doctor", "--only", checks] + more)
  }

  /// What these checks find; those that could not be made are `CODE: REASON`.
  func found(_ checks: String, _ more: [String] = []) async throws -> [Finding] {
    try await report(checks, more).findings
  }

  func unchecked(_ checks: String) async throws -> [String] {
    try await report(checks).unchecked.map { "\($0.code): \($0.reason)" }
  }

  private func report(_ checks: String, _ more: [String] = []) async throws -> Finding.Report {
    let result = try await run(["doctor", "--only", checks, "--format", "json"] + more)
    guard [0, 1].contains(result.status) else {
      throw Unexpected(arguments: [checks], result: result)
    }
    return try JSONDecoder().decode(Finding.Report.self, from: Data(result.output.utf8))
  }

  /// What they find as soon as it is this, else after a while: a reload may end after its command.
  func eventually(
    _ checks: String, _ more: [String] = [], is wanted: [String]
  ) async throws -> [String] {
    var deadline = Deadline(.seconds(20))
    while true {
      let found = try await found(checks, more).map(\.description)
      if found == wanted { return found }
      if await deadline.isOver() { return found }
      try await Task.sleep(for: .milliseconds(50))
    }
  }

  /// What could not be checked, asked again until it is as wanted: a server that was ended may still listen.
  func unchecked(_ checks: String, is wanted: [String]) async throws -> [String] {
    var deadline = Deadline(.seconds(20))
    while true {
      let found = try await unchecked(checks)
      if found == wanted { return found }
      if await deadline.isOver() { return found }
      try await Task.sleep(for: .milliseconds(50))
    }
  }

  /// Changes a setting in the database alone.
  func setUnasked(_ key: String, _ value: String) async throws {
    try await done("settings", "set", key, value, "--no-apply")
  }

  /// Changes one of Asterisk's files.
  func change(_ file: String, _ body: (inout String) -> Void) throws {
    let path = asterisk.configurationDirectory.appending(path: file)
    var text = try String(contentsOf: path, encoding: .utf8)
    body(&text)
    try text.write(to: path, atomically: true, encoding: .utf8)
  }

  /// Replaces a text in one of Asterisk's files; it must be there.
  func replace(_ old: String, _ new: String, in file: String) throws {
    try change(file) { text in
      precondition(text.contains(old), "\(file) has no \(old)")
      text = text.replacing(old, with: new)
    }
  }

  /// `http.conf` of a web server with TLS, and with a certificate of this run: `web.crt` of the scratch directory is copied
  /// beside it.
  func serveTLS(port: Int) async throws {
    try await makeCertificate("web")
    try copyCertificate("web")
    try writeHTTP(port: port)
    _ = try await asterisk.command("module reload http")
    _ = try await asterisk.command("http show status") { $0.contains(":\(port)") }
  }

  func writeHTTP(port: Int) throws {
    let directory = asteriskName(of: asterisk.configurationDirectory)
    let text = """
      [general]
      enabled = yes
      bindaddr = \(asterisk.address)
      tlsenable = yes
      tlsbindaddr = \(asterisk.address):\(port)
      tlscertfile = \(directory)/web.crt
      tlsprivatekey = \(directory)/web.key

      """
    try text.write(
      to: asterisk.configurationDirectory.appending(path: "http.conf"), atomically: true,
      encoding: .utf8)
  }

  /// A path below the root of the lab, as Asterisk names it.
  func asteriskName(of place: URL) -> String {
    let path = place.systemPath
    return path.range(of: "/runs/").map { String(path[$0.lowerBound...]) } ?? path
  }

  /// Makes `NAME.crt` and `NAME.key` in the scratch directory.
  func makeCertificate(_ name: String) async throws {
    let line =
      "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 400 "
      + "-subj /CN=centre.example -keyout \(name).key -out \(name).crt"
    let result = try await Program.shell(line, in: scratch)
    guard result.status == 0 else { throw Unexpected(arguments: [line], result: result) }
  }

  /// Copies a pair as `web.crt` and `web.key` beside Asterisk's files.
  func copyCertificate(_ name: String) throws {
    for end in ["crt", "key"] {
      try scratch.contents("\(name).\(end)").write(
        to: asterisk.configurationDirectory.appending(path: "web.\(end)"), atomically: true,
        encoding: .utf8)
    }
  }
}
