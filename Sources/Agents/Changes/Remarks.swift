internal import AgentsModel
internal import AgentsStore
internal import AsteriskConfig

/// The fields whose values no two agents outside the bin share.
enum UniqueField: String, CaseIterable {
  case name, email
  case internalNumber = "internal"

  fileprivate func text(of agent: Agent) -> String {
    switch self {
    case .name: agent.account.name.text
    case .email: agent.account.email.text
    case .internalNumber: agent.account.internalNumber.text
    }
  }
}

/// Unique values that agents get in one run, each with who gets it first.
struct Claims {
  private var holders: [String: String] = [:]

  /// Remembers the unique values that a plan gives.
  mutating func add(_ plan: AgentPlan) {
    for (field, text) in plan.newUniqueValues {
      holders[key(field, text)] = plan.new.account.name.text
    }
  }

  var isEmpty: Bool { holders.isEmpty }

  func holder(of field: UniqueField, _ text: String) -> String? { holders[key(field, text)] }

  private func key(_ field: UniqueField, _ text: String) -> String {
    "\(field.rawValue) \(text.caseFolded)"
  }
}

extension AgentPlan {
  /// The unique values that the agent does not have yet; in the bin it has none.
  fileprivate var newUniqueValues: [(UniqueField, String)] {
    let before = old.flatMap { $0.account.deletedAt.text.isEmpty ? $0 : nil }
    return UniqueField.allCases.compactMap { field in
      let text = field.text(of: new)
      return before.map(field.text(of:)) == text ? nil : (field, text)
    }
  }
}

extension StoreReader {
  /// Values that another agent or telephone already has, with its name.
  ///
  /// - Parameter claims: What agents get in the same run, before it is stored.
  func conflicts(
    of plan: AgentPlan, _ claims: Claims = Claims()
  ) throws -> [Finding] {
    let id = plan.old?.account.id.value
    let refused = Set(plan.findings.errors.compactMap(\.field))
    return try plan.newUniqueValues.compactMap { field, text in
      let key = field.rawValue
      guard !refused.contains(key), !text.isEmpty else { return nil }
      let holder =
        switch field {
        case .name: try holder(ofName: text, except: id)
        case .email: try holder(ofEmail: text, except: id)
        case .internalNumber: try holder(ofInternal: text, except: id)
        }
      guard let holder = holder ?? claims.holder(of: field, text) else { return nil }
      // A limited operator must not learn the names of other agents.
      let whose = grant == nil ? " by \(holder)" : ""
      return Finding(.error, "\(key).taken", field: key, "\(quoted(text)) is taken\(whose)")
    }
  }
}

extension StoreReader {
  /// Errors and warnings that need the store.
  func remarks(on plan: AgentPlan, _ claims: Claims = Claims()) throws -> [Finding] {
    try conflicts(of: plan, claims) + advice(on: plan)
  }

  /// The same without taken values, which an import looks up for all rows at once.
  func advice(on plan: AgentPlan) throws -> [Finding] {
    try hotDeskRemark(plan) + beepallRemarks(plan)
  }

  /// Hot desk needs at least one telephone.
  private func hotDeskRemark(_ plan: AgentPlan) throws -> [Finding] {
    guard plan.new.choosesTelephone, plan.old?.choosesTelephone != true,
      !plan.findings.errors.contains(where: { $0.field == "hotdesk" }), try !hasTelephone()
    else { return [] }
    return [
      Finding(
        .error, "hotdesk.no-telephone", field: "hotdesk", "needs at least one telephone",
        hint: .makeTelephone)
    ]
  }

  /// The vendor's page: no auto answer with beepall, which offers an interaction to everybody.
  private func beepallRemarks(_ plan: AgentPlan) throws -> [Finding] {
    guard let old = plan.old else { return [] }
    let channels = Channel.allCases.filter { channel in
      let field = channel.autoanswerKey.flatMap { FieldCatalog.field($0) }
      return field?.property.read(plan.new) == "true" && field?.property.read(old) != "true"
    }
    guard !channels.isEmpty else { return [] }
    let queues = try queues(ofAgent: old.account.id.value, strategy: .beepall)
    return channels.compactMap { channel in
      let names = queues.filter { $0.channel == channel }.map(\.text)
      guard let key = channel.autoanswerKey, !names.isEmpty else { return nil }
      return Finding(
        .warning, "\(key).beepall", field: key,
        "does not go with beepall, the strategy of \(list(names))",
        hint: "beepall offers an interaction to every member; the first automatic answer takes it")
    }
  }
}

extension Agent {
  /// Hot desk has an effect only for external agents.
  fileprivate var choosesTelephone: Bool { account.hotdesk && account.typology == .external }
}
