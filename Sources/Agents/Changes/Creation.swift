internal import AgentsModel
internal import AgentsStore

extension Centre {
  /// Creates agents: all of them, or none.
  ///
  /// Who gets no internal has the lowest free one, and who gets no PIN a generated one.
  ///
  /// - Parameters:
  ///   - drafts: One for each agent; every one needs a password.
  ///   - mode: How far it goes.
  ///   - complete: Is called for each draft once it is known that the actor may create it: for what is
  ///     not to be read for nobody, such as files and a password from a terminal.
  /// - Throws: `AgentsError`: `.refused` with every problem; `.notFound(.groups)` for queues and teams.
  public func create(
    _ drafts: [AgentDraft], _ mode: Mode = .apply,
    completing complete: (inout AgentDraft) throws -> Void = { _ in }
  ) async throws -> Report<AgentOutcome> {
    // A team may bring agents into any queue, so adding to teams needs an admin.
    let (verb, need): (String, Need) =
      drafts.allSatisfy(\.teams.isEmpty) ? ("create", .edit) : (AuditVerb.createInTeam, .admin)
    return try await perform(OperatorTask(verb, drafts.map(\.name), needs: need, mode)) {
      try await $0.create(drafts, mode, complete)
    }
  }
}

extension Session {
  fileprivate func create(
    _ drafts: [AgentDraft], _ mode: Mode, _ complete: (inout AgentDraft) throws -> Void
  ) async throws -> Report<AgentOutcome> {
    try admit()
    var drafts = drafts
    for index in drafts.indices { try complete(&drafts[index]) }
    let store = try writing()
    let hashes = try drafts.map { try hash(of: $0, mode, store) }
    var automatic: AutomaticValues?
    return try await change(
      "create", mode, in: store,
      steps: { _, _ in Array(zip(drafts, hashes)) }
    ) { step, transaction, settings, nameGuard in
      let (draft, hash) = step
      var new = try transaction.plan(draft, settings)
      // The settings may have changed since the password was hashed.
      new.plan.findings += PasswordPolicy.findings(for: hash.password, settings)
      if drafts.count > 1 { new.plan.name(subject: draft.name) }
      if new.plan.findings.errors.isEmpty {
        var values =
          try automatic ?? AutomaticValues(transaction, settings, nameGuard, at: now)
        try values.complete(&new, isPasswordNew: true)
        automatic = values
      }
      if let picture = draft.picture {
        new.give(picture: picture.fileName(ofAgent: new.plan.new.account.id.value))
      }
      let credential = Credential(
        hash: hash.text, user: new.plan.new.digestUser, settings.sipRealm, hash.password)
      return (
        AgentChange(creating: new, credential, picture: draft.picture.map(PictureChange.set)),
        password: draft.password?.shown(mode)
      )
    }
  }

  /// Hashes before the transaction, because hashing is slow, and only for drafts without errors.
  private func hash(
    of draft: AgentDraft, _ mode: Mode, _ store: Store
  ) throws -> (text: PasswordHash, password: Secret) {
    let (plan, settings) = try store.read { reader in
      let settings = try reader.settings()
      return (try reader.plan(draft, settings).plan, settings)
    }
    guard let password = draft.password?.secret else {
      throw AgentsError.refused(
        plan.findings + [
          Finding(.error, "password.required", field: "password", "is required")
        ])
    }
    let findings = plan.findings + PasswordPolicy.findings(for: password, settings)
    guard findings.errors.isEmpty else { throw AgentsError.refused(findings) }
    // A dry run keeps nothing.
    return (try mode.isDryRun ? .ofNothing : PasswordHash(of: password), password)
  }
}

extension StoreReader {
  /// Plans a new agent: its fields, its memberships, and every remark.
  fileprivate func plan(_ draft: AgentDraft, _ settings: Settings) throws -> NewAgent {
    let memberships = try memberships(of: draft)
    var new = NewAgent(AgentPlan.create(draft.assignments, settings))
    new.give(memberships.relations)
    new.plan.findings += try remarks(on: new.plan)
    new.plan.findings += MembershipRemarks.findings(
      new.plan.new, try memberships.allQueues(self), settings)
    return new
  }
}
