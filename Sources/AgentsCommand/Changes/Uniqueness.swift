internal import AgentsCore
internal import AgentsStore

extension StoreReader {
  /// What another agent or telephone has already, naming who.
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
      return Finding(
        .error, "\(key).taken", field: key, "\(quoted(text)) is taken by \(holder)")
    }
  }
}
