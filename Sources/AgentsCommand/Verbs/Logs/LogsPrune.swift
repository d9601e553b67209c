internal import AgentsModel
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

  /// One file that goes.
  private struct Doomed {
    let name: String
    let file: ClientLogs.File
  }

  func run() throws {
    let session = try Session(store)
    let (agents, logging, settings) = try session.reading(
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
    var failures: [any Error] = []
    var doomed: [Doomed] = []
    for name in names {
      // One directory that cannot be read must not keep the others' files for ever.
      do {
        doomed += try files(of: name, before: limit, keepsNewest: logging.contains(name), room)
      } catch { failures.append(error) }
    }
    if !dryRun {
      // What cannot be written down is not done.
      if !doomed.isEmpty { try session.record(entries(doomed, session)) }
      doomed = remove(doomed, room, &failures)
    }
    try write(doomed)
    if let first = failures.first { throw first }
  }

  private func files(
    of name: String, before limit: Moment, keepsNewest: Bool, _ room: ClientLogRoom
  ) throws -> [Doomed] {
    guard let logs = try room.logs(of: name) else { return [] }
    logs.noteForeign()
    return logs.files.dropLast(keepsNewest ? 1 : 0)
      .filter { $0.entry.modified.moment < limit }
      .map { Doomed(name: name, file: $0) }
  }

  /// A row of the audit trail for each agent.
  private func entries(_ doomed: [Doomed], _ session: Session) -> [AuditEntry] {
    Dictionary(grouping: doomed, by: \.name).sorted { $0.key < $1.key }.map { name, files in
      let names = JSON.array(files.map { .string($0.file.name.text) })
      return session.auditEntry("logs prune", name, .object([("files", names)]))
    }
  }

  /// - Returns: what is gone.
  private func remove(
    _ doomed: [Doomed], _ room: ClientLogRoom, _ failures: inout [any Error]
  ) -> [Doomed] {
    doomed.filter { one in
      do {
        try room.directory(of: one.name)?.remove(one.file.name.text)
        return true
      } catch {
        failures.append(error)
        return false
      }
    }
  }

  private func write(_ files: [Doomed]) throws {
    let out = StandardOutput()
    if output.isForPeople {
      guard !output.quiet else { return }
      let word = dryRun ? "would be removed" : "removed"
      for one in files {
        try out.write(
          Terminal.printable("\(path(of: one)): \(word), \(one.file.entry.size.byteText)") + "\n")
      }
      let size = files.reduce(0) { $0 + $1.file.entry.size }
      try out.write("\(count(files.count, "file")) \(word), \(size.byteText)\n")
      return try out.flush()
    }
    let columns = [
      Column(key: "file"), Column(key: "name"), Column(key: "size", isNumber: true),
      Column(key: "written"), Column(key: "result"),
    ]
    var rows = try RowWriter(output.format, columns, to: out)
    for one in files {
      try rows.write([
        .string(path(of: one)), .string(one.name), .number(one.file.entry.size),
        .string(one.file.entry.modified.iso8601),
        .string(dryRun ? "would be removed" : "removed"),
      ])
    }
    try rows.finish()
  }

  private func path(of one: Doomed) -> String {
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
