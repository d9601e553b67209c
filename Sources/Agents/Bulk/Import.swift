internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import SystemPackage

extension Centre {
  /// Creates and changes agents from CSV: all rows are stored or none, unless the rules say otherwise.
  ///
  /// - Parameters:
  ///   - name: What the source is called, for the audit trail.
  ///   - source: The rows; opened, for a caller with rights of another, only once the actor may.
  ///   - rules: How the import treats what it finds.
  ///   - mode: How far it goes.
  ///   - tellsAgents: The report has an outcome for each agent that changes.
  ///   - confirm: Is asked before anything is done that changes more agents than the rules allow; it throws to
  ///     refuse.
  /// - Throws: `AgentsError.bulk(.rowsRefused)` with every problem where nothing is stored; `.bulk(.interrupted)`;
  ///   `.store(.busy)` where another process changed what was decided on.
  public func importCSV(
    named name: String, _ source: @autoclosure () throws -> CSVSource,
    _ rules: ImportRules = ImportRules(), _ mode: Mode = .apply, tellsAgents: Bool = true,
    confirm: (ImportExcess) throws -> Void = { throw $0.refusal }
  ) async throws -> ImportReport {
    try await perform(OperatorTask("import-csv", [name], needs: .admin, mode)) { session in
      try session.admit()
      _ = try rules.columns.findings.orRefused()
      if let rejects = rules.rejects { try PrivateFile.check(FilePath(rejects)) }
      let source = try source()
      var reader = source.reader()
      // A file that is no CSV is refused before a database is created for it.
      let header = try source.header(&reader, rules.columns)
      let run = ImportRun(
        session: session, store: try session.writing(), source: source, header: header,
        rules: rules, mode: mode, isReported: tellsAgents)
      let report = try await run.perform(confirm)
      // The good rows are stored; the rejected ones still count as a refusal.
      if let refusal = report.refusal { _ = session.refused(refusal) }
      return report
    }
  }
}

/// One import: look at all rows, hash what is new, store all at once, write the files for Asterisk.
private struct ImportRun {
  let session: Session
  let store: Store
  let source: CSVSource
  let header: CSVHeader
  let rules: ImportRules
  let mode: Mode
  /// Whether the report has each agent, or only numbers.
  let isReported: Bool

  func perform(_ confirm: (ImportExcess) throws -> Void) async throws -> ImportReport {
    try mode.check()
    let (plan, settings, version) = try store.read { reader in
      let settings = try reader.settings()
      return (try check(reader, settings), settings, try reader.version())
    }
    var report = ImportReport(
      source: source.name, plan: plan, ignored: header.ignored, rejects: rules.rejects,
      isDryRun: mode.isDryRun)
    // After an unclosed quote the rows cannot be told apart.
    let isTorn = plan.findings.contains { $0.code == "csv.unclosed-quote" }
    guard plan.findings.errors.isEmpty || rules.keepsGoing && !isTorn else {
      throw plan.refusal(rejects: nil)
    }
    try store.read { try checkCentre(plan, $0, settings) }
    if !mode.isDryRun { try writeRejects(plan) }
    guard !plan.isNothing else { return report }
    if !mode.isDryRun {
      let excess = try plan.excess(over: rules) { try store.read { try $0.numberOfAgents() } }
      if let excess { try confirm(excess) }
    }
    // Checked before hashing, which may take minutes.
    try GeneratedPasswords.check(plan.passwords, rules.passwords)
    let hashed = try await hash(plan, settings)
    let passwords = try mode.isDryRun ? nil : GeneratedPasswords(plan.passwords, rules.passwords)
    do {
      report.outcomes = try commit(plan, settings, version, hashed)
    } catch {
      passwords?.discard()
      throw error
    }
    report.files = await session.bringFilesUpToDate(mode, store)
    return report
  }

  private func hash(_ plan: ImportPlan, _ settings: Settings) async throws -> [Int: Credential] {
    // A dry run needs no hashes, which take longest: the digests show what would change.
    guard !mode.isDryRun else {
      return Dictionary(
        uniqueKeysWithValues: plan.passwords.map {
          ($0.row, Credential(hash: .ofNothing, sip: $0.sip(settings.sipRealm)))
        })
    }
    return try await PasswordHashing(plan.passwords, settings.sipRealm, session.centre).run()
  }

