internal import AgentsModel
internal import AgentsStore
internal import AsteriskConfig

extension ImportCheck {
  /// Notes the values of a row that nobody else may have, and says which are taken for certain.
  ///
  /// - Parameters:
  ///   - changed: Keys of an existing agent that change; nil = all.
  mutating func claim(
    _ plan: AgentPlan, _ row: Int, changed: Set<String>?, _ name: String
  ) throws -> [Finding] {
    let id = plan.old?.account.id.value
    var findings = nameFindings(plan, row)
    // Names are unique already: they are what rows are found by.
    for field in UniqueField.allCases where field != .name {
      let text = field.text(of: plan.new)
      guard !text.isEmpty else { continue }
      if let first = add(field, text, row) { findings.append(repeated(field, text, first)) }
      guard changed?.contains(field.rawValue) != false,
        let holder = try holder(of: field, text, besides: id)
      else { continue }
      findings += contest(Claim(row: row, field: field, text: text, holder: holder, name: name), id)
    }
    return findings
  }

  /// A username and the name of another row's phone that are the same.
  private func nameFindings(_ plan: AgentPlan, _ row: Int) -> [Finding] {
    let (username, name) = (plan.new.account.name.text, plan.new.voice.sipName.text)
    if let first = sipNames.row(of: username), first != row {
      return [repeated(.name, username, first)]
    }
    guard !name.isEmpty, let first = names.row(of: name), first != row else { return [] }
    return [repeated(.sipName, name, first)]
  }

  /// Notes a value, and gives the row that already has it, if any.
  private mutating func add(_ field: UniqueField, _ text: String, _ row: Int) -> Int? {
    switch field {
    case .name: names.add(text, row: row)
    case .sipName: sipNames.add(text, row: row)
    case .email: emails.add(text, row: row)
    case .internalNumber: plan.numbers.add(text, row: row)
    }
  }

  /// A telephone keeps its values; an agent may give up a value in a later row.
  private mutating func contest(_ claim: Claim, _ id: Int?) -> [Finding] {
    guard let agent = claim.holder.agent else {
      return [reader.taken(claim.field, claim.text, by: claim.holder)]
    }
    if agent != id { claims.append(claim) }
    return []
  }

  /// Checks that need all rows.
  mutating func finish() throws {
    try findMissing()
    settleClaims()
    for (context, first) in contexts.sorted(by: { $0.value.row < $1.value.row }) {
      guard let finding = nameGuard.finding(forContext: context) else { continue }
      note(finding, first.row, first.name)
    }
    plan.newQueues = relations.newQueues
    plan.newGroups = relations.newGroups
    plan.highestID = max(plan.highestID, try reader.highestID())
    plan.findings.sort { ($0.line ?? 0, $0.column ?? 0) < ($1.line ?? 0, $1.column ?? 0) }
    if logsMore { plan.findings.append(.clientLogTraffic) }
    plan.passwords.removeAll { plan.outcomes[$0.row] == .rejected }
  }

  private mutating func findMissing() throws {
    guard rules.missing != .keep else { return }
    var query = AgentQuery()
    query.conditions = rules.within
    if rules.missing == .disable { query.states = [.enabled] }
    plan.missing = try reader.identities(.matching(query))
      .filter { names.row(of: $0.name) == nil }.map(\.id)
    // Who is at a telephone leaves it.
    for id in try reader.agentsAtTelephones().intersection(plan.missing).sorted() {
      plan.findings +=
        try plan.change(ofMissing: id, reader, settings)?.plan.findings.warnings ?? []
    }
  }

  /// A rejected row may leave a value with its holder, so further rows may have to be rejected.
  private mutating func settleClaims() {
    // Who is only disabled keeps what others may not have.
    let missing = Set(plan.fate == .delete ? plan.missing : [])
    var isSettled = false
    while !isSettled {
      isSettled = true
      var rejected: Set<Int> = []
      for claim in claims
      where plan.outcomes[claim.row] != .rejected || rejected.contains(claim.row) {
        // A username is never given up.
        let isName =
          claim.field == .sipName && claim.text.caseFolded == claim.holder.name.caseFolded
        let isFreed =
          claim.holder.agent.map(missing.contains) == true
          || !isName
            && names.row(of: claim.holder.name).map { plan.outcomes[$0] == .updated } == true
        guard !isFreed else { continue }
        plan.outcomes[claim.row] = .rejected
        rejected.insert(claim.row)
        note(
          reader.taken(claim.field, claim.text, by: claim.holder), claim.row, claim.name)
        isSettled = false
      }
    }
    plan.parked = Set(
      claims.filter { plan.outcomes[$0.row] != .rejected }.compactMap(\.holder.agent)
    ).subtracting(missing)
  }
}
