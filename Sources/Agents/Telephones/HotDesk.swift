internal import AgentsModel
internal import AgentsStore

extension Centre {
  /// Logs an agent on at a telephone, which rings for the agent from then on.
  ///
  /// An agent who is at another telephone leaves that one.
  ///
  /// - Parameters:
  ///   - username: Of an external agent with hot desk who is not disabled.
  ///   - telephone: Nobody else may be logged on there.
  ///   - mode: How far it goes.
  /// - Throws: `AgentsError.notFound`; `.refused` with the reason.
  public func logOn(
    _ username: String, at telephone: String, _ mode: Mode = .apply
  ) async throws -> Report<AgentOutcome> {
    try await perform(OperatorTask("logon", [username], needs: .edit, mode)) { session in
      try await session.change(session.task.name, mode, in: try session.changing()) {
        transaction, _ in
        let (telephones, agents) = try transaction.lookUp {
          (try $0.telephones([telephone]), try $0.agents(.named([username])))
        }
        return try zip(telephones, agents).compactMap { telephone, identity in
          try transaction.agent(id: identity.id).map { ($0, telephone) }
        }
      } plan: { step, transaction, _, _ in
        let (agent, telephone) = step
        var plan = AgentPlan.logOn(agent, at: telephone)
        if !plan.isNothing { plan.findings += try transaction.remarks(on: agent, at: telephone) }
        return (AgentChange(action: .edit, plan: plan), password: nil)
      }
    }
  }

  /// Logs an agent off from the telephone: the agent's own phone rings again.
  ///
  /// - Throws: `AgentsError.notFound(.agents)`.
  public func logOff(
    _ username: String, _ mode: Mode = .apply
  ) async throws -> Report<AgentOutcome> {
    try await perform(OperatorTask("logoff", [username], needs: .edit, mode)) { session in
      try await session.change(session.task.name, mode, in: try session.changing()) {
        transaction, _ in
        let agents = try transaction.lookUp { try $0.agents(.named([username])) }
        return try agents.compactMap { try transaction.agent(id: $0.id) }
      } plan: { agent, _, _, _ in
        (AgentChange(action: .edit, plan: .logOff(agent)), password: nil)
      }
    }
  }
}

extension StoreReader {
  /// What else an agent who is to log on at a telephone must know: who is there, and who else is listened to.
  fileprivate func remarks(on agent: Agent, at telephone: Telephone) throws -> [Finding] {
    if let holder = try self.agent(at: telephone.name) {
      // A limited operator must not learn the names of other agents.
      let isShown = try identities(named: [holder.username]).missing.isEmpty
      return [
        Finding(
          .error, "telephone.taken", field: "telephone",
          isShown
            ? "\(holder.username) is logged on at \(telephone.username)"
            : "another agent is logged on at \(telephone.username)",
          hint: isShown ? .logOff(holder.username) : nil)
      ]
    }
    if try isHeld(telephone) {
      return [
        Finding(
          .error, "telephone.held", field: "telephone",
          "\(telephone.username) was taken over and is not live yet")
      ]
    }
    guard agent.voice.chanSpy, let other = try phone(heardWith: telephone.username) else {
      return []
    }
    return [Self.listened("chanSpy", other, with: telephone.username)]
  }
}

extension Session {
  /// Logs off who is at a telephone that goes, or that rings no more.
  ///
  /// - Returns: what is to be said of it.
  func logOff(from telephone: Telephone, in batch: ChangeBatch) throws -> [Finding] {
    guard let agent = try batch.transaction.agent(at: telephone.name) else { return [] }
    let change = AgentChange(action: .edit, plan: .logOff(agent, isSaid: true))
    try change.commit("logoff", change.plan.changes, in: batch, self)
    return change.plan.findings
  }

  /// Deletes a telephone, and tells what goes with it.
  func remove(
    _ telephone: Telephone, in batch: ChangeBatch
  ) throws -> (outcome: GroupOutcome, findings: [Finding]) {
    let findings = try logOff(from: telephone, in: batch)
    let kept = try batch.transaction.kept(ofTelephone: telephone.name.text)
    try batch.transaction.delete(telephone)
    let lost = telephone.traits.map { ($0.key, $0.new) } + GroupOutcome.lost(kept)
    return (GroupOutcome(telephone.name.text, .deleted, lost: lost), findings)
  }
}

extension StaleFiles {
  /// Notes the files that show an agent whose telephone has another name now.
  mutating func note(_ old: Agent, _ new: Agent, _ reader: StoreReader) throws {
    guard new.isRendered else { return }
    let (before, after) = (Endpoint(old, digest: .unknown), Endpoint(new, digest: .unknown))
    note(before, after)
    guard Endpoint.differInQueues(before, after) else { return }
    note(try reader.voiceQueues(ofAgents: [new.account.id.value]).map { .queue($0.name) })
  }
}
