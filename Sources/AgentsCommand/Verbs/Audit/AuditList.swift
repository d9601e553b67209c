internal import Agents
internal import AgentsModel
internal import AgentsSystem
internal import ArgumentParser
internal import SystemPackage

struct AuditList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the audit trail, the latest row first.",
    usage: "xcally-agents audit list [options]",
    discussion: """
      A date is its beginning, in local time unless a zone is said. The table names the
      fields that changed; the other formats have all of a row. On a terminal, the table
      shows the latest 200 rows unless --limit is given.

        $ xcally-agents audit list --since 2026-11-01 --until 2026-12-01
        $ xcally-agents audit list --who anna --verb delete
        $ xcally-agents audit list --object mrossi --limit 10 --format jsonl
      """)

  @Option(
    help: ArgumentHelp(
      "From then on: 2026-01-31T08:00:00Z, or 2h (two hours ago).", valueName: "time"),
    transform: Since.init(option:))
  var since: Since?
  @Option(
    help: ArgumentHelp("Before then.", valueName: "time"), transform: Since.init(option:))
  var until: Since?
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("By this user, or this one behind sudo.", valueName: "login"),
    completion: Completions.operators)
  var who: String?
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Of this verb, or the verbs below it.", valueName: "verb"))
  var verb: String?
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("On this agent, queue, setting or file.", valueName: "object"),
    completion: Completions.usernames)
  var object: String?
  @Option(parsing: .unconditional, help: ArgumentHelp("At most this many.", valueName: "n"))
  var limit: Int?
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func validate() throws {
    guard (limit ?? 0) >= 0 else { throw ValidationError("'--limit' is 0 or more.") }
  }

  func run() throws {
    var filter = AuditFilter()
    filter.since = since?.stored
    filter.until = until?.stored
    (filter.who, filter.verb, filter.object, filter.limit) = (who, verb, object, limit)
    let isTable = output.format.isForPeople
    let isCut = isTable && limit == nil && Terminal.isTerminal(.standardOutput)
    // One more, to know whether there are more.
    if isCut { filter.limit = Self.mostOnTerminal + 1 }
    var count = 0
    try store.centre().auditRows(filter) { forEach in
      try Presenter(output).show(
        Listing(isTable ? AuditRow.briefColumns : AuditRow.shownColumns) { write in
          count = 0
          try forEach { row, keys in
            count += 1
            guard !isCut || count <= Self.mostOnTerminal else { return }
            try write(isTable ? row.briefCells(keys) : row.cells)
          }
        })
    }
    if isCut, count > Self.mostOnTerminal {
      Messages.note("the latest \(Self.mostOnTerminal) rows are shown; --limit N shows more")
    }
  }

  /// A terminal gets no more rows unless they are asked for.
  private static let mostOnTerminal = 200
}
