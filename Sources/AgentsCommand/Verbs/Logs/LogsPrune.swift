internal import Agents
internal import AgentsModel
internal import AgentsSystem
internal import ArgumentParser

struct LogsPrune: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prune", abstract: "Remove old client logs.",
    usage: """
      xcally-agents logs prune --older-than AGE [options]
      xcally-agents logs prune USERNAME... --older-than AGE [options]
      xcally-agents logs prune --where CONDITION... --older-than AGE [options]
      """,
    discussion: """
      Without usernames or a selection: of all agents, including deleted ones. A file
      is as old as its last change; of an agent whose logs are on the newest stays.

        $ xcally-agents logs prune --older-than 30d --dry-run
        $ xcally-agents logs prune mrossi --older-than 12h
        $ xcally-agents logs prune --state deleted --older-than 1d
      """)

  @OptionGroup var targets: OptionalTargetOptions<EveryMember>
  @Option(
    help: ArgumentHelp("For instance 12h, 30d or 2w.", valueName: "age"),
    transform: TimeSpan.init(option:))
  var olderThan: TimeSpan
  @Flag(name: "--dry-run -n", help: "Show what would be removed; remove nothing.")
  var dryRun = false
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func run() throws {
    let pruning = try store.centre(files: [targets.filter.namesFrom]).pruneLogs(
      of: targets.selection, olderThan: olderThan, dryRun ? .dryRun : .apply)
    try Presenter(output).show(Answer(pruning))
    if pruning.selected == 0 { Messages.note("no agent matches") }
    if let failure = pruning.failure { throw failure }
    try targets.requireSome(pruning.selected ?? 1)
  }
}

extension Answer {
  fileprivate init(_ pruning: LogPruning) {
    let word = pruning.isDryRun ? "would be removed" : "removed"
    let paths = pruning.files.map {
      "\(Centre.clientLogDirectory(of: $0.username))/\($0.name)"
    }
    let size = pruning.files.reduce(0) { $0 + $1.size }
    self.init(
      zip(paths, pruning.files).map { path, file in
        Terminal.printable("\(path): \(word), \(file.size.byteText)")
      } + ["\(count(pruning.files.count, "file")) \(word), \(size.byteText)"],
      Rows(
        [
          Column(key: "file"), Column(key: "name"), Column(key: "size", isNumber: true),
          Column(key: "written"), Column(key: "result"),
        ],
        zip(paths, pruning.files).map { path, file in
          [
            .string(path), .string(file.username), .number(file.size), .string(file.written),
            .string(word),
          ]
        }))
  }
}
