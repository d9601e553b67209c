/// A planned change of one agent: the old agent, the new one, and every finding.
package struct AgentPlan: Equatable, Sendable {
  /// nil when the agent is to be created.
  package let old: Agent?
  package var new: Agent
  package var findings: [Finding]

  package init(old: Agent?, new: Agent, findings: [Finding] = []) {
    self.old = old
    self.new = new
    self.findings = findings
  }

  /// The fields whose value changes.
  package var changes: [FieldChange] {
    let before = old ?? Agent(typology: new.account.typology)
    return FieldCatalog.fields.compactMap { field in
      let property = field.property
      return property.isSame(before, new)
        ? nil : FieldChange(field: field, old: property.read(before), new: property.read(new))
    }
  }

  /// The plan changes nothing.
  package var isNothing: Bool { old == new }
}

/// One field before and after.
public struct FieldChange: Sendable {
  /// The field.
  public let field: Field
  /// The canonical text before, of a secret too.
  public let old: String
  /// The canonical text afterwards, of a secret too.
  public let new: String

  package init(field: Field, old: String, new: String) {
    self.field = field
    self.old = old
    self.new = new
  }
}

extension AgentPlan {
  /// Plans a new agent; internal and PIN stay empty when the request has none.
  package static func create(_ assignments: [Assignment], _ settings: Settings) -> AgentPlan {
    var draft = Agent(typology: .phonebar)
    var findings = apply(assignments.filter { $0.key == "typology" }, to: &draft, isNew: true)
    let blank = blank(draft.account.typology, settings)
    draft = blank
    findings += apply(assignments, to: &draft, isNew: true).filter { !findings.contains($0) }
    let given = Set(assignments.map(\.key))
    derive(&draft, from: blank, given: given)
    if assignments.resetsPort { resetPort(of: &draft) }
    var plan = AgentPlan(old: nil, new: draft)
    plan.judge(
      findings, missing: FieldCatalog.fields.filter { $0.isRequired && !given.contains($0.key) },
      foreign: foreign(assignments, to: draft, from: blank), from: .request, settings)
    return plan
  }

  /// Plans a change of an agent that exists.
  ///
  /// - Parameter origin: A file may give a value that does not apply to the typology, and take one away.
  package static func edit(
    _ old: Agent, _ assignments: [Assignment], _ settings: Settings,
    from origin: Origin = .request
  ) -> AgentPlan {
    var draft = old
    var findings = apply(assignments.filter { $0.key == "typology" }, to: &draft, isNew: false)
    let given = Set(assignments.map(\.key))
    if draft.account.typology != old.account.typology {
      takeDefaults(of: draft.account.typology, from: old, &draft, given: given)
    }
    findings += apply(assignments.filter { $0.key != "typology" }, to: &draft, isNew: false)
    derive(&draft, from: old, given: given)
    if assignments.resetsPort { resetPort(of: &draft) }
    var touched = given
    if draft.voice.transport != old.voice.transport { touched.insert("transport") }
    var foreign = foreign(assignments, to: draft, from: old)
    if origin == .file {
      let blank = Agent(typology: draft.account.typology)
      foreign.removeAll { $0.property.isSame(draft, blank) }
    }
    findings += notApplicable(foreign, to: draft, from: origin, beside: findings)
    // A module that the agent has is not refused, even if the setting no longer has it.
    var settings = settings
    settings.modules = Modules(
      settings.modules.words
        + old.permissions.modules.words.filter { !settings.modules.words.contains($0) })
    findings += ruleFindings(draft, touched: touched, settings, beside: findings)
    var plan = AgentPlan(old: old, new: draft, findings: findings)
    if !draft.choosesTelephone || draft.account.disabled { plan.logOff() }
    return plan
  }

  private static func apply(
    _ assignments: [Assignment], to draft: inout Agent, isNew: Bool
  ) -> [Finding] {
    var findings: [Finding] = []
    for assignment in assignments where !assignment.isEmptyPort {
      do throws(Finding) {
        try assignment.apply(to: &draft, isNew: isNew)
      } catch {
        findings.append(error)
      }
    }
    return findings
  }

  /// Key → the fields that follow from it where nothing is said of them.
  package static let followers = [
    "typology": ["transport", "encryption", "phoneBarDestinationPort"],
    "transport": ["phoneBarDestinationPort"],
  ]

  /// A new typology sets transport and SRTP: those that the agent had with it before, or its defaults.
  ///
  /// Everything else stays, so that changing back loses nothing.
  private static func takeDefaults(
    of typology: Typology, from old: Agent, _ draft: inout Agent, given: Set<String>
  ) {
    let defaults = Agent(typology: typology)
    draft.account.former.keep(old)
    let before = draft.account.former.take(typology)
    if !given.contains("transport") {
      draft.voice.transport = before?.transport ?? defaults.voice.transport
    }
    if !given.contains("encryption") {
      draft.voice.encryption = before?.encryption ?? defaults.voice.encryption
    }
  }

  /// Sets what follows from a change: unlocking resets the count of failed logins, and the
  /// destination port follows the first transport unless the request sets it.
  static func derive(_ draft: inout Agent, from old: Agent, given: Set<String>) {
    if given.contains("locked"), !draft.account.locked {
      draft.account.loginAttempts = Count(0)
      draft.account.lockedAt = Timestamp()
    }
    guard !given.contains("phoneBarDestinationPort"), draft.account.typology == .phonebar else {
      return
    }
    // An agent that was not a phonebar has a port that follows no transport yet.
    let isNew = old.account.typology != .phonebar
    let wasTLS = old.voice.transport.words.first == "tls"
    let isTLS = draft.voice.transport.words.first == "tls"
    if isTLS, !wasTLS || isNew { draft.bar.destinationPort = Port(5061) }
    if !isTLS, wasTLS || isNew, draft.bar.destinationPort.value == 5061 {
      draft.bar.destinationPort = Port(5060)
    }
  }

  /// The default port is the one of the first transport.
  private static func resetPort(of draft: inout Agent) {
    let isTLS = draft.account.typology == .phonebar && draft.voice.transport.words.first == "tls"
    draft.bar.destinationPort = Port(isTLS ? 5061 : 5060)
  }

  /// The fields that get a new value and do not apply to the typology, each once.
  private static func foreign(
    _ assignments: [Assignment], to draft: Agent, from old: Agent
  ) -> [Field] {
    var seen: Set<String> = []
    return assignments.compactMap { assignment in
      guard let field = FieldCatalog.field(assignment.key), seen.insert(field.key).inserted,
        !field.typologies.contains(draft.account.typology),
        field.property.read(draft) != field.property.read(old)
      else { return nil }
      return field
    }
  }

  static func ruleFindings(
    _ draft: Agent, touched: Set<String>?, _ settings: Settings, beside findings: [Finding]
  ) -> [Finding] {
    AgentRules.findings(
      for: draft, touched: touched, refused: Set(findings.errors.compactMap(\.field)), settings)
  }
}

extension Assignment {
  /// An empty port asks for the default.
  fileprivate var isEmptyPort: Bool {
    key == "phoneBarDestinationPort" && operation == .replace && text.isEmpty
  }
}

extension [Assignment] {
  /// The last assignment of the port empties it.
  fileprivate var resetsPort: Bool {
    last { $0.key == "phoneBarDestinationPort" }?.isEmptyPort ?? false
  }
}
