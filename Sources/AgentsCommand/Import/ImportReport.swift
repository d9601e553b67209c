internal import AgentsModel
internal import AgentsSystem
internal import SystemPackage

/// What an import did, or would do.
struct ImportReport {
  let source: String
  let plan: ImportPlan
  let ignored: [String]
  let rejects: String?
  let isDryRun: Bool
  /// One for each agent that changed, where they are told of.
  var outcomes: [ChangeReport.Outcome] = []
  var files: FileReport?

  init(
    _ source: CSVSource, _ header: CSVHeader, _ plan: ImportPlan, _ options: ImportOptions,
    isDryRun: Bool
  ) {
    self.source = source.name
    self.plan = plan
    ignored = header.ignored
    rejects = options.rejects?.text
    self.isDryRun = isDryRun
  }

  private var counts: [(String, Int)] {
    [
      ("read", plan.outcomes.count), ("created", plan.count(.created)),
      ("updated", plan.count(.updated)), ("unchanged", plan.count(.unchanged)),
      ("skipped", plan.count(.skipped)), ("rejected", plan.count(.rejected)),
      ("deleted", plan.missing.count),
    ]
  }

  /// Shows all of it, and only then what went wrong.
  ///
  /// - Throws: `AgentsError.unexpected` when the counts do not add up; `.refused` with what was
  ///   rejected; what stood in the way of the files.
  func finish(_ options: OutputOptions) throws {
    let settled = counts.dropFirst().dropLast().reduce(0) { $0 + $1.1 }
    guard settled == plan.outcomes.count else {
      throw AgentsError.unexpected("the counts of the import do not reconcile")
    }
    Messages.warn(plan.findings)
    do {
      try toleratingClosedOutput { try write(options) }
    } catch let error as SystemError where !isDryRun && !plan.isNothing {
      throw AgentsError.unreported(errno: error.errno.rawValue, losesPassword: false)
    }
    if options.isForPeople, !options.quiet { noteRemarks() }
    files?.noteInclusions()
    if !plan.findings.errors.isEmpty { throw plan.refusal(rejects: isDryRun ? nil : rejects) }
    if let failure = files?.failure { throw failure }
  }

  private func noteRemarks() {
    if !ignored.isEmpty { Messages.note("ignored columns: \(ignored.joined(separator: ", "))") }
    if plan.droppedWarnings > 0 {
      Messages.note("\(count(plan.droppedWarnings, "more warning")) of the same kinds")
    }
    if plan.withoutPassword > 0 {
      Messages.note(
        "\(count(plan.withoutPassword, "new agent")) without a password: nobody can log in as them"
          + " before \"set-password\", or an import with the column password")
    }
  }

  private func write(_ options: OutputOptions) throws {
    let changes = ChangeReport(outcomes: outcomes, files: files, isDryRun: isDryRun)
    let output = StandardOutput()
    switch options.format {
    case .table:
      if isDryRun, !options.quiet { try changes.write(options) }
      if !options.quiet { try output.write(sentence + "\n") }
    case .json: try output.write(json.text + "\n")
    case .jsonl, .csv, .names: try changes.write(options)
    }
    try output.flush()
  }

  /// `agents.csv: 3 read, 1 created, …`; what is never the case is left out.
  private var sentence: String {
    let shown = counts.filter { $0.0 != "deleted" || $0.1 > 0 }
    return "\(source): " + shown.map { "\($0.1) \($0.0)" }.joined(separator: ", ")
      + (isDryRun ? "; nothing was changed" : "")
  }

  private var json: JSON {
    .object([
      ("dryRun", .bool(isDryRun)), ("changed", .bool(!plan.isNothing)),
      ("counts", .object(counts.map { ($0.0, .number($0.1)) })),
      ("ignored", .array(ignored.map(JSON.string))),
      ("agents", .array(outcomes.map(\.json))),
      ("rejected", .array(plan.findings.errors.map(JSON.init))),
      ("files", files.map(\.json) ?? .null),
    ])
  }
}
