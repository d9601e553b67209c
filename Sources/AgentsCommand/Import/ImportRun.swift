internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import SystemPackage

/// One import: look at all rows, hash what is new, store all at once, write the files for Asterisk.
struct ImportRun {
  let session: Session
  let store: Store
  let source: CSVSource
  let header: CSVHeader
  let options: ImportOptions
  let change: ChangeOptions
  let progress: Progress
  /// Whether each agent is told of, or only how many there are.
  let isReported: Bool

  private struct DryRun: Error {
    let outcomes: [ChangeReport.Outcome]
  }

  /// - Parameter consent: Asked before anything is done; it throws to refuse.
  func perform(_ consent: (ImportPlan) throws -> Void) async throws -> ImportReport {
    try change.check()
    let (plan, settings, version) = try store.read { reader in
      let settings = try reader.settings()
      return (try check(reader, settings), settings, try reader.version())
    }
    var report = ImportReport(source, header, plan, options, isDryRun: change.dryRun)
    // Behind quotes that are not closed nobody knows what is a row.
    let isTorn = plan.findings.contains { $0.code == "csv.unclosed-quote" }
    guard plan.findings.errors.isEmpty || options.keepGoing && !isTorn else {
      throw plan.refusal(rejects: nil)
    }
    try store.read { try checkCentre(plan, $0, settings) }
    if !change.dryRun { try writeRejects(plan) }
    guard !plan.isNothing else { return report }
    try consent(plan)
    // Before the minutes that hashing may take.
    try GeneratedPasswords.check(plan, options.generatePasswords)
    let hashed = try await hash(plan, settings)
    let passwords = try change.dryRun ? nil : GeneratedPasswords(plan, options.generatePasswords)
    do {
      report.outcomes = try commit(plan, settings, version, hashed)
    } catch {
      passwords?.discard()
      throw error
    }
    report.files = await session.bringFilesUpToDate(change, store)
    return report
  }

  private func hash(_ plan: ImportPlan, _ settings: Settings) async throws -> [Int: Credential] {
    // Nothing of a dry run is kept, and hashing takes longest: digests alone show what would change.
    guard !change.dryRun else {
      return Dictionary(
        uniqueKeysWithValues: plan.passwords.map {
          ($0.row, Credential(hash: .ofNothing, sip: $0.sip(settings.sipRealm)))
        })
    }
    return try await PasswordHashing(plan.passwords, settings.sipRealm, progress).run()
  }

  /// Reads all rows once.
  private func check(_ reader: StoreReader, _ settings: Settings) throws -> ImportPlan {
    var check = try ImportCheck(
      session, reader, settings, header, options.rules, centre(reader, settings))
    try forEachRow("checking") { try check.check(&$0) }
    try check.finish()
    return check.plan
  }

  private func centre(_ reader: StoreReader, _ settings: Settings) throws -> CentreGuard {
    try CentreGuard(settings, change, reader)
  }

  /// What no row is about: queues that are made, and agents that go.
  private func checkCentre(
    _ plan: ImportPlan, _ reader: StoreReader, _ settings: Settings
  ) throws {
    let centre = try centre(reader, settings)
    var findings = plan.newQueues.flatMap(centre.findings(forNew:))
    for id in plan.missing {
      guard let old = try reader.agent(id: id) else { continue }
      findings += try centre.findings(
        for: nil, insteadOf: Endpoint(rendered: old, digest: .unknown), reader
      ).map { $0.about(old.account.name.text) }
    }
    _ = try findings.orRefused()
  }

  /// Reads all rows again, in the transaction that stores them.
  private func commit(
    _ plan: ImportPlan, _ settings: Settings, _ version: Int, _ hashed: [Int: Credential]
  ) throws -> [ChangeReport.Outcome] {
    do {
      return try store.writeMuch { transaction in
        try recheck(plan, settings, version, transaction)
        var commit = try ImportCommit(
          session, transaction, settings, header, plan, hashed: hashed, isReported: isReported,
          isDryRun: change.dryRun, centre(transaction, settings))
        try commit.prepare()
        try forEachRow("storing") { try commit.store(&$0) }
        try commit.finish()
        try source.checkUnchanged()
        if change.dryRun { throw DryRun(outcomes: commit.outcomes) }
        return commit.outcomes
      }
    } catch let dryRun as DryRun {
      return dryRun.outcomes
    }
  }

  /// What was decided holds only for the store as it was.
  private func recheck(
    _ plan: ImportPlan, _ settings: Settings, _ version: Int, _ transaction: StoreTransaction
  ) throws {
    guard try transaction.version() != version else { return }
    let again = try check(transaction, try transaction.settings())
    guard again.outcomes == plan.outcomes, again.missing == plan.missing,
      again.parked == plan.parked, again.passwords.map(\.row) == plan.passwords.map(\.row),
      try transaction.settings() == settings
    else { throw AgentsError.busy(path: session.path.string, holder: nil) }
  }

  private func forEachRow(_ title: String, _ body: (inout CSVRecord) throws -> Void) throws {
    progress.begin(title, source.size)
    defer { progress.end() }
    var reader = source.reader()
    _ = try source.header(&reader, options.from)
    var record = CSVRecord()
    while try reader.next(into: &record) {
      guard !Interruption.isRequested else { throw AgentsError.interrupted }
      try body(&record)
      progress.advance(to: source.bytesRead)
    }
  }

  /// Rejected rows in the input's own form, with their reason in one more column.
  private func writeRejects(_ plan: ImportPlan) throws {
    guard let path = options.rejects?.path else { return }
    let format = CSVFormat(delimiter: source.delimiter)
    let cells = header.words.indices.filter { header.words[$0] != CSVHeader.reasonKey }
    var row = 0
    // Rows may hold passwords and PINs, and those that are refused hold them too.
    try PrivateFile.replace(at: path) { file in
      try file.write(
        CSVWriter.row(cells.map { header.words[$0] } + [CSVHeader.reasonKey], format))
      try forEachRow("writing rejects") { record in
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
    // A row of another width stays one: its cells are where they were.
    for cell in record.count == header.width ? cells : Array(0..<record.count) {
      writer.append(Array(record.bytes[record.range(cell)]).span)
    }
    writer.append(reasons.joined(separator: "; "))
    writer.endRow()
    return writer.bytes
  }
}
