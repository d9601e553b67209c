internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import ArgumentParser
internal import SystemPackage

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
    guard !follow || output.format != .json else {
      throw ValidationError("'--follow' has no end, and '--format json' needs one; use jsonl.")
    }
  }

  func run() throws {
    let (agent, settings) = try Session(store).reading(OperatorTask("logs show", [username])).read {
      reader in
      (try reader.agentsAlsoInBin([username]), try reader.settings())
    }
    // The stored name, which is one, and not the word that was typed.
    let name = agent.first?.account.name.text ?? username
    let room = try ClientLogRoom(settings)
    let logs = try room.existingLogs(of: name)
    let filter = LogFilter(
      level: level, since: since?.moment(now: WallTime.now().moment, LocalZone.offset))
    let budget = LogBudget()
    let sources = logs.newest.map { LogSource($0, in: logs.directory, budget) }
    let limit = lines ?? (since == nil ? .last(10) : .all)
    var writer = try LogWriter(output, cutsEntries: limit != .all)
    let read = try show(sources, limit, filter, &writer)
    guard follow else { return try writer.finish() }
    try writer.flush()
    var follower = LogFollower(room, name)
    for (source, log) in zip(sources, read) { try follower.follow(source, log) }
    try follow(&follower, filter, &writer)
  }

  /// - Returns: for each source how far it has been read; nil for those of which nothing is shown.
  private func show(
    _ sources: [LogSource], _ limit: LineLimit, _ filter: LogFilter, _ writer: inout LogWriter
  ) throws -> [ForwardLog?] {
    let offsets = try LogTail.offsets(in: sources.map(\.tail), lines: limit.count, filter)
    let shown = offsets.indices.filter { offsets[$0] != nil }
    var merge = try LogMerge(
      try shown.map { try sources[$0].log(from: offsets[$0] ?? 0) }, isWhole: follow)
    while let entry = try merge.next() {
      if filter.shows(entry) { try writer.write(entry) }
    }
    var read = [ForwardLog?](repeating: nil, count: sources.count)
    for (index, log) in zip(shown, merge.logs) { read[index] = log }
    return read
  }

  /// Ends by a signal, or when nobody reads any more.
  private func follow(
    _ follower: inout LogFollower, _ filter: LogFilter, _ writer: inout LogWriter
  ) throws {
    while Patience.wait(milliseconds: LogFollower.interval) {
      for entry in try follower.news() where filter.shows(entry) { try writer.write(entry) }
      try writer.flush()
    }
  }
}

/// How many lines are shown.
enum LineLimit: Equatable {
  case all
  case last(Int)

  var count: Int? {
    if case .last(let count) = self { count } else { nil }
  }

  /// - Throws: `ValidationError`.
  init(option word: String) throws {
    if word == "all" { self = .all; return }
    guard let count = try? Count(parsing: word) else {
      throw ValidationError("not a number of lines, and not \"all\".")
    }
    self = .last(count.value)
  }
}

extension Since {
  /// - Throws: `ValidationError` with an example.
  init(option word: String) throws {
    do throws(Refusal) { try self.init(parsing: word) } catch {
      throw ValidationError("\(error.message); \(error.hint ?? "").")
    }
  }
}
