internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import ArgumentParser
internal import SystemPackage

struct AuditPrune: AsyncVerb {
  static let configuration = CommandConfiguration(
    commandName: "prune", abstract: "Remove old rows from the audit trail.",
    usage: "xcally-agents audit prune --before TIME [--yes] [options]",
    discussion: """
      A new row tells who removed how many, and the hash of the last of them, on which
      the rest goes on. A trail that is not intact is not pruned.

        $ xcally-agents audit prune --before 2025-01-01
        $ xcally-agents audit prune --before 365d --yes
      """)

  @Option(
    help: ArgumentHelp("Older than this: 2026-01-31, or 365d ago.", valueName: "time"),
    transform: Since.init(option:))
  var before: Since
  @OptionGroup var consent: ConsentOptions
  @Flag(name: "--dry-run -n", help: "Show how many rows would go; remove nothing.")
  var dryRun = false
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func perform() async throws {
    let session = try Session(store)
    let time = before.stored
    let task = OperatorTask("audit prune", needs: .admin)
    let database = try session.changing(dryRun ? task.dry : task)
    let found = try database.read { try $0.auditRows(before: time)?.count ?? 0 }
    guard found > 0 else { return try write(0, time) }
    if !dryRun {
      try consent.require(to: "remove \(count(found, "row")) of the audit trail before \(time)")
    }
    let count = try session.transact(database, isDryRun: dryRun) { transaction, _ in
      guard try transaction.verifyAudit().finding == nil else { throw AgentsError.auditBroken }
      guard let (count, last) = try transaction.auditRows(before: time) else { return 0 }
      try transaction.pruneAudit(upTo: last)
      let changes = JSON.object([
        ("before", .string(time)), ("rows", .number(count)), ("last", .number(last.id)),
        ("hash", .string(last.hash)),
      ])
      try transaction.append(session.auditEntry(task.name, "", changes))
      return count
    }
    try write(count, time)
  }

  private func write(_ rows: Int, _ time: String) throws {
    let out = StandardOutput()
    switch output.format {
    case .table:
      if !output.quiet {
        try out.write(
          "\(count(rows, "row")) before \(time) \(dryRun ? "would be removed" : "removed")\n")
      }
    case .json, .jsonl:
      let members: [(String, JSON)] = [
        ("dryRun", .bool(dryRun)), ("before", .string(time)), ("rows", .number(rows)),
      ]
      try out.write(JSON.object(members).text + "\n")
    case .csv, .names:
      let keys = output.format == .names ? ["rows"] : ["before", "rows"]
      var writer = try RowWriter(output.format, keys.map { Column(key: $0) }, to: out)
      try writer.write(keys.map { $0 == "rows" ? .number(rows) : .string(time) })
      try writer.finish()
    }
    try out.flush()
  }
}
