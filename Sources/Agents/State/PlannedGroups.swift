internal import AgentsModel
internal import AgentsStore
internal import AsteriskConfig

/// The queues, teams, profiles and telephones that there will be, where agents are planned before these are stored.
struct PlannedGroups {
  /// Lower-case name → queue; a new one has an id below 0.
  var queues: [String: Queue] = [:]
  /// Lower-case name → name as it is stored.
  var groups: [AgentGroup.Kind: [String: String]] = [:]
  /// Team → the queues that it brings its agents into.
  var teamQueues: [String: [Queue]] = [:]
  /// Unique values of the telephones → who has them.
  var holders: [UniqueField: [String: String]] = [:]
  var hasTelephone = false
  let dialect: Dialect

  init(_ dialect: Dialect) { self.dialect = dialect }

  mutating func add(_ telephone: Telephone) {
    hasTelephone = true
    for (field, text) in [
      (UniqueField.name, telephone.username), (.sipName, telephone.username),
      (.internalNumber, telephone.number),
    ] { holders[field, default: [:]][text.caseFolded] = telephone.username }
  }
}

extension ImportCheck {
  /// Who has a value of a field when the rows are stored, but for what rows give up.
  func holder(
    of field: UniqueField, _ text: String, besides agent: Int? = nil
  ) throws -> Holder? {
    let stored = try reader.holder(of: field, text, besides: agent)
    guard let surroundings, stored?.agent == nil else { return stored }
    return surroundings.holders[field]?[text.caseFolded].map { Holder(agent: nil, name: $0) }
  }

  /// What the store has to say of a plan, with the groups and telephones that there will be.
  func advice(on plan: AgentPlan) throws -> [Finding] {
    let findings = try reader.advice(on: plan)
    guard let surroundings else { return findings }
    return findings.filter { finding in
      switch finding.code {
      case "hotdesk.no-telephone": !surroundings.hasTelephone
      case "sipAuthName.driver": surroundings.dialect.drivers.contains(.sip)
      default: true
      }
    }
  }
}
