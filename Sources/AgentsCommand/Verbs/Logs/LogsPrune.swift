internal import AgentsCore
internal import AgentsStore
internal import AgentsSystem
internal import ArgumentParser

struct LogsPrune: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prune", abstract: "Remove old client logs.",
    usage: "xcally-agents logs prune [USERNAME...] --older-than AGE [options]",
    discussion: """
      Of all agents, also of those that there are no more, or of those named. A file
      is as old as its last change; of an agent whose logs are on the newest stays.

        $ xcally-agents logs prune --older-than 30d --dry-run
        $ xcally-agents logs prune mrossi --older-than 12h
      """)

  @Argument(
    help: "Usernames (default: all).",
    completion: Completions.usernames)
  var usernames: [String] = []
  @Option(
    help: ArgumentHelp("For instance 12h, 30d or 2w.", valueName: "age"),
    transform: TimeSpan.init(option:))
  var olderThan: TimeSpan
  @Flag(name: "--dry-run -n", help: "Show what would be removed; remove nothing.")
  var dryRun = false
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  /// What was, or would be, removed.
  private struct Removed {
    let name: String
    let file: ClientLogs.File
  }

  func run() throws {
    let (agents, logging, settings) = try Session(store).reading(
      OperatorTask("logs prune", usernames, needs: .admin)
    ).read { reader in
      var selection = AgentSelection()
      selection.conditions = [try Condition("clientLogs=true")]
      let logging = try reader.agents(matching: selection).map(\.account.name.text)
      return (try reader.agentsAlsoInBin(usernames), Set(logging), try reader.settings())
    }
    let room = try ClientLogRoom(settings)
    let names =
      try usernames.isEmpty ? room.usernames() : agents.map(\.account.name.text)
    let limit = WallTime.now().moment + -olderThan.seconds
    var removed: [Removed] = []
    var failure: (any Error)?
    do {
      for name in names {
        try prune(name, before: limit, keepsNewest: logging.contains(name), room, &removed)
      }
    } catch {
      failure = error
    }
    // What is gone is told, whatever came then.
    try write(removed)
    if let failure { throw failure }
  }

  private func prune(
    _ name: String, before limit: Moment, keepsNewest: Bool, _ room: ClientLogRoom,
    _ removed: inout [Removed]
  ) throws {
    guard let logs = try room.logs(of: name) else { return }
    for file in logs.files.dropLast(keepsNewest ? 1 : 0)
    where file.entry.modified.moment < limit {
      if !dryRun { try logs.directory.remove(file.name.text) }
      removed.append(Removed(name: name, file: file))
    }
  }

  private func write(_ removed: [Removed]) throws {
    let out = StandardOutput()
    if output.isForPeople {
      guard !output.quiet else { return }
      let word = dryRun ? "would be removed" : "removed"
      for one in removed {
        try out.write(
          Terminal.printable("\(path(of: one)): \(word), \(one.file.entry.size.byteText)") + "\n")
      }
      let size = removed.reduce(0) { $0 + $1.file.entry.size }
      try out.write("\(count(removed.count, "file")) \(word), \(size.byteText)\n")
      return try out.flush()
    }
    let columns = [
      Column(key: "file"), Column(key: "name"), Column(key: "size", isNumber: true),
      Column(key: "written"), Column(key: "result"),
    ]
    var rows = try RowWriter(output.format, columns, to: out)
    for one in removed {
      try rows.write([
        .string(path(of: one)), .string(one.name), .number(one.file.entry.size),
        .string(one.file.entry.modified.iso8601),
        .string(dryRun ? "would be removed" : "removed"),
      ])
    }
    try rows.finish()
  }

  private func path(of one: Removed) -> String {
    "\(ClientLogRoom.directoryName(of: one.name))/\(one.file.name.text)"
  }
}

extension TimeSpan {
  /// - Throws: `ValidationError` with an example.
  init(option word: String) throws {
    do throws(Refusal) { try self.init(parsing: word) } catch {
      throw ValidationError("\(error.message); \(error.hint ?? "").")
    }
  }
}
