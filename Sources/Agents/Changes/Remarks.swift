internal import AgentsModel
internal import AgentsStore
internal import AsteriskConfig

/// The fields whose values no two agents outside the bin share.
enum UniqueField: String, CaseIterable {
  case name, sipName, email
  case internalNumber = "internal"

  func text(of agent: Agent) -> String {
    switch self {
    case .name: agent.account.name.text
    case .sipName: agent.voice.sipName.text
    case .email: agent.account.email.text
    case .internalNumber: agent.account.internalNumber.text
    }
  }
}

/// Unique values that agents get in one run, each with who gets it first.
struct Claims {
  private var holders: [String: String] = [:]

  var isEmpty: Bool { holders.isEmpty }

  /// Remembers the unique values that a plan gives.
  mutating func add(_ plan: AgentPlan) {
    for (field, text) in plan.newUniqueValues {
      holders[key(field, text)] = plan.new.account.name.text
    }
  }

  func holder(of field: UniqueField, _ text: String) -> Holder? {
    holders[key(field, text)].map { Holder(agent: nil, name: $0) }
  }

  private func key(_ field: UniqueField, _ text: String) -> String {
    // A username and the name of a phone are names in Asterisk.
    "\(field == .sipName ? UniqueField.name.rawValue : field.rawValue) \(text.caseFolded)"
  }
}

extension AgentPlan {
  /// The unique values that the agent does not have yet; in the bin it has none, and gets none.
  fileprivate var newUniqueValues: [(field: UniqueField, text: String)] {
    guard new.account.deletedAt.text.isEmpty else { return [] }
    let before = old.flatMap { $0.account.deletedAt.text.isEmpty ? $0 : nil }
    return UniqueField.allCases.compactMap { field in
      let text = field.text(of: new)
      return text.isEmpty || before.map(field.text(of:)) == text ? nil : (field, text)
    }
  }
}

extension StoreReader {
  /// Values that another agent or telephone already has, with its name.
  ///
  /// - Parameter claims: What agents get in the same run, before it is stored.
  func conflicts(of plan: AgentPlan, _ claims: Claims = Claims()) throws -> [Finding] {
    let id = plan.old?.account.id.value
    let refused = Set(plan.findings.errors.compactMap(\.field))
    return try plan.newUniqueValues.compactMap { field, text in
      guard !refused.contains(field.rawValue),
        let holder = try holder(of: field, text, besides: id) ?? claims.holder(of: field, text),
        holder.agent == nil || holder.agent != id
      else { return nil }
      return taken(field, text, by: holder)
    }
  }

  /// Who has a value of a field; an agent in the bin has none.
  ///
  /// - Parameter agent: Whose it may be: a username can be the name of that agent's own phone.
  func holder(
    of field: UniqueField, _ text: String, besides agent: Int? = nil
  ) throws -> Holder? {
    switch field {
    case .name, .sipName: try holder(ofName: text, besides: agent)
    case .email: try holder(ofEmail: text)
    case .internalNumber: try holder(ofInternal: text)
    }
  }

  /// Says that somebody has a value.
  func taken(_ field: UniqueField, _ text: String, by holder: Holder) -> Finding {
    // A limited operator must not learn the names of other agents.
    let whose = grant == nil ? " by \(holder.name)" : ""
    return Finding(
      .error, "\(field.rawValue).taken", field: field.rawValue, "\(quoted(text)) is taken\(whose)")
  }
}

extension StoreReader {
  /// Errors and warnings that need the store.
  func remarks(on plan: AgentPlan, _ claims: Claims = Claims()) throws -> [Finding] {
    let found = try conflicts(of: plan, claims) + advice(on: plan)
    return try (plan.findings + found).errors.isEmpty ? found + digestRemark(plan) : found
  }

  /// The same without taken values, which an import looks up for all rows at once.
  func advice(on plan: AgentPlan) throws -> [Finding] {
    try hotDeskRemark(plan) + beepallRemarks(plan) + authNameRemark(plan) + listeningRemarks(plan)
      + formerOwnerRemark(plan)
  }

  /// A number that is given by hand, and that another had.
  private func formerOwnerRemark(_ plan: AgentPlan) throws -> [Finding] {
    let number = plan.new.account.internalNumber
    guard !number.text.isEmpty, number != plan.old?.account.internalNumber else { return [] }
    return try formerOwnerWarning(
      number, insteadOf: plan.old.map { .agent($0.account.id.value) })
  }

  /// Warns of a number whose last owner was another.
  ///
  /// - Parameter owner: Who gets it; nil = somebody new.
  func formerOwnerWarning(
    _ number: Internal, insteadOf owner: FormerOwner.Kind?
  ) throws -> [Finding] {
    guard let former = try formerOwner(ofInternal: number.text), former.kind != owner else {
      return []
    }
    let who =
      switch former.kind {
      // A limited operator must not learn the names of other agents.
      case _ where grant != nil: "somebody else"
      case .agent: "agent \(former.name)"
      case .telephone: "telephone \(former.name)"
      }
    return [
      Finding(
        .warning, "internal.had-owner", field: "internal",
        "\(quoted(number.text)) belonged to \(who) until "
          + (former.until.isEmpty ? "now" : former.until.prefix(10)),
        hint: "calls and messages for the earlier owner may still arrive there")
    ]
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
