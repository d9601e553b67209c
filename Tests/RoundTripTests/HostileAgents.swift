import AgentsModel
import TestSupport

/// Agents with allowed values that break careless readers.
struct HostileAgents {
  private var random: Seeded
  private let settings: Settings

  init(seed: Int) {
    random = Seeded(seed)
    var settings = Settings()
    settings.licenseMobile = true
    settings.licenseScreenRecording = true
    self.settings = settings
  }

  /// The agents, as texts in the order of the catalog's fields.
  mutating func rows(_ count: Int) -> [[String]] {
    (0..<count).map { number in
      let agent = agent(number)
      return FieldCatalog.fields.map { $0.property.read(agent) }
    }
  }

  private mutating func agent(_ number: Int) -> Agent {
    let typology = Typology.allCases[number % Typology.allCases.count]
    var agent = Agent(typology: typology)
    agent.permissions.modules = settings.modules
    if typology == .mobile { set("pushGateway", "push.example.com:5060", &agent) }
    for (key, value) in [
      ("id", "\(number * 3 + 5)"), ("name", "Agent_\(number).x"),
      ("email", "a'+=\(number)@example.com"),
      ("internal", number == 0 ? "0012" : "\(2000 + number)"),
      // No two phones have one name.
      ("sipName", number % 3 == 0 ? "" : "a-\(number)+*"),
      ("fullname", "=\(number)"), ("voicemailPin", "48\(1000 + number)"),
      ("createdAt", "2026-01-31T09:30:00.000Z"), ("updatedAt", "2026-02-01T00:00:00.123Z"),
    ] { set(key, value, &agent) }
    agent.relations.kept = kept()
    for field in FieldCatalog.fields where isFree(field) {
      guard Int.random(in: 0..<4, using: &random) > 0 else { continue }
      for _ in 0..<3 { set(field.key, candidate(field), &agent) }
    }
    return agent
  }

  /// Lines of both drivers, with values that end a list or a cell.
  private mutating func kept() -> KeptSettings {
    let keys: [(KeptSetting.Kind, String)] = [
      (.sip, "setvar"), (.sip, "permit"), (.pjsip, "set_var"), (.pjsip, "language"),
    ]
    let lines = (0..<Int.random(in: 0...3, using: &random)).compactMap { _ -> KeptSetting? in
      let (kind, key) = keys.randomElement(using: &random) ?? keys[0]
      let value = text(for: "") + ["", "\\", ",", "\\,", ",\\"].random(&random)
      return try? KeptSetting.accepted(kind, key: key, value: value)
    }
    return KeptSettings(lines)
  }

  private func isFree(_ field: Field) -> Bool {
    // With chan_sip a phone logs in with its name in Asterisk.
    let fixed = [
      "typology", "name", "sipName", "sipAuthName", "email", "internal", "voicemailPin", "id",
      "avatar",
    ]
    return ![.relation].contains(field.access) && !fixed.contains(field.key)
      && field.kind != .timestamp
  }

  /// Writes a value unless it breaks a rule.
  private func set(_ key: String, _ text: String, _ agent: inout Agent) {
    guard let field = FieldCatalog.field(key) else { return }
    var next = agent
    guard (try? field.property.write(&next, text)) != nil,
      AgentRules.findings(for: next, touched: Set(FieldCatalog.keys), settings).errors
        .filter({ $0.field == key || next.account.fullname.text != "" }).isEmpty
    else { return }
    agent = next
  }

  private mutating func candidate(_ field: Field) -> String {
    switch field.kind {
    case .bool: return Bool.random(using: &random).text
    case .integer(let range):
      return String(
        Int.random(in: range.lowerBound...min(range.upperBound, 70_000), using: &random))
    case .choice(let words): return words.randomElement(using: &random) ?? ""
    case .list([]) where field.key == "permissions":
      return settings.modules.words.shuffled(using: &random).prefix(3).joined(separator: ",")
    case .list([]): return "0,\(Int.random(in: 2...30, using: &random))-40"
    case .list(let words):
      return words.shuffled(using: &random).prefix(2).joined(separator: ",")
    case .text, .digits, .lines, .timestamp: return text(for: field.key)
    }
  }

  private mutating func text(for key: String) -> String {
    switch key {
    case "phone", "mobile": return ["+39 (010) 1-2.3", "-1", "", "+1"].random(&random)
    case "host": return ["dynamic", "192.0.2.7", "2001:db8::1"].random(&random)
    case "callerid": return ["", "\"=A, B\" <+1>", "\"é 日本\" <800>"].random(&random)
    case "context": return ["-ctx", "from_x", "a"].random(&random)
    case "phoneBarUnconditionalNumber": return ["+39*1#", "", "800"].random(&random)
    case "pushGateway": return ["push.example.com:5060", "[2001:db8::1]:1", ""].random(&random)
    default:
      let pieces = [
        ",", ";", "\"", "\"\"", "'", "=", "+", "-", "@", "#", " ", "a", "Zz", "0", "é", "e\u{301}",
        "日本", "👩‍👩‍👧", "\u{FEFF}", "＝", "\\", "\u{A0}x", "NULL", "1e5",
      ]
      return (0..<Int.random(in: 0...5, using: &random)).map { _ in pieces.random(&random) }
        .joined()
    }
  }
}

extension [String] {
  fileprivate func random(_ generator: inout Seeded) -> String {
    randomElement(using: &generator) ?? ""
  }
}
