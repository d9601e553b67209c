internal import AgentsModel
internal import AgentsStore

extension StoreReader {
  /// Values that another agent or telephone already has, with its name.
  func conflicts(of agent: Agent, beside plan: AgentPlan) throws -> [Finding] {
    let id = plan.old?.account.id.value
    let account = agent.account
    let refused = Set(plan.findings.errors.compactMap(\.field))
    let holders: [(key: String, text: String, holder: String?)] = [
      ("name", account.name.text, try holder(ofName: account.name.text, except: id)),
      ("email", account.email.text, try holder(ofEmail: account.email.text, except: id)),
      (
        "internal", account.internalNumber.text,
        try holder(ofInternal: account.internalNumber.text, except: id)
      ),
    ]
    return holders.compactMap { key, text, holder in
      guard let holder, !refused.contains(key), !text.isEmpty else { return nil }
      // A limited operator must not learn the names of other agents.
      let whose = grant == nil ? " by \(holder)" : ""
      return Finding(.error, "\(key).taken", field: key, "\(quoted(text)) is taken\(whose)")
    }
  }
}

extension StoreReader {
  /// Errors and warnings that need the store.
  func remarks(on plan: AgentPlan) throws -> [Finding] {
    try conflicts(of: plan.new, beside: plan) + advice(on: plan)
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
