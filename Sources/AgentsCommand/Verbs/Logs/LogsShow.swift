internal import Agents
internal import AgentsModel
internal import AgentsSystem
internal import ArgumentParser

struct LogsShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show the client logs of an agent, all files as one.",
    usage: "xcally-agents logs show USERNAME [--follow] [options]",
    discussion: """
      Files that rotation put aside or packed are read as well. An entry is shown
      whole or not at all; of a large log only the end is read.

        $ xcally-agents logs show mrossi --level warning --since 2h
        $ xcally-agents logs show mrossi --follow
        $ xcally-agents logs show mrossi --lines all --format jsonl
      """)

  @Argument(
    help: "Username.",
    completion: Completions.usernames)
  var username: String
  @Flag(name: [.long, .customShort("f")], help: "Go on showing what is written, until Ctrl-C.")
  var follow = false
  @Option(
    help: ArgumentHelp("Entries of this level and the more severe.", valueName: "level"),
    completion: .list(ClientLogLevel.words), transform: ClientLogLevel.init(option:))
  var level: ClientLogLevel?
  @Option(
    help: ArgumentHelp(
      "From then on: 2026-01-31T08:00:00, or 2h (two hours ago).", valueName: "time"),
    transform: Since.init(option:))
  var since: Since?
  @Option(
    name: [.long, .customShort("n")],
    help: ArgumentHelp(
      "The last ones; \"all\" (default: 10, all with --since).", valueName: "n"),
    transform: LineLimit.init(option:))
  var lines: LineLimit?
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func validate() throws {
    guard !follow || !output.format.needsEnd else {
      throw ValidationError("'--follow' has no end, and '--format json' needs one; use jsonl.")
    }
  }

  func run() throws {
    let filter = LogFilter(
      level: level, since: since?.moment(now: WallTime.now().moment, LocalZone.offset))
    let limit = lines ?? (since == nil ? .last(10) : .all)
    let wait = { Patience.wait(milliseconds: LogFollower.interval) }
    var writer = try LogWriter(output, cutsEntries: limit != .all)
    try store.centre().showLogs(
      of: username, filter, last: limit.count, following: follow ? wait : nil
    ) {
      try writer.write($0)
    } pause: {
      try writer.flush()
    }
    if !follow { try writer.finish() }
  }
}
