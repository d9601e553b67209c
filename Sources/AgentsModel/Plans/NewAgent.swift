/// A planned new agent with the text of each field, which is what the store and the audit trail keep.
package struct NewAgent: Sendable {
  package var plan: AgentPlan
  /// In the order of the catalog.
  package private(set) var texts: [String]

  /// - Parameter texts: Those of the plan's agent, from a caller who knows them.
  init(_ plan: AgentPlan, texts: [String]) {
    self.plan = plan
    self.texts = texts
  }

  /// The agent of a plan.
  package init(_ plan: AgentPlan) {
    self.init(plan, texts: FieldCatalog.texts(of: plan.new))
  }

  /// The text of a field by its key.
  package subscript(key: String) -> String { FieldCatalog.places[key].map { texts[$0] } ?? "" }

  /// Sets a field of the plan.
  ///
  /// - Throws: `Finding` for an unknown key; `Refusal` for a value that the field does not take.
  package mutating func set(_ key: String, _ text: String) throws {
    let field = try FieldCatalog.find(key)
    try field.property.write(&plan.new, text)
    texts[field.index] = text
  }

  /// Gives it its memberships, and what is kept.
  package mutating func give(_ relations: Relations) {
    plan.new.relations = relations
    for (key, names) in [
      ("queues", relations.queues), ("teams", relations.teams), ("profiles", relations.profiles),
    ] { texts[FieldCatalog.places[key] ?? 0] = names.text }
    texts[FieldCatalog.places["kept"] ?? 0] = relations.kept.text
  }

  /// Keeps it out of the files for Asterisk.
  package mutating func hold() {
    plan.new.account.held = true
    texts[FieldCatalog.places["held"] ?? 0] = "true"
  }

  /// Gives it a picture, which its plan does not show.
  package mutating func give(picture: StoredFileName) {
    texts[FieldCatalog.places["avatar"] ?? 0] = picture.text
  }
}

extension AgentPlan {
  /// Who says what a new agent is to be.
  package enum Origin {
    /// A person, about one agent.
    case request
    /// A row or a file that says all of an agent, which may be an export: it also holds what the program keeps, and what is stored for another
    /// typology.
    case file
  }

  /// A new agent before anything is said of it.
  static func blank(_ typology: Typology, _ settings: Settings) -> Agent {
    var agent = Agent(typology: typology)
    agent.permissions.modules = settings.modules
    return agent
  }

  /// Adds what is wrong with a new agent as a whole.
  ///
  /// - Parameters:
  ///   - findings: What was wrong with what is said of it.
  ///   - missing: Required fields of which nothing is said.
  ///   - foreign: Fields that get a value and do not apply to the typology.
  mutating func judge(
    _ findings: [Finding], missing: [Field], foreign: [Field], from origin: Origin,
    _ settings: Settings
  ) {
    self.findings = findings
    self.findings += missing.map {
      Finding(.error, "\($0.key).required", field: $0.key, "is required")
    }
    self.findings += Self.notApplicable(foreign, to: new, from: origin, beside: self.findings)
    self.findings += Self.ruleFindings(
      new, touched: nil, settings, beside: self.findings)
  }

  /// Findings for fields that do not apply to the typology; none when the typology was refused.
  static func notApplicable(
    _ fields: [Field], to agent: Agent, from origin: Origin, beside findings: [Finding]
  ) -> [Finding] {
    guard !fields.isEmpty, !findings.errors.contains(where: { $0.field == "typology" }) else {
      return []
    }
    let typology = agent.account.typology
    return fields.map { field in
      let theirs = Typology.allCases.filter(field.typologies.contains).map(\.rawValue)
      return switch origin {
      case .request:
        Finding(
          .error, "\(field.key).typology", field: field.key,
          "belongs to \(theirs.joined(separator: " and ")) agents, not to \(typology.rawValue)")
      case .file:
        Finding(
          .warning, "\(field.key).typology", field: field.key,
          "does not apply to \(typology.rawValue) agents; "
            + "it is stored for when the typology changes")
      }
    }
  }
}

extension AgentPlan {
  /// What the audit trail records of an agent that is removed: the typology, and every value that is not its
  /// default.
  package static func traits(of agent: Agent) -> [FieldChange] {
    traits(FieldCatalog.texts(of: agent), FieldCatalog.fields.indices, agent.account.typology)
  }

  /// The same of a new agent, without what the program keeps.
  ///
  /// - Parameter texts: Of each field, in the order of the catalog.
  package static func traits(new texts: [String], _ typology: Typology) -> [FieldChange] {
    traits(texts, Defaults.given, typology)
  }

  private static func traits(
    _ texts: [String], _ places: some Sequence<Int>, _ typology: Typology
  ) -> [FieldChange] {
    let defaults = Defaults.texts[typology] ?? []
    var traits: [FieldChange] = []
    for place in places where !defaults[place].hasSameBytes(as: texts[place]) {
      traits.append(
        FieldChange(field: FieldCatalog.fields[place], old: defaults[place], new: texts[place]))
    }
    return traits
  }
}

private enum Defaults {
  /// The default text of each field, by typology.
  static let texts = Dictionary(
    uniqueKeysWithValues: Typology.allCases.map { typology in
      var texts = FieldCatalog.texts(of: Agent(typology: typology))
      // Other defaults depend on it, so it has none.
      texts[FieldCatalog.places["typology"] ?? 0] = ""
      return (typology, texts)
    })

  /// The places of the fields that somebody gives.
  static let given = FieldCatalog.fields.indices.filter {
    FieldCatalog.fields[$0].access != .readOnly
  }
}

extension FieldCatalog {
  /// The text of each field of an agent.
  package static func texts(of agent: Agent) -> [String] {
    fields.map { $0.property.read(agent) }
  }
}

extension Field {
  /// Its index in the catalog.
  package var index: Int { FieldCatalog.places[key] ?? 0 }
}
