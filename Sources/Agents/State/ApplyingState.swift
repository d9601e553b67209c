public import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import SystemPackage

/// What a file of a centre changed, or would change.
public struct StateReport: Sendable {
  /// What becomes of each thing, in the order of the file; nothing is told of what stays.
  public let outcomes: [StateOutcome]
  /// What does not stand in the way and should be known.
  public internal(set) var warnings: [Finding]
  /// Nothing of it was kept.
  public let isDryRun: Bool
  /// How many new agents nobody can log in as.
  public let withoutPassword: Int
  /// New telephones with a password that nobody knows.
  public let unknownPhones: [String]
  /// What would be asked before this is done; only where nothing is.
  public internal(set) var excess: ChangeExcess?
  /// What became of the files for Asterisk; nil where none were to be written.
  public internal(set) var files: FileReport?
  /// The directory of these files is another one; only `apply` writes there.
  public internal(set) var awaitsApply = false

  /// Database and file say the same.
  public var isSame: Bool { outcomes.isEmpty }

  init(_ plan: StatePlan, isDryRun: Bool) {
    (outcomes, warnings) = (plan.outcomes, plan.warnings)
    self.isDryRun = isDryRun
    withoutPassword = plan.agents?.withoutPassword ?? 0
    unknownPhones = plan.groups.telephones.filter { $0.old == nil && $0.digest == nil }
      .map(\.new.username)
  }
}

extension Centre {
  /// What it would change to make the centre what a file says; nothing is written and no lock taken.
  ///
  /// - Parameters:
  ///   - name: What the file is called, for findings.
  ///   - bytes: The YAML; read only once the actor may.
  ///   - prunes: What a section of the file does not have goes.
  /// - Throws: `AgentsError.refused` with every problem, each with its line and column.
  public func compareState(
    named name: String, _ bytes: @autoclosure () throws -> [UInt8], prunes: Bool = false
  ) throws -> StateReport {
    try perform(OperatorTask("centre diff", [name], needs: .admin, .dryRun)) { session in
      let store = try session.reading()
      let planner = try StatePlanner(
        session, .dryRun, StateReader(bytes(), file: name), file: name, prunes: prunes)
      return StateReport(try store.read(planner.plan), isDryRun: true)
    }
  }

  /// Makes the centre what a file says, in one transaction: all of it, or nothing.
  ///
  /// Where nothing is to be done no lock is taken.
  ///
  /// - Parameters:
  ///   - name: What the file is called, for findings.
  ///   - bytes: The YAML; read only once the actor may.
  ///   - prunes: What a section of the file does not have goes: agents to the bin.
  ///   - mode: How far it goes.
  /// - Throws: `AgentsError.refused` with every problem, each with its line and column; `.store(.busy)` where another
  ///   process changed what was decided on.
  public func applyState(
    named name: String, _ bytes: @autoclosure () throws -> [UInt8], prunes: Bool = false,
    _ mode: Mode = .apply
  ) async throws -> StateReport {
    try await perform(OperatorTask("centre apply", [name], needs: .admin, mode)) { session in
      try session.admit()
      try mode.check()
      let reader = StateReader(try bytes(), file: name)
      // What is no such file is refused before a database is created for it.
      if try !session.path.isPresent() { _ = try reader.findings.inOrder.orRefused() }
      let planner = try StatePlanner(session, mode, reader, file: name, prunes: prunes)
      return try await StateCommit(planner: planner, store: try session.writing()).run()
    }
  }
}

/// One run that makes a centre what a file says.
private struct StateCommit {
  let planner: StatePlanner
  let store: Store

  private var session: Session { planner.session }
  private var mode: Mode { planner.mode }

  func run() async throws -> StateReport {
    let (plan, excess) = try store.read { reader in
      let plan = try planner.plan(reader)
      return (
        plan, try session.excess(plan.changing, .matching(AgentQuery()), mode, reader)
      )
    }
    var report = StateReport(plan, isDryRun: mode.isDryRun)
    guard !plan.isNothing else { return report }
    if mode.isDryRun { report.excess = excess } else { try excess.map(session.centre.confirm) }
    report.warnings += try commit(plan)
    let changed = plan.groups.settings.map(\.setting.key)
    guard !mode.isDryRun else { return report }
    report.warnings += try changed.flatMap { try SettingRules.warnings($0, store) }
    guard mode.extent == .apply else { return report }
    guard !changed.contains("asteriskDir") else {
      report.awaitsApply = true
      return report
    }
    report.files = await session.bringFilesUpToDate(
      mode, store, asks: changed.contains(where: SettingRules.asksAsterisk))
    return report
  }

  /// Stores all of it.
  ///
  /// - Returns: warnings.
  private func commit(_ plan: StatePlan) throws -> [Finding] {
    try store.writeMuch(keeping: !mode.isDryRun) { transaction in
      if try transaction.version() != plan.version {
        guard try planner.plan(transaction).isSame(as: plan) else {
          throw AgentsError.store(.busy(path: session.path.string, holder: nil))
        }
      }
      var warnings = try plan.groups.write(session, mode, transaction)
      if let agents = plan.agents, !agents.isNothing { try store(agents, plan, transaction) }
      warnings += try plan.groups.prune(session, transaction)
      return warnings
    }
  }

  private func store(
    _ agents: ImportPlan, _ plan: StatePlan, _ transaction: StoreTransaction
  ) throws {
    let settings = plan.groups.newSettings
    var rows = StateRows(planner.state.agents ?? [], settings)
    var commit = try ImportCommit(
      session, transaction, settings, rows.header, planner.rules, agents, hashed: [:],
      isReported: false, NameGuard(settings, mode, transaction))
    try commit.prepare()
    for index in 0..<rows.count {
      // Of the others nothing is read.
      var record =
        [.created, .updated].contains(agents.outcomes[index]) ? rows.record(index) : CSVRecord()
      try commit.store(&record)
    }
    try commit.finish()
  }
}
