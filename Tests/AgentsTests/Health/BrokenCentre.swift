import Agents
import AgentsModel
import Foundation
import SystemPackage
import TestSupport
import Testing

/// A healthy centre without a running Asterisk, for a test to break: the files of Asterisk with three agents, two
/// phonebars and a browser phone, in a queue.
struct BrokenCentre {
  let scratch: Scratch
  let centre: Centre

  /// - Parameters:
  ///   - driver: `sip` or `pjsip`.
  ///   - days: How far its clock is ahead.
  init(
    _ driver: Dialect.Driver = .sip, ahead days: Int = 0,
    as actor: Actor = Actor(login: "tester", userID: 1000)
  ) async throws {
    let scratch = try Scratch()
    self.scratch = scratch
    centre = Centre(
      at: scratch.file("agents.db").string, as: actor,
      clock: WallClock { Int(Date().timeIntervalSince1970) + days * 86_400 }, waiting: 10,
      places: Centre.Places(sudoers: scratch.file("sudoers")))
    for directory in ["asterisk", "spool/voicemail/default", "run", "log"] {
      try makeDirectory(directory)
    }
    try await Self.certificates.copy(into: self)
    try writeFiles(driver)
    try await settings(driver)
    _ = try await centre.create(QueueName("voice:sales"))
    try await add(["mrossi", "abianchi"])
    try await add(["wendy"], typology: "webrtc")
    for file in [driver.rawValue, "voicemail", "queues", "extensions"] {
      try change("\(file).conf") { $0 += "#include \"xcally/\(file)_agents.conf\"\n" }
    }
  }

  private func writeFiles(_ driver: Dialect.Driver) throws {
    let root = scratch.path
    let pair = "tlscertfile = \(root)/tls.crt\ntlsprivatekey = \(root)/tls.key\n"
    let transports = ["udp", "tcp", "wss"].map {
      "[transport-\($0)]\ntype = transport\nprotocol = \($0)\nbind = 127.0.0.1\n"
    }
    let files = [
      "asterisk": """
      [directories]
      astetcdir => \(root)/asterisk
      astspooldir => \(root)/spool
      astrundir => \(root)/run
      astlogdir => \(root)/log

      """,
      "modules": "[modules]\nautoload = yes\n",
      "http": """
      [general]
      enabled = yes
      bindaddr = 127.0.0.1
      bindport = 8088
      tlsenable = yes
      tlsbindaddr = 127.0.0.1:8089
      \(pair)
      """,
      "sip": """
      [general]
      udpbindaddr = 127.0.0.1
      tcpenable = yes
      tlsenable = yes
      \(pair)realm = asterisk
      nat = force_rport,comedia

      """,
      "pjsip": transports.joined(),
      "voicemail": "[general]\nformat = wav\npasswordlocation = spooldir\n",
      "queues": "[general]\npersistentmembers = yes\n",
      "extensions": "[from-sip]\ninclude => xcally-agents\nexten => 600,1,Echo()\n",
    ]
    for (name, text) in files { try write("\(name).conf", text) }
  }

  private func settings(_ driver: Dialect.Driver) async throws {
    let values = [
      ("asteriskDir", scratch.path + "/asterisk/xcally"), ("asteriskReload", "never"),
      ("asteriskFileGroup", ""), ("asteriskDriver", driver.rawValue),
      ("asteriskVersion", driver == .sip ? "16.28" : "22.10"),
      ("tlsCertificate", scratch.path + "/tls.crt"), ("tlsPrivateKey", scratch.path + "/tls.key"),
      ("nginxConfiguration", scratch.path + "/motion.conf"),
    ]
    for (key, value) in values { _ = try await centre.set(key, to: value, .storeOnly) }
  }

  // MARK: - Breaking it

