internal import AgentsModel
internal import AgentsStore

extension ImportCheck {
  /// Notes the values of a row that nobody else may have, and says which are taken for certain.
  ///
  /// - Parameters:
  ///   - changed: Keys of an existing agent that change; nil = all.
  mutating func claim(
    _ plan: AgentPlan, _ row: Int, changed: Set<String>?, _ name: String
  ) throws -> [Finding] {
    let account = plan.new.account
    let id = plan.old?.account.id.value
    var findings: [Finding] = []
    let (email, number) = (account.email.text, account.internalNumber.text)
    if let first = emails.add(email, row: row) { findings.append(repeated("email", email, first)) }
    if !number.isEmpty, let first = self.plan.numbers.add(number, row: row) {
      findings.append(repeated("internal", number, first))
    }
    if changed?.contains("email") != false, let holder = try holders.holder(ofEmail: email) {
      findings += contest(
        Claim(row: row, key: "email", text: email, holder: holder, name: name), id)
    }
    if !number.isEmpty, changed?.contains("internal") != false,
      let holder = try holders.holder(ofInternal: number)
    {
      findings += contest(
        Claim(row: row, key: "internal", text: number, holder: holder, name: name), id)
    }
    return findings
  }

  func taken(_ key: String, _ text: String, _ holder: HolderLookup.Holder) -> Finding {
    Finding(.error, "\(key).taken", field: key, "\(quoted(text)) is taken by \(holder.name)")
  }

  /// A telephone keeps its values; an agent may give up a value in a later row.
  private mutating func contest(_ claim: Claim, _ id: Int?) -> [Finding] {
    guard let agent = claim.holder.agent else {
      return [taken(claim.key, claim.text, claim.holder)]
    }
    if agent != id { claims.append(claim) }
    return []
  }

  /// Checks that need all rows.
  mutating func finish() throws {
    if rules.deletesMissing {
      try reader.forEachName { id, name in
        if names.row(of: name) == nil { plan.missing.append(id) }
      }
    }
    settleClaims()
    plan.newQueues = relations.newQueues
    plan.newGroups = relations.newGroups
    plan.highestID = max(plan.highestID, try reader.highestID())
    plan.findings.sort { ($0.line ?? 0, $0.column ?? 0) < ($1.line ?? 0, $1.column ?? 0) }
    if logsMore { plan.findings.append(.clientLogTraffic) }
    plan.passwords.removeAll { plan.outcomes[$0.row] == .rejected }
  }

  /// A rejected row may leave a value with its holder, so further rows may have to be rejected.
  private mutating func settleClaims() {
    let missing = Set(plan.missing)
    var isSettled = false
    while !isSettled {
      isSettled = true
      var rejected: Set<Int> = []
      for claim in claims
      where plan.outcomes[claim.row] != .rejected || rejected.contains(claim.row) {
        let isFreed =
          claim.holder.agent.map(missing.contains) == true
          || names.row(of: claim.holder.name).map { plan.outcomes[$0] == .updated } == true
        guard !isFreed else { continue }
        plan.outcomes[claim.row] = .rejected
        rejected.insert(claim.row)
        note(taken(claim.key, claim.text, claim.holder), claim.row, claim.name)
        isSettled = false
      }
    }
    plan.parked = Set(
      claims.filter { plan.outcomes[$0.row] != .rejected }.compactMap(\.holder.agent)
    ).subtracting(missing)
  }
}
