internal import Agents
internal import AgentsModel
internal import ArgumentParser

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
    let time = before.stored
    let pruning = try store.centre().pruneAudit(before: time, dryRun ? .dryRun : .apply) {
      try consent.require(
        to: "remove \(count($0, "row")) of the audit trail before \(time), which cannot be undone")
    }
    try Presenter(output).show(Answer(pruning, before: time))
  }
}
