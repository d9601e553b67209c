public import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import SystemPackage

/// What is to change of agents.
public struct AgentEdit: Sendable {
  /// What fields are to be from now on; the last word counts.
  public var assignments: [Assignment]
  /// The picture; nil = it stays.
  public var picture: PictureChange?

  /// Settings of the phone that no field stands for.
  public var kept: KeptEdit

  /// These assignments, and the picture where one is given.
  public init(
    _ assignments: [Assignment], picture: PictureChange? = nil, kept: KeptEdit = KeptEdit()
  ) {
    (self.assignments, self.picture, self.kept) = (assignments, picture, kept)
  }
}

extension Centre {
  /// Changes agents: all of the selection, or none.
  ///
  /// - Parameters:
  ///   - who: The agents.
  ///   - edit: What changes; it is read only once the actor may.
  ///   - mode: How far it goes.
  /// - Throws: `AgentsError`: `.refused` with every problem; `.notFound(.agents)`.
  public func edit(
    _ who: Selection, _ edit: @autoclosure () throws -> AgentEdit, _ mode: Mode = .apply
  ) async throws -> Report<AgentOutcome> {
    try await perform(OperatorTask("edit", who.words, needs: .edit, mode)) { session in
      try session.admit()
      let edit = try edit()
      try session.takePhonePINs(before: edit, mode)
      return try await session.edit(who, mode) { old, planning in
        var plan = AgentPlan.edit(old, edit.assignments, planning.settings)
        let (kept, findings) = edit.kept.applied(
          to: old.relations.kept.settings, planning.driver)
        plan.new.relations.kept = KeptSettings(kept)
        plan.findings += findings
        if let picture = edit.picture { plan.new.account.avatar = picture.name(for: old) }
        return AgentChange(action: .edit, plan: plan, picture: edit.picture)
      }
    }
  }

  /// Lets disabled agents log in and register again.
  public func enable(_ who: Selection, _ mode: Mode = .apply) async throws -> Report<AgentOutcome> {
    try await set([Assignment("disabled", "false")], of: who, "enable", mode)
  }

  /// Keeps agents from logging in and registering.
  public func disable(
    _ who: Selection, _ mode: Mode = .apply
  ) async throws -> Report<AgentOutcome> {
    try await set([Assignment("disabled", "true")], of: who, "disable", mode)
  }

  /// Unlocks agents that failed logins have locked.
  public func unlock(_ who: Selection, _ mode: Mode = .apply) async throws -> Report<AgentOutcome> {
    try await set([Assignment("locked", "false")], of: who, "unlock", mode)
  }

  /// Has the agents' desktops write their logs to the server.
  ///
  /// - Parameters:
  ///   - who: The agents.
  ///   - level: nil = as it is.
  ///   - mode: How far it goes.
  public func enableLogs(
    _ who: Selection, level: ClientLogLevel? = nil, _ mode: Mode = .apply
  ) async throws -> Report<AgentOutcome> {
    let level = level.map { [Assignment("clientLogLevel", $0.rawValue)] } ?? []
    return try await set([Assignment("clientLogs", "true")] + level, of: who, "logs enable", mode)
  }

  /// Stops the client logs of agents; level and files stay.
  public func disableLogs(
    _ who: Selection, _ mode: Mode = .apply
  ) async throws -> Report<AgentOutcome> {
    try await set([Assignment("clientLogs", "false")], of: who, "logs disable", mode)
  }

  /// - Parameter verb: As the audit trail names it.
  private func set(
    _ assignments: [Assignment], of who: Selection, _ verb: String, _ mode: Mode
  ) async throws -> Report<AgentOutcome> {
    try await perform(OperatorTask(verb, who.words, needs: .edit, mode)) { session in
      try session.admit()
      return try await session.edit(who, mode) { old, planning in
        AgentChange(action: .edit, plan: .edit(old, assignments, planning.settings))
      }
    }
  }
}

/// A new picture for an agent, or its removal.
public enum PictureChange: Sendable {
  /// This picture from now on.
  case set(Picture)
  /// None from now on.
  case remove

  /// The name under which the agent's picture is stored; empty without one.
  func name(for agent: Agent) -> StoredFileName {
    guard case .set(let picture) = self else { return StoredFileName() }
    return picture.fileName(ofAgent: agent.account.id.value)
  }

  /// Writes the picture beside the database; the old one is removed after the commit.
  func store(forAgent id: Int, in directory: FilePath) throws {
    guard case .set(let picture) = self else { return }
    try Directories.create(at: directory, mode: [.ownerReadWriteExecute])
    // The transaction's write lock also keeps other processes from writing pictures.
    try AtomicFile.removeAbandonedTemporaries(in: directory)
    try AtomicFile.replace(
      at: directory.appending(picture.fileName(ofAgent: id).text), with: picture.bytes,
      defaults: FileAttributes(mode: .ownerReadWrite))
  }
}
