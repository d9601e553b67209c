internal import AgentsModel
internal import AgentsStore

/// What it takes to make a centre what a file says, worked out on a snapshot.
struct StatePlan {
  let groups: GroupPlan
  /// What becomes of each agent of the file; nil = the file says nothing of agents.
  let agents: ImportPlan?
  /// Outcomes of all that changes, in the order of the file.
  let outcomes: [StateOutcome]
  let warnings: [Finding]
  /// The agents that exist and change: those of the file, those that go, and those that lose a group.
  let changing: Int
  /// The store's version when it was worked out.
  let version: Int

  var isNothing: Bool { outcomes.isEmpty }

  /// Whether another plan does the same.
  func isSame(as other: StatePlan) -> Bool {
    func texts(_ plan: StatePlan) -> [String] {
      plan.outcomes.map { "\($0.kind) \($0.name) \($0.result) \($0.auditChanges.text)" }
    }
    return agents?.outcomes == other.agents?.outcomes && agents?.parked == other.agents?.parked
      && groups.newSettings == other.groups.newSettings && texts(self) == texts(other)
  }
}

/// Works out what a file changes.
struct StatePlanner {
  let session: Session
  let mode: Mode
  let state: CentreState
  /// What is wrong with the form of the file; the rest is looked at all the same.
  let problems: [Finding]
  /// What the file is called.
  let file: String
  let prunes: Bool

  /// - Throws: `AgentsError.refused` where nothing can be looked at.
  init(
    _ session: Session, _ mode: Mode, _ reader: StateReader, file: String, prunes: Bool
  ) throws {
    (self.session, self.mode, self.file, self.prunes) = (session, mode, file, prunes)
    (state, problems) = (reader.state, reader.findings)
    if !reader.isWhole { _ = try problems.inOrder.orRefused() }
  }

  /// How rows are treated that are agents of a file.
  var rules: ImportRules {
    var rules = ImportRules()
    rules.onDuplicate = .update
    rules.missing = prunes ? .delete : .keep
    rules.isComplete = true
    return rules
  }

  /// - Throws: `AgentsError.refused` with everything that is wrong.
  func plan(_ reader: StoreReader) throws -> StatePlan {
    var planner = try GroupPlanner(reader, mode, state, file: file, prunes: prunes)
    let (groups, refused) = try planner.run()
    let check = try state.agents.map { try self.check($0, groups, reader) }
    let found = try check.map { try placed($0.plan.findings) + goneFindings($0, groups, reader) }
    let findings =
      problems
      + (refused + (found ?? [])).filter { finding in
        // What cannot be read is told once.
        !problems.contains { $0.subject == finding.subject && $0.field == finding.field }
      }
    guard findings.errors.isEmpty else { throw AgentsError.refused(findings.errors.inOrder) }
    let gone = try (check?.plan.missing ?? []).compactMap { try reader.agent(id: $0)?.username }
      .sorted().map { StateOutcome("agent", $0, .removed) }
    let losers = try groups.losers(reader)
    return StatePlan(
      groups: groups, agents: check?.plan,
      outcomes: groups.outcomes + (check?.told ?? []).compactMap { StateOutcome($0) } + gone,
      warnings: groups.warnings + findings.warnings,
      changing: losers.union((check?.plan.updated ?? []) + (check?.plan.missing ?? [])).count,
      version: try reader.version())
  }

  /// Decides on each agent, as an import decides on each row.
  private func check(
    _ agents: [CentreState.Entry], _ groups: GroupPlan, _ reader: StoreReader
  ) throws -> ImportCheck {
    var rows = StateRows(agents, groups.newSettings)
    let nameGuard = try NameGuard(groups.newSettings, mode, reader)
    var check = try ImportCheck(
      session, reader, groups.newSettings, rows.header, rules, nameGuard, groups.surroundings)
    for index in 0..<rows.count {
      guard !session.centre.isInterrupted() else { throw AgentsError.bulk(.interrupted) }
      var record = rows.record(index)
      try check.check(&record)
    }
    try check.finish()
    return check
  }

  /// What the centre's own files have against agents that go.
  private func goneFindings(
    _ check: ImportCheck, _ groups: GroupPlan, _ reader: StoreReader
  ) throws -> [Finding] {
    try check.plan.missing.flatMap { id -> [Finding] in
      guard let change = try check.plan.change(ofMissing: id, reader, groups.newSettings) else {
        return []
      }
      return try change.findings(check.nameGuard, reader, at: session.now).map {
        $0.standing(at: nil, of: file, about: change.name)
      }
    }
  }

  /// Findings of rows at the places of the file.
  private func placed(_ findings: [Finding]) -> [Finding] {
    let entries = Dictionary(
      (state.agents ?? []).map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    return findings.map { finding in
      let entry = finding.subject.flatMap { entries[$0] }
      let value = finding.field.flatMap { entry?[$0] }
      // A file that names an agent's group can have the group, too.
      if finding.hint == .makeGroups, let field = finding.field {
        return Finding(
          finding.severity, finding.code, field: field, finding.message,
          hint: .words("name it under \(field), too")
        ).standing(at: value?.place, of: file, about: entry?.name)
      }
      // What the file does not say is empty in the row.
      if let entry, let field = finding.field, value == nil, finding.code == "\(field).empty" {
        return Finding(.error, "\(field).required", field: field, "is required")
          .standing(at: entry.place, of: file, about: entry.name)
      }
      return finding.standing(at: value?.place ?? entry?.place, of: file)
    }
  }
}

extension [Finding] {
  /// In the order of the file.
  var inOrder: [Finding] {
    enumerated().sorted { a, b in
      (a.element.line ?? 0, a.element.column ?? 0, a.offset)
        < (b.element.line ?? 0, b.element.column ?? 0, b.offset)
    }.map(\.element)
  }
}