  /// Adds agents with a mailbox and the digest of a phone: to hash a password takes long.
  func add(
    _ names: [String], typology: String = "phonebar", to queues: String = "voice:sales",
    hasPassword: Bool = true
  ) async throws {
    let digest = hasPassword ? "asterisk:" + String(repeating: "0", count: 32) : ""
    let rows = names.map {
      "\($0),Agent \($0),\($0)@example.com,\(typology),true,\(queues),\(digest)"
    }
    let header = "name,fullname,email,typology,voicemail,queues,sipDigest"
    let text = ([header] + rows).map { $0 + "\n" }.joined()
    _ = try await centre.importCSV(named: "rows", CSVSource(text), ImportRules())
  }

  func setPassword(of name: String) async throws {
    _ = try await centre.setPassword(of: name, to: .generated())
  }

  func set(_ key: String, _ value: String) async throws { _ = try await centre.set(key, to: value) }

  func edit(_ name: String, _ assignments: String...) async throws {
    let edit = AgentEdit(
      assignments.map { text in
        let halves = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        return Assignment(String(halves[0]), String(halves[1]))
      })
    _ = try await centre.edit(.named([name]), edit)
  }

  /// Writes one of Asterisk's files.
  func write(_ file: String, _ text: String) throws {
    try scratch.write(text, to: "asterisk/\(file)", mode: 0o644)
  }

  /// Changes one of Asterisk's files.
  func change(_ file: String, _ body: (inout String) -> Void) throws {
    var text = try scratch.contents("asterisk/\(file)")
    body(&text)
    try write(file, text)
  }

  /// Replaces a text in one of Asterisk's files; it must be there.
  func replace(_ old: String, _ new: String, in file: String) throws {
    try change(file) { text in
      #expect(text.contains(old), "\(file)")
      text = text.replacing(old, with: new)
    }
  }

  func makeDirectory(_ name: String) throws {
    try FileManager.default.createDirectory(
      atPath: scratch.file(name).string, withIntermediateDirectories: true)
  }

  private static let certificates = Certificates()

  /// Makes `NAME.crt` and `NAME.key`, valid for 400 days from now.
  func makeCertificate(_ name: String, for host: String, key: String = "EC") async throws {
    try await Self.makeCertificate(name, for: host, key, in: scratch)
  }

  fileprivate static func makeCertificate(
    _ name: String, for host: String, _ key: String, in scratch: Scratch
  ) async throws {
    let kind = key == "EC" ? "ec -pkeyopt ec_paramgen_curve:prime256v1" : "rsa:2048"
    let result = try await Program.shell(
      """
      cd '\(scratch.path)' && chmod 755 . &&
      openssl req -x509 -newkey \(kind) -nodes -days 400 -subj /CN=\(host) \
        -addext subjectAltName=DNS:\(host) -keyout \(name).key -out \(name).crt &&
      chmod 644 \(name).key
      """, in: scratch)
    #expect(result.status == 0, "\(result.errors)")
  }

  /// A line of shell, in its directory.
  @discardableResult
  func shell(_ line: String) async throws -> Program.Result {
    try await Program.shell("cd '\(scratch.path)' && \(line)", in: scratch)
  }

  // MARK: - What is found

  /// What is found by these checks, or by all.
  func findings(_ only: String..., skip: [String] = []) async throws -> [HealthFinding] {
    try await report(only, skip: skip).findings
  }

  func report(
    _ only: [String] = [], skip: [String] = [], thorough: Bool = false
  ) async throws -> HealthReport {
    var request = HealthRequest()
    (request.only, request.skip, request.isThorough) = (only, skip, thorough)
    request.extent = .offline
    return try await centre.doctor(request)
  }

  /// `code severity subject` of all that is found.
  func found() async throws -> [String] {
    try await report().findings.map { "\($0.code) \($0.severity.rawValue) \($0.subject)" }
  }
}

/// The pair of every centre is made once.
private actor Certificates {
  private var made: Task<Scratch, any Error>?

  func copy(into place: BrokenCentre) async throws {
    let task =
      made
      ?? Task {
        let scratch = try Scratch()
        try await BrokenCentre.makeCertificate("tls", for: "centre.example", "EC", in: scratch)
        return scratch
      }
    made = task
    let source = try await task.value
    for name in ["tls.crt", "tls.key"] {
      try place.scratch.write(source.contents(name), to: name, mode: 0o644)
    }
  }
}
