internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import SystemPackage

extension ImportCheck {
  // MARK: - An agent that exists

  mutating func checkExisting(
    _ record: CSVRecord, _ row: Int, _ name: String, _ match: AgentLookup.Match,
    _ repeats: [Finding], _ remarks: [Finding]
  ) throws {
    if match.differing.isEmpty,
      ["password", "secret"].allSatisfy({ header.cell(of: $0).map(record.isEmpty) ?? true })
    {
      settle(row, .unchanged, repeats + binFindings(record), name)
      return
    }
    guard let old = try reader.agent(id: match.id) else { return }
    let stored = try credentials.areAbsent ? nil : reader.credential(ofAgent: match.id)
    let assignments = header.assignments(record, differing: match.differing)
    var edit = AgentPlan.edit(old, assignments, settings, from: rules.origin)
    var findings = try repeats + binFindings(record) + edit.findings + advice(on: edit)
    edit.new.relations = relations.read(record, old.relations, &findings)
    findings += MembershipRemarks.findings(
      edit.new, relations.joined(from: old.relations, to: edit.new.relations), settings)
    let credential = credential(record, edit.new, stored, &findings)
    if credential.isNone { findings += try reader.digestRemark(edit) }
    guard findings.errors.isEmpty else { return settle(row, .rejected, findings, name) }
    findings += edit.changes.compactMap(\.lostZeros)
    var changed = edit.changes.map(\.field.key)
    findings += remarks.filter { $0.field == "fullname" && changed.contains("fullname") }
    changed += credential.changes(of: stored)
    guard !changed.isEmpty else { return settle(row, .unchanged, findings, name) }
    switch rules.onDuplicate {
    case .skip: return settle(row, .skipped, [], name)
    case .fail:
      findings.append(
        Finding(
          .error, "name.exists", field: "name", "is there already, with another \(list(changed))",
          hint: .chooseOnDuplicate))
    case .update: break
    }
    if case .password = credential, let stored,
      try stored.hash == nil || reader.hasAdoptedDigest(match.id)
    {
      findings.append(CredentialChange.phoneWarning)
    }
    findings += try claim(edit, row, changed: Set(changed), name)
    if findings.errors.isEmpty {
      let digest =
        try stored?.sip ?? reader.credential(ofAgent: match.id)?.sip
        ?? (credential.isNone ? nil : .unknown)
      findings += try nameGuard.findings(
        for: Endpoint(rendered: edit.new, digest: digest),
        insteadOf: Endpoint(rendered: old, digest: digest), reader)
    }
    settle(row, .updated, findings, name)
    let isGood = findings.errors.isEmpty
    if rules.isComplete {
      plan.updated.append(match.id)
      var change = AgentChange(action: .edit, plan: edit)
      if case .hashes(let new) = credential {
        change.credential = CredentialChange(old: stored, new: new)
      }
      told.append(AgentOutcome(change, edit.changes))
    }
    logsMore = logsMore || isGood && edit.turnsClientLogsOn
    noteContext(of: edit, row)
    try note(credential, row, edit.new, earlierOf: old, isGood: isGood)
  }

  /// An import neither moves agents to the bin by a cell nor restores them.
  private func binFindings(_ record: CSVRecord) -> [Finding] {
    guard let cell = header.cell(of: "deletedAt"), !record.isEmpty(cell) else { return [] }
    return [
      Finding(
        .error, "deletedAt.in-bin", field: "deletedAt",
        "says that the agent is in the bin, which no import does",
        hint: "leave the row out, or empty the cell")
    ]
  }

  // MARK: - A new agent

