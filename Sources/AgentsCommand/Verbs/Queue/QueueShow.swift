internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import ArgumentParser

struct QueueShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show queues with their members, and where these come from.",
    usage: "xcally-agents queue show CHANNEL:NAME... [options]",
    discussion: """
      A member is in the queue itself (direct), or a team brings it. Who is not active
      is disabled and gets no calls, or is locked and gets no chats.

        $ xcally-agents queue show voice:sales
        $ xcally-agents queue show voice:sales --format csv
      """)

  @Argument(
    help: "CHANNEL:NAME.",
    completion: Completions.queues)
  var queues: [String]
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  /// A queue with all that is shown of it.
  private struct Shown {
    let queue: Queue
    let teams: String
    let members: [QueueMember]
  }

  private static let columns = [
    Column(key: "name"), Column(key: "fullname"), Column(key: "penalty", isNumber: true),
    Column(key: "source"), Column(key: "active"),
  ]

  func run() throws {
    let names = try collecting(queues) { (words) throws(Finding) in try QueueName(words) }
    let shown = try Session(store).reading(OperatorTask("queue show", queues)).read { reader in
      var lookup = Lookup(reader)
      let queues = try lookup.queues(names)
      try lookup.check()
      return try queues.map {
        Shown(
          queue: $0, teams: try reader.teamsText(inQueue: $0.id),
          members: try reader.members(ofQueue: $0.id))
      }
    }
    let out = StandardOutput()
    switch output.format {
    case .table: try writeSheets(shown, to: out)
    case .json:
      try out.write("[\n  " + shown.map { object($0).text }.joined(separator: ",\n  ") + "\n]\n")
    case .jsonl: for queue in shown { try out.write(object(queue).text + "\n") }
    case .csv, .names: try writeRows(shown, to: out)
    }
    try out.flush()
  }

  private func writeSheets(_ shown: [Shown], to out: StandardOutput) throws {
    for (index, sheet) in shown.enumerated() {
      if index > 0 { try out.write("\n") }
      try out.write(line: sheet.queue.name.text, style: output.color.heading)
      let values = [
        ("strategy", sheet.queue.strategy.rawValue), ("weight", sheet.queue.weight.text),
        ("teams", sheet.teams), ("members", String(sheet.members.count)),
      ]
      for (key, value) in values {
        let padding = String(repeating: " ", count: 8 - key.count)
        try out.write(
          withoutTrailingBlanks("  \(key)\(padding)  \(Terminal.printable(value))") + "\n")
      }
      guard !sheet.members.isEmpty else { continue }
      try out.write("\n")
      var rows = try RowWriter(.table, Self.columns, to: out, color: output.color)
      for member in sheet.members { try rows.write(cells(member)) }
      try rows.finish()
    }
  }

  /// One row for each member of each queue.
  private func writeRows(_ shown: [Shown], to out: StandardOutput) throws {
    let columns = output.format == .names ? Self.columns : [Column(key: "queue")] + Self.columns
    var rows = try RowWriter(output.format, columns, to: out)
    for sheet in shown {
      let queue = output.format == .names ? [] : [JSON.string(sheet.queue.name.text)]
      for member in sheet.members { try rows.write(queue + cells(member)) }
    }
    try rows.finish()
  }

  private func cells(_ member: QueueMember) -> [JSON] {
    [
      .string(member.name), .string(member.fullname), .number(member.penalty),
      .array(member.sources.map(JSON.string)), .bool(member.isActive),
    ]
  }

  private func object(_ shown: Shown) -> JSON {
    .object([
      ("queue", .string(shown.queue.name.text)),
      ("strategy", .string(shown.queue.strategy.rawValue)),
      ("weight", .number(shown.queue.weight.value)), ("teams", JSON(shown.teams, .list([]))),
      (
        "members",
        .array(shown.members.map { .object(Array(zip(Self.columns.map(\.key), cells($0)))) })
      ),
    ])
  }
}
