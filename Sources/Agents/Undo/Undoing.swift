public import AgentsModel
internal import AgentsStore
internal import AgentsSystem

/// What became of something that a run had changed.
public struct UndoOutcome: Sendable {
  /// `agent`, `telephone`, `queue`, `team`, `profile` or `setting`.
  public let kind: String
  /// What became of it.
  public let outcome: GroupOutcome
}

/// What was undone, or would be.
public struct UndoReport: Sendable {
  /// The run that was undone.
  public let run: Run
  /// The run that undid it, which can be undone itself; nil = nothing was stored.
  public internal(set) var number: Int?
  /// One for each thing that the run had changed.
  public let report: Report<UndoOutcome>
}

extension Centre {
  /// The runs that changed something, the latest first.
  ///
  /// - Parameter limit: At most so many; nil = all.
  public func runs(limit: Int? = nil) throws -> [Run] {
    try perform(OperatorTask("audit runs", needs: .admin)) { session in
      try session.reading().read { try $0.runs(limit: limit) }
    }
  }

  /// Puts back what a run changed, with files and Asterisk: all of it, or nothing.
  ///
  /// - Parameters:
  ///   - number: The run; nil = the last one of the actor.
  ///   - skipsConflicts: Things that were changed again since are left as they are.
  ///   - mode: How far it goes.
  /// - Throws: `AgentsError.notFound(.run)`; `.refused` for a run that cannot be undone, or with what was changed
  ///   since; `.notAllowed` for the run of somebody else, unless the actor is an admin.
  public func undo(
    _ number: Int? = nil, skipsConflicts: Bool = false, _ mode: Mode = .apply
  ) async throws -> UndoReport {
    let task = OperatorTask("undo", number.map { [String($0)] } ?? [], needs: .edit, mode)
    return try await perform(task) { session in
      let store = try session.changing()
      var undone: Run?
      let report = try await session.carryOut(mode, in: store) { transaction, _ in
        let run = try session.run(number, transaction)
        undone = run
        transaction.undo(run)
        return try Undoing(run, session, mode, transaction).carryOut(skipping: skipsConflicts)
      }
      guard let undone else { throw AgentsError.unexpected("no run was undone") }
      return UndoReport(run: undone, number: store.runNumber, report: report)
    }
  }
}

extension Session {
  /// The run to undo.
  fileprivate func run(_ number: Int?, _ reader: StoreReader) throws -> Run {
    let own = actor.account ?? actor.login
    let found = try number.map { try reader.run($0) } ?? reader.runs(by: own, limit: 1).first
    guard let run = found else { throw AgentsError.notFound(.run(number)) }
    if let grant = reader.grant, run.who != own {
      throw AgentsError.notAllowed(.notAdmin(login: grant.login.text, verb: task.name))
    }
    guard try run.isKept && reader.isReadable(run) else {
      throw Finding(
        .error, "run.not-kept", field: "run",
        "run \(run.id), \(quoted(run.verb)), cannot be undone: what was before it is not kept")
    }
    return run
  }
}

/// One undoing, in its transaction.
private struct Undoing {
  let run: Run
  let session: Session
  let mode: Mode
  let transaction: StoreTransaction
  let reversal: Reversal

  init(_ run: Run, _ session: Session, _ mode: Mode, _ transaction: StoreTransaction) throws {
    (self.run, self.session, self.mode, self.transaction) = (run, session, mode, transaction)
    reversal = try Reversal(run, in: transaction, unpack: Packing.unpack)
  }

  func carryOut(skipping skipsConflicts: Bool) throws -> Report<UndoOutcome> {
    let before = try UndoSnapshot(reversal, transaction)
    try requireRights(before)
    try reversal.findConflicts()
    func mayGoOn() throws {
      if !skipsConflicts { _ = try reversal.conflicts.flatMap(findings).orRefused() }
    }
    try mayGoOn()
    try reversal.carryOut(mayGoOn: mayGoOn)
    let after = try UndoSnapshot(reversal, transaction, after: before)
    var report = Report<UndoOutcome>(isDryRun: mode.isDryRun)
    report.warnings = try reversal.conflicts.flatMap(findings).map(\.asWarning)
    var effects = try UndoEffects(session, mode, transaction, reversal, before, after)
    for thing in reversal.things where !reversal.skipped.contains(thing) {
      guard let outcome = try effects.outcome(of: thing) else { continue }
      report.outcomes.append(UndoOutcome(kind: thing.noun, outcome: outcome))
      guard outcome.result != .unchanged else { continue }
      try transaction.append(
        session.auditEntry(session.task.name, outcome.name, outcome.auditChanges))
    }
    report.warnings += try effects.finish()
    return report
  }

  /// An operator who is no admin takes back what he or she did to agents, and no more than that.
  private func requireRights(_ before: UndoSnapshot) throws {
    guard let grant = transaction.grant else { return }
    if reversal.createsAgents, !Authority.limited(grant).allows(.delete) {
      throw AgentsError.notAllowed(
        .permission(
          login: grant.login.text, verb: session.task.name, needs: .delete,
          has: grant.permission))
    }
    let isOfAgents = reversal.things.allSatisfy { if case .agent = $0 { true } else { false } }
    let names = before.agents.values.filter { $0.account.deletedAt.text.isEmpty }
      .map(\.account.name.text)
    guard isOfAgents, try transaction.identities(named: names).missing.isEmpty else {
      throw AgentsError.notAllowed(.notAdmin(login: grant.login.text, verb: session.task.name))
    }
  }

  /// What stands in the way, one finding for each field.
  private func findings(_ conflict: Reversal.Conflict) throws -> [Finding] {
    let changed = try conflict.keys.map { key in
      let later = try transaction.run(changing: key, of: conflict.name, after: run)
      return Finding(
        .error, "undo.changed-since", field: key,
        later.map { "was changed again by run \($0.id), \(quoted($0.verb))" }
          ?? (key == "telephone"
            ? "the one before run \(run.id) is not there any more" : "was changed again since"),
        hint: .skipConflicts
      ).about(conflict.name)
    }
    let taken = conflict.taken.map { key in
      Finding(
        .error, "undo.taken", field: key, "its value before run \(run.id) is another's by now",
        hint: .skipConflicts
      ).about(conflict.name)
    }
    guard (changed + taken).isEmpty else { return changed + taken }
    return [
      Finding(
        .error, "undo.gone",
        "\(conflict.thing.noun) \(conflict.name) is not there any more", hint: .skipConflicts)
    ]
  }
}

extension Finding {
  /// The same, without refusing anything.
  fileprivate var asWarning: Finding {
    var finding = Finding(.warning, code, field: field, message + ", and stays as it is")
    finding.subject = subject
    return finding
  }
}
