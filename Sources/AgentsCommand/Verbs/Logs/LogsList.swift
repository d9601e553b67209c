internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import ArgumentParser

struct LogsList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List whose client logs are on, and what there is of them.",
    usage: "xcally-agents logs list [options]",
    discussion: """
      Also lists who has them off and still has files. Colours are those of the product's
      list: blue debug, orange warning, red error, gray info.

        $ xcally-agents logs list
        $ xcally-agents logs list --format json
      """)

  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  private static let columns = [
    Column(key: "name"), Column(key: "level", tint: { ClientLogLevel(rawValue: $0)?.tint }),
    Column(key: "files", isNumber: true), Column(key: "size", isNumber: true),
    Column(key: "written"), Column(key: "lastLine"),
  ]

  /// Who logs at which level, in order; nil = off.
  private typealias Loggers = [(name: String, level: String?)]

  func run() throws {
    let database = try Session(store).reading(OperatorTask("logs list"))
    var (loggers, settings) = try database.read { (try Self.loggers($0), try $0.settings()) }
    // Where nobody logs there need be no directory; with somebody it is an error, told at the end.
    let room = Result { try ClientLogRoom(settings) }
    var strangers: [String] = []
    if let room = try? room.get() {
      strangers = try addFormer(&loggers, room, database)
    }
    var failure = loggers.isEmpty ? nil : room.failure
    var rows = try RowWriter(output.format, Self.columns, to: StandardOutput(), color: output.color)
    for logger in loggers.sorted(by: { $0.name < $1.name }) {
      do {
        let logs = try room.get().logs(of: logger.name)
        logs?.noteForeign()
        try rows.write(cells(logger, logs))
      } catch {
        failure = failure ?? error
        try rows.write([
          .string(logger.name), .string(logger.level ?? "off"), .null, .null, .null, .null,
        ])
      }
    }
    try rows.finish()
    if !strangers.isEmpty {
      Messages.note(
        "of no agent: \(list(strangers.map(ClientLogRoom.directoryName))); \"xcally-agents logs prune\" removes old files there, too"
      )
    }
    if let failure { throw failure }
  }

  private static func loggers(_ reader: StoreReader) throws -> Loggers {
    var selection = AgentSelection()
    selection.conditions = [try Condition("clientLogs=true")]
    return try reader.agents(matching: selection).map {
      ($0.account.name.text, $0.clientLogs.level.rawValue)
    }
  }

  /// Adds agents who have files and do not log.
  ///
  /// - Returns: names with a directory of whom there is no agent.
  private func addFormer(
    _ loggers: inout Loggers, _ room: ClientLogRoom, _ database: Store
  ) throws -> [String] {
    let known = Set(loggers.map { $0.name.lowercased() })
    let others = try room.usernames().filter { name in
      guard !known.contains(name.lowercased()) else { return false }
      // One that cannot be read is listed, and told of, with the others.
      let logs = try? room.logs(of: name)
      guard let logs else { return true }
      return !logs.files.isEmpty || !logs.foreign.isEmpty
    }
    let (found, missing) = try database.read { try $0.agents(named: others) }
    loggers += found.map { ($0.account.name.text, nil) }
    // To who is limited to some queues, the others' logs are nobody's business.
    return database.isLimited ? [] : missing
  }

  private func cells(_ logger: Loggers.Element, _ logs: ClientLogs?) throws -> [JSON] {
    let size = logs?.size ?? 0
    return [
      .string(logger.name), .string(logger.level ?? "off"), .number(logs?.files.count ?? 0),
      output.isForPeople ? .string(size.byteText) : .number(size),
      (logs?.files.last).map { .string($0.entry.modified.iso8601) } ?? .null,
      try logs?.lastLine().map(JSON.string) ?? .null,
    ]
  }
}

extension Result {
  fileprivate var failure: Failure? {
    if case .failure(let failure) = self { failure } else { nil }
  }
}

extension ClientLogs {
  /// The most that is read for the last line, in bytes.
  private static let reach = 4096

  /// The last line of the file last written to.
  fileprivate func lastLine() throws -> String? {
    guard let last = files.last, let file = try directory.file(last.name.text) else { return nil }
    var end: [UInt8] = []
    if last.name.isCompressed {
      let limit = LogBounds.lastLine
      let outcome = try Gunzip.unpack(file, limit: limit) { piece in
        end = Array((end + piece).suffix(Self.reach))
      }
      guard outcome != .limited else {
        Messages.note(
          "\(file.path): its last line is not shown; more than \(limit.byteText) come of it")
        return nil
      }
    } else {
      let size = try file.size()
      end = try file.bytes(in: max(0, size - Self.reach)..<size)
    }
    let lines = end.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
    return lines.last.map { String(decoding: $0, as: UTF8.self) }
  }
}
