internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import SystemPackage

/// A simulation from its file to the rows of the queues' reports.
struct SimulationRun {
  /// More than a centre's year; what is larger is no file of events.
  private static let limit = 1 << 30
  let file: FileWord

  func run(_ store: StoreOptions, _ output: OutputOptions) throws {
    let database = try Session(store).reading(OperatorTask("capacity --simulate", files: [file]))
    let (events, findings) = SimulationEvent.events(in: try file.bytes(limit: Self.limit))
    guard findings.isEmpty else { throw AgentsError.refused(findings) }
    let (roster, settings) = try database.read { reader in
      (try Roster(of: events, reader), try reader.settings())
    }
    let rows = try Simulation.rows(of: events, roster, maxOpenTabs: settings.maxOpenTabs.value)
      .get()
    if output.isForPeople {
      try writeReports(rows, output)
    } else {
      try write(rows, output.format, Self.columns, to: StandardOutput(), Self.cells)
    }
  }

  // MARK: - Output

  private static let columns = [
    "report", "queue", "interaction", "reason", "agent", "userId", "enteredAt", "at", "notified",
  ]

  private static func cells(_ row: QueueReportRow) -> [JSON] {
    [
      .string(row.report), .string(row.queue), .string(row.interaction),
      .string(row.reason.rawValue),
      row.agent.map { .string($0.account.name.text) } ?? .null,
      row.agent.map { .number($0.account.id.value) } ?? .null,
      .string(row.enteredAt.text), .string(row.at.text), .array(row.notified.map(JSON.string)),
    ]
  }

  /// A table for each report, in the order of the channels.
  private func writeReports(_ rows: [QueueReportRow], _ output: OutputOptions) throws {
    let out = StandardOutput()
    var isFirst = true
    for channel in Channel.allCases {
      let rows = rows.filter { $0.channel == channel }
      guard let report = rows.first?.report else { continue }
      if !isFirst { try out.write("\n") }
      try out.write(line: report, style: output.color.heading)
      isFirst = false
      try write(rows, .table, Array(Self.columns.dropFirst()), to: out, color: output.color) {
        Array(Self.cells($0).dropFirst())
      }
    }
    try out.flush()
  }

  private func write(
    _ reportRows: [QueueReportRow], _ format: Format, _ columns: [String], to out: StandardOutput,
    color: ColorChoice = .never, _ cells: (QueueReportRow) -> [JSON]
  ) throws {
    var rows = try RowWriter(
      format, columns.map { Column(key: $0, isNumber: $0 == "userId") }, to: out, color: color)
    for row in reportRows { try rows.write(cells(row)) }
    try rows.finish()
  }
}

extension Roster {
  /// The queues and agents that the events name, as far as there are such.
  fileprivate init(of events: [SimulationEvent], _ reader: StoreReader) throws {
    self.init()
    var names: Set<String> = []
    var queues: Set<QueueName> = []
    for event in events {
      switch event.kind {
      case .arrive(_, _, let hops): queues.formUnion(hops.map(\.queue))
      case .accept(_, let agent), .pause(let agent, _), .unpause(let agent, _):
        names.insert(agent)
      case .abandon, .close: break
      }
    }
    for name in queues {
      guard let queue = try reader.queue(name) else { continue }
      let members = try reader.members(ofQueue: queue.id)
      add(queue.name, members: members)
      names.formUnion(members.map(\.name))
    }
    for agent in try reader.agents(named: names.sorted()).found { add(agent) }
  }
}
