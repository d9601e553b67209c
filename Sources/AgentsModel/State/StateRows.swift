internal import YAML

/// The agents of a file as rows of CSV in which every field stands: what the file does not say is the default.
///
/// So an agent of a file goes the same way as one of a row: what is refused, what is compared, and what is stored are one.
package struct StateRows {
  /// What the cells are.
  package let header: CSVHeader
  private let entries: [CentreState.Entry]
  private let keys: [Key]
  private var defaults: StateDefaults

  private struct Key {
    let key: String
    let isSecret: Bool
    /// An empty value is not possible.
    let needsValue: Bool
  }

  /// The rows of these agents, for a centre with these settings.
  package init(_ entries: [CentreState.Entry], _ settings: Settings) {
    self.entries = entries
    defaults = StateDefaults(settings)
    let used = Set(entries.flatMap { $0.values.map(\.key) })
    let written = StateKey.keys(.agents).filter { !$0.isSecret || used.contains($0.key) }
    header = Self.header(written.map(\.key))
    let needing = Set(header.bindings.filter { !$0.allowsEmpty }.map(\.column.key))
    keys = written.map {
      Key(key: $0.key, isSecret: $0.isSecret, needsValue: needing.contains($0.key))
    }
  }

  package var count: Int { entries.count }

  /// The row of an agent; its line is that of the file.
  package mutating func record(_ index: Int) -> CSVRecord {
    let entry = entries[index]
    var record = CSVRecord()
    record.line = entry.place?.line ?? 0
    record.append(entry.name)
    let said = Dictionary(
      entry.values.map { ($0.key, $0.value.text) }, uniquingKeysWith: { first, _ in first })
    let standard = defaults.texts(
      typology: said["typology"] ?? "", transport: said["transport"] ?? "")
    for key in keys {
      if let text = said[key.key], !text.isEmpty || !key.needsValue {
        record.append(text)
      } else {
        // What is generated has no default, and what is secret stays.
        record.append(key.isSecret ? "" : standard[key.key] ?? "")
      }
    }
    return record
  }

  private static func header(_ keys: [String]) -> CSVHeader {
    var record = CSVRecord()
    for word in ["name"] + keys { record.append(word) }
    return CSVHeader(record, ImportColumns(), delimiter: UInt8(ascii: ","))
  }
}

/// What it means that a file says nothing of a field.
///
/// Of some fields that follows from others: `webrtc` has another transport, and with `tls` first the port is 5061.
package struct StateDefaults {
  private let settings: Settings
  private var known: [String: [String: String]] = [:]

  package init(_ settings: Settings) { self.settings = settings }

  /// The default text of each field of an agent.
  ///
  /// - Parameters:
  ///   - typology: Empty = the default; so is one that there is not.
  ///   - transport: Empty = the default of the typology.
  package mutating func texts(typology: String, transport: String) -> [String: String] {
    let kind = "\(typology) \(transport)"
    if let texts = known[kind] { return texts }
    let typology = (try? Typology(parsing: typology)) ?? .phonebar
    let blank = AgentPlan.blank(typology, settings)
    var agent = blank
    if let transports = try? Transports(parsing: transport) { agent.voice.transport = transports }
    AgentPlan.derive(&agent, from: blank, given: [])
    // The agent's own is no default of it.
    agent.voice.transport = blank.voice.transport
    agent.account.typology = .phonebar
    let texts = Dictionary(
      uniqueKeysWithValues: zip(FieldCatalog.keys, FieldCatalog.texts(of: agent)))
    known[kind] = texts
    return texts
  }
}
