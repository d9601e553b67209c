internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem

extension Centre {
  /// Creates agents: all of them, or none.
  ///
  /// Who gets no internal has the lowest free one, and who gets no PIN a generated one.
  ///
  /// - Parameters:
  ///   - drafts: One for each agent; every new one needs a password.
  ///   - mode: How far it goes.
  ///   - existing: What is done with agents that exist.
  ///   - path: A new file that takes generated passwords, which the report has then no more; nil = the report has them.
  ///   - complete: Is called for each draft once it is known that the actor may create it: for what is
  ///     not to be read for nobody, such as files and a password from a terminal. Of one that ``AgentDraft/isThere``
  ///     no password is needed.
  /// - Throws: `AgentsError`: `.refused` with every problem; `.notFound(.groups)` for queues and teams, `.agents` for an
  ///   agent that others are to be like.
  public func create(
    _ drafts: [AgentDraft], _ mode: Mode = .apply, onExisting existing: OnExisting = .fail,
    passwordsTo path: String? = nil,
    completing complete: (inout AgentDraft) throws -> Void = { _ in }
  ) async throws -> Report<AgentOutcome> {
    // A team may bring agents into any queue, so adding to teams needs an admin.
    let (verb, need): (String, Need) =
      drafts.allSatisfy(\.teams.isEmpty) ? ("create", .edit) : (AuditVerb.createInTeam, .admin)
    return try await perform(OperatorTask(verb, drafts.map(\.name), needs: need, mode)) { session in
      try session.admit()
      let store = try session.path.isPresent() ? session.writing() : nil
      var drafts = drafts
      for index in drafts.indices {
        if existing != .fail, let store {
          let name = drafts[index].name
          drafts[index].isThere = try store.read { try $0.agent(named: name) != nil }
        }
        if existing != .skip || !drafts[index].isThere { try complete(&drafts[index]) }
      }
      return try await Creation(session, store ?? session.writing(), mode, existing, path)
        .run(drafts)
    }
  }
}

/// The creation of agents, from hashing to the report.
private struct Creation {
  let session: Session
  let store: Store
  let mode: Mode
  let existing: OnExisting
  /// The file for generated passwords.
  let path: String?

  init(
    _ session: Session, _ store: Store, _ mode: Mode, _ existing: OnExisting, _ path: String?
  ) {
    (self.session, self.store, self.mode) = (session, store, mode)
    (self.existing, self.path) = (existing, path)
  }

  func run(_ drafts: [AgentDraft]) async throws -> Report<AgentOutcome> {
    let passwords = try passwords(of: drafts)
    try GeneratedPasswords.check(passwords, path)
    let credentials = try await hash(passwords)
    let file = try mode.isDryRun ? nil : GeneratedPasswords(passwords, path)
    var automatic: AutomaticValues?
    do {
      return try await session.change(
        "create", mode, in: store, steps: { _, _ in Array(drafts.enumerated()) }
      ) { step, transaction, settings, nameGuard in
        let draft = step.element
        if existing != .fail, let old = try transaction.agent(named: draft.name) {
          return (try change(of: old, draft, transaction, settings), password: nil)
        }
        var new = try transaction.plan(draft, settings)
        // The settings may have changed since the password was hashed.
        if let password = draft.password {
          new.plan.findings += PasswordPolicy.findings(for: password.secret, settings)
        }
        if drafts.count > 1 { new.plan.name(subject: draft.name) }
        if new.plan.findings.errors.isEmpty {
          var values =
            try automatic
            ?? AutomaticValues(transaction, settings, nameGuard, at: session.now)
          try values.complete(&new, isPasswordNew: true)
          automatic = values
        }
        if let picture = draft.picture {
          new.give(picture: picture.fileName(ofAgent: new.plan.new.account.id.value))
        }
        return (
          AgentChange(
            creating: new, credentials[step.offset],
            picture: draft.picture.map(PictureChange.set)),
          password: file == nil ? draft.password?.shown(mode) : nil
        )
      }
    } catch {
      file?.discard()
      throw error
    }
  }

  /// What becomes of an agent that exists.
  private func change(
    of old: Agent, _ draft: AgentDraft, _ reader: StoreReader, _ settings: Settings
  ) throws -> AgentChange {
    guard existing == .update else {
      return AgentChange(action: .edit, plan: AgentPlan(old: old, new: old))
    }
    let said = draft.assignments.filter { $0.key != "name" }
    var plan = AgentPlan.edit(old, said, settings)
    let memberships = try reader.memberships(of: draft, isNew: false)
    plan.new.relations = old.relations.adding(memberships.relations)
    plan.findings += try reader.remarks(on: plan, Claims())
    plan.findings += MembershipRemarks.findings(
      plan.new,
      try memberships.allQueues(reader).filter {
        !old.relations.queueNames.contains($0.name.text)
      }, settings)
    plan.name(subject: draft.name)
    let picture = draft.picture.map(PictureChange.set)
    if let picture { plan.new.account.avatar = picture.name(for: old) }
    return AgentChange(action: .edit, plan: plan, picture: picture)
  }

  /// The passwords to be hashed, by the place of their draft; only where no draft has an error, because hashing is slow.
  private func passwords(of drafts: [AgentDraft]) throws -> [ImportPlan.NewPassword] {
    var findings: [Finding] = []
    let passwords = try store.read { reader in
      let settings = try reader.settings()
      return try drafts.enumerated().compactMap { index, draft -> ImportPlan.NewPassword? in
        guard !draft.isThere else { return nil }
        var plan = try reader.plan(draft, settings).plan
        plan.findings +=
          draft.password.map { PasswordPolicy.findings(for: $0.secret, settings) }
          ?? [Finding(.error, "password.required", field: "password", "is required")]
        if drafts.count > 1 { plan.name(subject: draft.name) }
        findings += plan.findings
        guard let password = draft.password else { return nil }
        var new = ImportPlan.NewPassword(
          row: index, line: 0, username: plan.new.account.name, user: plan.new.digestUser,
          secret: password.secret)
        new.isGenerated = password.isGenerated
        return new
      }
    }
    guard findings.errors.isEmpty else { throw AgentsError.refused(findings) }
    return passwords
  }

  /// Draft → credential.
  private func hash(_ passwords: [ImportPlan.NewPassword]) async throws -> [Int: Credential] {
    let realm = try store.read { try $0.settings() }.sipRealm
    // A dry run keeps nothing.
    guard !mode.isDryRun else {
      return Dictionary(
        uniqueKeysWithValues: passwords.map {
          ($0.row, Credential(hash: .ofNothing, sip: $0.sip(realm)))
        })
    }
    return try await PasswordHashing(passwords, realm, session.centre).run()
  }
}

extension StoreReader {
  /// Plans a new agent: its fields, its memberships, and every remark.
  fileprivate func plan(_ draft: AgentDraft, _ settings: Settings) throws -> NewAgent {
    let memberships = try memberships(of: draft)
    var assignments = draft.assignments
    var relations = memberships.relations
    if let like = draft.like {
      let template = try agents(.named([like]))[0]
      let typology = draft["typology"].flatMap(Typology.init(rawValue:))
      assignments =
        AgentPlan.assignments(like: template, typology: typology, settings) + assignments
      relations = template.relations.adding(relations)
    }
    var new = NewAgent(AgentPlan.create(assignments, settings))
    new.give(relations)
    new.plan.findings += try remarks(on: new.plan)
    new.plan.findings += MembershipRemarks.findings(
      new.plan.new, try memberships.allQueues(self), settings)
    return new
  }
}
