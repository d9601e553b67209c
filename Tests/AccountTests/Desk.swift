internal import Foundation
internal import TestSupport
internal import Testing

/// A centre with two agents, which sends mails through msmtp to its own mail server.
final class Desk {
  enum Server: String {
    case take, refuse, hang
    /// No server listens at the port.
    case none
  }

  let scratch: Scratch
  private var server: String?

  init(_ mode: Server = .take) async throws {
    scratch = try Scratch()
    try scratch.write("Sesam-2024\n", to: "first.pw")
    try await done(
      """
      mkdir asterisk mails
      xcally-agents settings set asteriskDir \(scratch.path)/asterisk/xcally -q
      xcally-agents settings set mailFrom desk@example.com -q
      xcally-agents settings set resetUrl 'https://desk.example.com/reset?lang=it' -q
      xcally-agents settings set mailCommand -q \
        '/usr/bin/msmtp -C \(scratch.path)/msmtprc -t --read-envelope-from'
      xcally-agents create mrossi --full-name "Mario Rossi" --email mario@example.com \
        --password-file first.pw -q
      xcally-agents create bert --full-name "Bert Müller-Lüdenscheidt, 日本" \
        --email bert@example.com --password-file first.pw -q
      """)
    let port = mode == .none ? "1" : try await start(mode)
    try scratch.write(
      "defaults\nauth off\ntls off\naccount default\nhost 127.0.0.1\nport \(port)\n", to: "msmtprc")
  }

  deinit {
    if let server, let number = Int32(server) { kill(number, SIGTERM) }
  }

  private func start(_ mode: Server) async throws -> String {
    let program = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "smtp-server")
    server = try await done(
      "/usr/bin/python3 \(program.path) mails \(mode.rawValue) >server.log 2>&1 & echo $!"
    ).trimmingCharacters(in: .newlines)
    var deadline = Deadline(.seconds(10))
    while await !deadline.isOver() {
      if let port = try? scratch.contents("mails/port") { return port }
      try await Task.sleep(for: .milliseconds(50))
    }
    throw CancellationError()
  }

  func shell(_ line: String) async throws -> Program.Result {
    try await Program.shell(line, in: scratch)
  }

  /// Runs a line that must succeed.
  @discardableResult
  func done(_ line: String) async throws -> String {
    let result = try await shell(line)
    try #require(result.status == 0, "\(line): \(result)")
    return result.output
  }

  /// The mails that arrived, decoded.
  func mails() throws -> [String] {
    let names = try FileManager.default.contentsOfDirectory(atPath: scratch.path + "/mails")
    return try names.filter { $0.hasSuffix(".txt") }.sorted().map {
      try scratch.contents("mails/\($0)")
    }
  }

  /// The text after `token=` in a mail.
  func token(in mail: String) throws -> String {
    String(try #require(mail.firstMatch(of: /token=([A-Za-z0-9_-]+)/)).output.1)
  }

  func tokensStored() async throws -> String {
    try await done("sqlite3 agents.db 'SELECT count(*) FROM passwordToken'")
  }
}