  /// Reads all rows once.
  private func check(_ reader: StoreReader, _ settings: Settings) throws -> ImportPlan {
    var check = try ImportCheck(
      session, reader, settings, header, rules, nameGuard(reader, settings))
    check.plan.emptyRows = try forEachRow(.checking) { try check.check(&$0) }
    check.plan.emptyColumns = header.nameless.count
    try check.finish()
    return check.plan
  }

  private func nameGuard(_ reader: StoreReader, _ settings: Settings) throws -> NameGuard {
    try NameGuard(settings, mode, reader)
  }

  /// Changes that belong to no row: new queues, and agents that are deleted.
  private func checkCentre(
    _ plan: ImportPlan, _ reader: StoreReader, _ settings: Settings
  ) throws {
    let nameGuard = try nameGuard(reader, settings)
    var findings = plan.newQueues.flatMap(nameGuard.findings(forNew:))
    for id in plan.missing {
      guard let change = try plan.change(ofMissing: id, reader, settings) else { continue }
      findings += try change.findings(nameGuard, reader, at: session.now)
        .map { $0.about(change.name) }
    }
    _ = try findings.orRefused()
  }

  /// Reads all rows again, in the transaction that stores them.
  private func commit(
    _ plan: ImportPlan, _ settings: Settings, _ version: Int, _ hashed: [Int: Credential]
  ) throws -> [AgentOutcome] {
    try store.writeMuch(keeping: !mode.isDryRun) { transaction in
      try recheck(plan, settings, version, transaction)
      var commit = try ImportCommit(
        session, transaction, settings, header, rules, plan, hashed: hashed,
        isReported: isReported, nameGuard(transaction, settings))
      try commit.prepare()
      try forEachRow(.storing) { try commit.store(&$0) }
      try commit.finish()
      try source.checkUnchanged()
      return commit.outcomes
    }
  }

  /// Refuses if another process has changed the store since the first reading.
  private func recheck(
    _ plan: ImportPlan, _ settings: Settings, _ version: Int, _ transaction: StoreTransaction
  ) throws {
    guard try transaction.version() != version else { return }
    let again = try check(transaction, try transaction.settings())
    guard again.outcomes == plan.outcomes, again.missing == plan.missing,
      again.parked == plan.parked, again.templates == plan.templates,
      again.passwords.map(\.row) == plan.passwords.map(\.row),
      try transaction.settings() == settings
    else { throw AgentsError.store(.busy(path: session.path.string, holder: nil)) }
  }

  /// - Returns: How many rows were left out, because nothing stands in them.
  @discardableResult
  private func forEachRow(
    _ stage: Event.Stage, _ body: (inout CSVRecord) throws -> Void
  ) throws -> Int {
    let centre = session.centre
    centre.tell(.began(stage, steps: source.size))
    defer { centre.tell(.ended) }
    var reader = source.reader()
    _ = try source.header(&reader, rules.columns)
    var record = CSVRecord()
    var empty = 0
    while try reader.next(into: &record) {
      guard !centre.isInterrupted() else { throw AgentsError.bulk(.interrupted) }
      if record.isBlank {
        empty += 1
      } else {
        try body(&record)
      }
      centre.tell(.advanced(to: source.bytesRead))
    }
    return empty
  }

  /// Writes rejected rows as they were in the input, with the reason in an additional column.
  private func writeRejects(_ plan: ImportPlan) throws {
    guard let path = rules.rejects.map({ FilePath($0) }) else { return }
    let format = CSVFormat(delimiter: source.delimiter)
    let cells = header.words.indices.filter { header.words[$0] != CSVHeader.reasonKey }
    var row = 0
    // Rejected rows may contain passwords and PINs.
    try PrivateFile.replace(at: path) { file in
      try file.write(
        CSVWriter.row(cells.map { header.words[$0] } + [CSVHeader.reasonKey], format))
      try forEachRow(.rejects) { record in
        defer { row += 1 }
        guard plan.outcomes[row] == .rejected else { return }
        try file.write(rejected(record, cells, plan.reasons[row] ?? [], format))
      }
    }
  }

  private func rejected(
    _ record: CSVRecord, _ cells: [Int], _ reasons: [String], _ format: CSVFormat
  ) -> [UInt8] {
    var writer = CSVWriter(format)
    // A row with too few or too many cells is written with the cells that it has.
    for cell in record.count == header.width ? cells : Array(0..<record.count) {
      writer.append(Array(record.bytes[record.range(cell)]).span)
    }
    writer.append(reasons.joined(separator: "; "))
    writer.endRow()
    return writer.bytes
  }
}
