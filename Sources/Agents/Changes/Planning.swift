internal import AgentsModel
internal import AgentsStore

/// The changes of one run: what each comes to, what is to be said of it, and what is to be written.
struct Planning {
  /// What a plan depends on besides its agent.
  private struct Basis: Equatable {
    let settings: Settings
    let dialect: Dialect
    /// The operator whose rights limit the changes.
    let grant: Grant?
    /// Hot desk needs a telephone.
    let hasTelephone: Bool
  }

  /// What became of one agent's plan.
  private struct Item {
    let id: Int
    let fingerprint: Int
    /// nil = nothing is to be done, or an error is in the way.
    let prepared: PreparedChange?
    let outcome: AgentOutcome?
    let findings: [Finding]
    let logsMore: Bool
  }

  let nameGuard: NameGuard
  /// The driver that the files are for.
  var driver: Dialect.Driver { basis.dialect.driver }
  /// The unique values that planned agents get.
  private(set) var claims = Claims()
  /// The store's version when planning began.
  let version: Int
  private let session: Session
  private let verb: String
  private let mode: Mode
  private let basis: Basis
  private var items: [Item] = []
  /// The files that show a difference, but for those of queues.
  private(set) var stale: StaleFiles
  private var isRefused = false
  /// Plans that were made before, by the agent's number.
  private var earlier: [Int: Item] = [:]

  var settings: Settings { basis.settings }

  /// - Parameter earlier: Plans on another snapshot: they hold for agents that are as they were, if what they
  ///   depend on is as it was.
  init(
    _ session: Session, _ verb: String, _ mode: Mode, _ reader: StoreReader, _ settings: Settings,
    after earlier: Planning? = nil
  ) throws {
    (self.session, self.verb, self.mode) = (session, verb, mode)
    version = try reader.version()
    let basis = Basis(
      settings: settings, dialect: try reader.dialect(settings), grant: reader.grant,
      hasTelephone: try reader.hasTelephone())
    self.basis = basis
    stale = StaleFiles(basis.dialect)
    // A unique value may be taken by now.
    if let earlier, earlier.basis == basis, earlier.claims.isEmpty,
      try earlier.nameGuard.knowsContexts(of: reader)
    {
      nameGuard = earlier.nameGuard
      // Of an agent that is left out now too: to look at a file once more does no harm.
      stale.note(earlier.stale.files)
      self.earlier = Dictionary(uniqueKeysWithValues: earlier.items.map { ($0.id, $0) })
    } else {
      nameGuard = try NameGuard(settings, mode, reader)
    }
  }

  /// Takes an earlier plan, if there is one of the same agent as it is now.
  mutating func takeOver(_ id: Int, _ fingerprint: Int) -> Bool {
    guard let item = earlier[id], item.fingerprint == fingerprint else { return false }
    items.append(item)
    return true
  }

  /// Adds a change, with what the centre's own files have against it.
  ///
  /// - Returns: what is to be written; nil = nothing, or an error is in the way of this or an earlier one.
  mutating func add(
    _ change: AgentChange, _ reader: StoreReader, fingerprint: Int = 0, password: Secret? = nil
  ) throws -> PreparedChange? {
    var change = change
    if change.plan.findings.errors.isEmpty {
      change.plan.findings += try change.findings(nameGuard, reader, at: session.now)
        .map { $0.about(change.name) }
    }
    isRefused = isRefused || !change.plan.findings.errors.isEmpty
    let changes = change.isNothing ? [] : change.plan.changes
    let prepared =
      try isRefused || change.isNothing
      ? nil
      : change.prepared(
        verb, changes, basis.grant, session, basis.settings, noting: &stale)
    claims.add(change.plan)
    items.append(
      Item(
        id: change.plan.old?.account.id.value ?? 0, fingerprint: fingerprint, prepared: prepared,
        outcome: isRefused ? nil : AgentOutcome(change, changes, password: password),
        findings: change.plan.findings, logsMore: change.plan.turnsClientLogsOn))
    return prepared
  }

  /// How many agents change.
  var changing: Int { items.count { $0.prepared != nil } }

  /// What is to be written.
  var prepared: [PreparedChange] { items.compactMap(\.prepared) }

  /// - Throws: `AgentsError.refused` with every finding, when one is an error.
  func requireNoErrors() throws {
    guard !isRefused else { throw AgentsError.refused(items.flatMap(\.findings)) }
  }

  /// What was done, without the files.
  var report: Report<AgentOutcome> {
    var report = Report<AgentOutcome>(isDryRun: mode.isDryRun)
    report.outcomes = items.compactMap(\.outcome)
    report.selected = report.outcomes.count
    report.warnings = MembershipRemarks.once(items.flatMap(\.findings).warnings)
    if items.contains(where: \.logsMore) { report.warnings.append(.clientLogTraffic) }
    return report
  }
}
