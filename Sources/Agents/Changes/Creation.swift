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
    return try await change(
      "create", mode, in: store, steps: { _, _ in Array(zip(drafts, hashes)) }
    ) { step, transaction, settings, nameGuard in
      let (draft, hash) = step
      var (plan, memberships) = try transaction.plan(draft, settings, nameGuard)
      // The settings may have changed since the password was hashed.
      if let password = draft.password {
        plan.findings += PasswordPolicy.findings(for: password.secret, settings)
      }
      if drafts.count > 1 { plan.name(subject: draft.name) }
      let credential = draft.password.flatMap { password in
        hash.map {
          Credential(
            hash: $0, username: plan.new.account.name, settings.sipRealm, password.secret)
        }
      }
      return (
        AgentChange(
          action: .create, plan: plan,
          credential: credential.map { CredentialChange(old: nil, new: $0) },
          picture: draft.picture.map(PictureChange.set), memberships: memberships),
        password: draft.password?.shown(mode)
      )
    }
  }

  /// Hashes before the transaction, because hashing is slow, and only for drafts without errors.
  ///
  /// The internal is chosen later, in the transaction.
  private func hash(of draft: AgentDraft, _ mode: Mode, _ store: Store) throws -> PasswordHash? {
    let (plan, settings) = try store.read { reader in
      let settings = try reader.settings()
      return (try reader.plan(draft, settings, nil).0, settings)
    }
    guard let password = draft.password?.secret else {
      throw AgentsError.refused(
        plan.findings + [
          Finding(.error, "password.required", field: "password", "is required")
        ])
    }
    let findings = plan.findings + PasswordPolicy.findings(for: password, settings)
    guard findings.errors.isEmpty else { throw AgentsError.refused(findings) }
    return try mode.isDryRun ? nil : PasswordHash(of: password)
  }
}

extension StoreReader {
  /// Plans a new agent: its fields, what it gets automatically, its memberships, and every remark.
  ///
  /// - Parameter nameGuard: Numbers of its own are not given away; nil = they are not looked at.
  fileprivate func plan(
    _ draft: AgentDraft, _ settings: Settings, _ nameGuard: NameGuard?
  ) throws -> (AgentPlan, NewMemberships) {
    let memberships = try memberships(of: draft)
    let completed = try draft.assignments.completed(by: self, settings, besides: nameGuard)
    var plan = AgentPlan.create(completed, settings)
    plan.new.relations = memberships.relations
    plan.findings += try remarks(on: plan)
    plan.findings += MembershipRemarks.findings(
      plan.new, try memberships.allQueues(self), settings)
    return (plan, memberships)
  }
}

extension [Assignment] {
  /// With what a new agent gets automatically: the lowest free internal and a PIN.
  ///
  /// - Parameter nameGuard: Numbers of its own are not given away; nil = they are not looked at.
  func completed(
    by reader: StoreReader, _ settings: Settings, besides nameGuard: NameGuard?
  ) throws -> [Assignment] {
    let given = Set(map(\.key))
    var all = self
    if !given.contains("internal") {
      let context = last { $0.key == "context" }?.text ?? ContextNameRule.initial
      let lowest = try reader.lowestFreeInternal(from: settings.minInternal.value) {
        try nameGuard?.has(number: $0, for: context, reader) ?? false
      }
      all.append(Assignment("internal", lowest))
    }
    if !given.contains("voicemailPin"), let last = all.last(where: { $0.key == "internal" }),
      let number = try? Internal(parsing: last.text)
    {
      all.append(Assignment("voicemailPin", AgentsModel.Generator.voicemailPin(not: number).text))
    }
    return all
  }
}
