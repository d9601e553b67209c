import Agents
import AgentsModel
import SQLite
import SystemPackage
import TestSupport

/// A centre of its own in a scratch directory, at a fixed time, without Asterisk.
struct ScratchCentre {
  let scratch: Scratch
  let centre: Centre

  init(
    as actor: Actor = Actor(login: "tester", userID: 1000), at seconds: Int = 1_800_000_000
  ) async throws {
    scratch = try Scratch()
    centre = Centre(
      at: scratch.file("agents.db").string, as: actor, clock: WallClock { seconds })
    for (key, value) in [
      ("asteriskDir", scratch.file("asterisk").string), ("asteriskReload", "never"),
      ("licenseMobile", "true"), ("licenseScreenRecording", "true"),
    ] { _ = try await centre.set(key, to: value, .storeOnly) }
  }

  /// Object and changes of every row of the audit trail that tells of a change, the first one first.
  func trail(of verb: String) throws -> [String] {
    var filter = AuditFilter()
    filter.verb = verb
    var rows: [String] = []
    try centre.audit(filter) { row, _ in
      guard !row.entry.changes.contains("refused") else { return }
      rows.append("\(row.entry.object) \(row.entry.changes)")
    }
    return rows.reversed()
  }

  /// What is wrong with the rows of the store as its schema has it: "ok" alone when nothing is.
  func problems() throws -> [String] {
    try Connection(centre.path, for: .reading, busyTimeout: 0).reading {
      try $0.values("PRAGMA integrity_check")
    }
  }

  /// The generated files without the comments, which name the database.
  func files() throws -> [String: String] {
    var files: [String: String] = [:]
    let root = scratch.file("asterisk")
    for name in try scratch.names(in: root) {
      let path = root.appending(name)
      if name.hasSuffix(".d") {
        for inner in try scratch.names(in: path) {
          files["\(name)/\(inner)"] = try settings(of: scratch.contents(of: path.appending(inner)))
        }
      } else {
        files[name] = try settings(of: scratch.contents(of: path))
      }
    }
    return files
  }

  private func settings(of text: String) -> String {
    text.split(separator: "\n").filter { !$0.hasPrefix(";") && !$0.hasPrefix("#") }
      .joined(separator: "\n")
  }

  /// Every agent with every field but the salted hash.
  func agents() throws -> String {
    let columns = CSVColumn.exported.filter { $0.key != "passwordHash" }
    var text: [UInt8] = []
    try centre.exportCSV(AgentQuery(), columns, withSecrets: true) { _, pour in
      try pour { text += $0 }
    }
    return String(decoding: text, as: UTF8.self)
  }
}

/// Random drafts of agents, right and wrong ones.
struct RandomDrafts {
  private var random: any RandomNumberGenerator
  private static let fields = FieldCatalog.fields.filter {
    $0.access == .editable && !$0.isSecret
      && !["internal", "avatar", "email", "fullname"].contains($0.key)
  }

  init(_ random: some RandomNumberGenerator) { self.random = random }

  /// - Parameters:
  ///   - queues: Some of these.
  ///   - teams: Some of these.
  mutating func draft(_ number: Int, queues: [String], teams: [String]) -> [(String, String)] {
    var cells = [
      ("name", "agent\(number)"), ("fullname", "Agent no \(number)"),
      ("email", "agent\(number)@example.com"), ("voicemailPin", "4\(1000 + number)"),
      ("typology", Typology.words[number % Typology.words.count]),
      ("password", "Sesam-\(2024 + number)"),
    ]
    for _ in 0..<Int.random(in: 0...6, using: &random) {
      // A file may hold what does not apply, as an export does; a request may not.
      guard let field = Self.fields.randomElement(using: &random),
        field.typologies.map(\.rawValue).contains(cells[4].1),
        !cells.contains(where: { $0.0 == field.key })
      else { continue }
      cells.append((field.key, value(field.kind)))
    }
    if Bool.random(using: &random) {
      cells.append(("internal", String(Int.random(in: 1000...1100, using: &random))))
    }
    for (key, names) in [("queues", queues), ("teams", teams)] where Bool.random(using: &random) {
      let chosen = names.filter { _ in Bool.random(using: &random) }
      if !chosen.isEmpty { cells.append((key, chosen.joined(separator: ","))) }
    }
    return cells
  }

  private mutating func value(_ kind: FieldKind) -> String {
    switch kind {
    case .bool: return Bool.random(using: &random) ? "true" : "false"
    case .integer(let range):
      return String(
        Int.random(in: range.lowerBound...min(range.upperBound, 70_000), using: &random))
    case .choice(let words), .list(let words): return words.randomElement(using: &random) ?? "x"
    case .digits, .text, .lines, .timestamp:
      return ["0039061234", "Mario R.", "a@b", "udp", "10.0.0.1", "-", "ü"]
        .randomElement(using: &random) ?? ""
    }
  }
}
