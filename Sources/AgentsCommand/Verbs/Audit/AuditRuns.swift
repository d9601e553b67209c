internal import Agents
internal import ArgumentParser

struct AuditRuns: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runs", abstract: "List what \"undo\" can put back, the latest run first.",
    usage: "xcally-agents audit runs [options]",
    discussion: """
      A run is one call that changed something. KEPT says whether what was before it is
      still there: for as many days as the setting undoDays says.

        $ xcally-agents audit runs --limit 10
        $ xcally-agents audit list --format jsonl | grep '"run":17'
      """)

  @Option(parsing: .unconditional, help: ArgumentHelp("At most this many.", valueName: "n"))
  var limit: Int?
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func validate() throws {
    guard (limit ?? 0) >= 0 else { throw ValidationError("'--limit' is 0 or more.") }
  }

  func run() throws {
    let runs = try store.centre().runs(limit: limit)
    try Presenter(output).show(Answer.Rows(runs: runs))
  }
}