  mutating func checkNew(
    _ record: CSVRecord, _ row: Int, _ name: String, _ repeats: [Finding]
  ) throws {
    var findings = repeats
    let template = try template(of: record, &findings)
    let new = planner.plan(record, like: template)
    findings += new.plan.findings
    let username = new.plan.new.account.name
    findings += try advice(on: new.plan)
    let groups = relations.read(
      record, template?.relations ?? Relations(), isLike: template != nil, &findings)
    findings += MembershipRemarks.findings(
      new.plan.new, relations.joined(from: Relations(), to: groups), settings)
    let credential = credential(record, new.plan.new, nil, &findings)
    // A telephone, or an agent whose phone has this name.
    if let holder = try holder(of: .name, name) {
      findings.append(reader.taken(.name, name, by: holder))
    }
    if let warning = missingPictureWarning(of: new) { findings.append(warning) }
    if findings.errors.isEmpty { findings += try claim(new.plan, row, changed: nil, name) }
    if findings.errors.isEmpty, !credential.isNone || rules.generatesPasswords {
      findings += try nameGuard.findings(
        for: Endpoint(rendered: new.plan.new, digest: .unknown), insteadOf: nil, reader)
    }
    settle(row, .created, findings, name)
    let isGood = findings.errors.isEmpty
    guard isGood else { return }
    if rules.isComplete {
      told.append(AgentOutcome(AgentChange(action: .create, plan: new.plan), []))
    }
    logsMore = logsMore || new.plan.turnsClientLogsOn
    noteContext(of: new.plan, row)
    plan.highestID = max(plan.highestID, new.plan.new.account.id.value)
    if !credential.hasLogin {
      if rules.generatesPasswords {
        plan.passwords.append(
          ImportPlan.NewPassword(
            row: row, line: line(of: row), username: username, user: new.plan.new.digestUser,
            secret: Generator.password(), isGenerated: true, digest: credential.digest))
      } else {
        plan.withoutPassword += 1
      }
    }
    try note(credential, row, new.plan.new, earlierOf: nil, isGood: isGood)
  }

  /// The agent that a new one is to be like; it is there before the import.
  private mutating func template(
    of record: CSVRecord, _ findings: inout [Finding]
  ) throws -> Agent? {
    guard let name = forNew.template(of: record) else { return nil }
    if let known = plan.templates[name.lowercased()] { return known }
    if let template = try reader.agent(named: name) {
      plan.templates[name.lowercased()] = template
      return template
    }
    var all: [String] = []
    try reader.forEachName { all.append($1) }
    findings.append(
      Finding(
        .error, "like.unknown", field: "like", "there is no agent \(quoted(name))",
        hint: nearest(to: name, in: all).map(Hint.didYouMean)
          ?? "an agent that is there before the import"))
    return nil
  }

  /// A picture that is missing here is left out when the agent is stored.
  private func missingPictureWarning(of new: NewAgent) -> Finding? {
    let name = new.plan.new.account.avatar.text
    guard !name.isEmpty, !session.hasPicture(name) else { return nil }
    return Finding(
      .warning, "avatar.missing", field: "avatar",
      "\(quoted(name)) is not among the pictures here and is left out",
      hint: "copy the directory of pictures first, it lies beside the database")
  }

  private mutating func noteContext(of plan: AgentPlan, _ row: Int) {
    let context = plan.new.voice.context.text
    guard contexts[context] == nil, plan.old?.voice.context.text != context else { return }
    contexts[context] = (row, plan.new.account.name.text)
  }

  // MARK: - Passwords

  private func credential(
    _ record: CSVRecord, _ agent: Agent, _ stored: Credential?, _ findings: inout [Finding]
  ) -> RowCredential {
    guard !credentials.areAbsent else { return .none }
    do throws(AgentsError) {
      let credential = try credentials.read(record, agent.digestUser, stored: stored)
      if case .hashes(let hashes) = credential, hashes.sip.realm != settings.sipRealm.text {
        findings.append(
          Finding(
            .warning, "sipDigest.realm", field: "sipDigest",
            "is of the realm \(quoted(hashes.sip.realm)); phones are asked for "
              + quoted(settings.sipRealm.text)))
      }
      return credential
    } catch {
      if case .refused(let refused) = error { findings += refused }
      return .none
    }
  }

  private mutating func note(
    _ credential: RowCredential, _ row: Int, _ agent: Agent, earlierOf old: Agent?,
    isGood: Bool
  ) throws {
    guard isGood, case .password(let secret) = credential else { return }
    var earlier: [PasswordHash] = []
    if let old, settings.securitySuite, settings.passwordHistory.value > 0 {
      earlier = try reader.passwordHistory(
        ofAgent: old.account.id.value, last: settings.passwordHistory.value)
    }
    plan.passwords.append(
      ImportPlan.NewPassword(
        row: row, line: line(of: row), username: agent.account.name, user: agent.digestUser,
        secret: secret, earlier: earlier))
  }
}

extension FieldChange {
  /// Digits that lost nothing but zeros in front, as in a spreadsheet.
  fileprivate var lostZeros: Finding? {
    let digits = old.drop { $0 == "0" }
    guard !new.isEmpty, digits.count < old.count, digits == new, digits.allSatisfy(\.isASCIIDigit)
    else {
      return nil
    }
    let values = field.isSecret ? "" : ": \(quoted(old)), now \(quoted(new))"
    return Finding(
      .warning, "zeros.lost", field: field.key, "loses only the zeros in front\(values)",
      hint: .protectZeros)
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
