internal import AgentsModel
internal import AgentsStore

/// Chooses internals for new agents without one: the lowest that is free and that no row claims.
struct AutomaticNumbers {
  private var candidate: Int
  private let claimed: FileIndex

  init(_ minimum: Int, claimed: FileIndex) {
    candidate = minimum
    self.claimed = claimed
  }

  /// - Parameters:
  ///   - name: No internal equals the full name.
  ///   - isElsewhere: Whether the centre's own files use a number.
  /// - Throws: `AgentsError.refused` when all ten digits are used up.
  mutating func next(
    _ reader: StoreReader, not name: String, besides isElsewhere: (String) throws -> Bool
  ) throws -> String {
    while true {
      let text = String(candidate)
      guard text.utf8.count <= 10 else {
        throw AgentsError.refused([
          Finding(
            .error, "internal.exhausted", field: "internal", "no number is free",
            hint: "lower the setting minInternal")
        ])
      }
      if text != name, claimed.row(of: text) == nil, try reader.isFree(internal: text),
        try !isElsewhere(text)
      {
        candidate += 1
        return text
      }
      candidate += 1
    }
  }
}

/// Chooses ids for new agents: the id of an export if it was never used here, else a new one.
struct AutomaticIDs {
  private let highestBefore: Int
  private var highest: Int
  private var used: Set<Int> = []

  /// - Parameters:
  ///   - before: The highest id that the store ever gave.
  ///   - highest: The highest id that any row asks for.
  init(beyond before: Int, highest: Int) {
    highestBefore = before
    self.highest = max(before, highest)
  }

  mutating func next(wanted: Int) -> Int {
    if wanted > highestBefore, used.insert(wanted).inserted { return wanted }
    highest += 1
    return highest
  }
}

extension NewAgent {
  /// Sets a field to an automatic value.
  mutating func set(_ key: String, _ text: String) throws {
    let field = try FieldCatalog.find(key)
    try field.property.write(&plan.new, text)
    self[key] = text
  }

  /// Gives it its memberships.
  mutating func give(_ relations: Relations) {
    plan.new.relations = relations
    self["queues"] = relations.queues.text
    self["teams"] = relations.teams.text
    self["profiles"] = relations.profiles.text
  }
}

extension CSVHeader {
  /// Whether a row's cell is another value than the agent has, and the operator may change it.
  func differs(_ record: CSVRecord, _ binding: Int, from agent: Agent) -> Bool {
    guard case .field(let field) = bindings[binding].column, field.access != .readOnly,
      field.key != "name"
    else { return false }
    let stored = field.property.read(agent)
    return !record.bytes[record.range(bindings[binding].cell)].elementsEqual(stored.utf8)
  }
}

extension JSON {
  /// The values of a new agent that are not defaults, for the audit trail.
  init(created new: NewAgent) {
    let defaults = Defaults.of(new.plan.new.account.typology)
    var members: [(String, JSON)] = []
    for (index, field) in Defaults.audited {
      // Other defaults depend on this field.
      let old = field.key == "typology" ? "" : defaults[index]
      guard old != new.texts[index] else { continue }
      let change = FieldChange(field: field, old: old, new: new.texts[index])
      members.append((field.key, .array([change.shownOld, change.shownNew])))
    }
    self = .object(members)
  }
}

/// The default text of each field, by typology.
private enum Defaults {
  static func of(_ typology: Typology) -> [String] { texts[typology] ?? [] }

  /// The fields that the audit trail shows, with their positions in the catalog.
  static let audited = FieldCatalog.fields.enumerated().filter { $0.element.access != .readOnly }
    .map { ($0.offset, $0.element) }

  private static let texts = Dictionary(
    uniqueKeysWithValues: Typology.allCases.map { typology in
      let agent = Agent(typology: typology)
      return (typology, FieldCatalog.fields.map { $0.property.read(agent) })
    })
}
