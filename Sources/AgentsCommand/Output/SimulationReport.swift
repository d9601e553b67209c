internal import Agents
internal import AgentsModel
internal import AgentsSystem

extension Presenter {
  /// The rows of the queues' reports after a simulation; for people a table for each report.
  func show(_ rows: [QueueReportRow], _ color: ColorChoice) throws {
    var answer = Answer([], Answer.Rows(QueueReportRow.columns, rows.map(\.cells)))
    // In the order of the channels.
    for channel in Channel.allCases {
      let rows = rows.filter { $0.channel == channel }
      guard let report = rows.first?.report else { continue }
      if !answer.lines.isEmpty { answer.lines.append(Line("").kept) }
      answer.lines.append(Line(report, .heading).kept)
      let table = Answer.Rows(
        Array(QueueReportRow.columns.dropFirst()), rows.map { Array($0.cells.dropFirst()) })
      answer.lines += Line.table(table, color).map(\.kept)
    }
    try show(answer)
  }
}

extension QueueReportRow {
  fileprivate static let columns = [
    "report", "queue", "interaction", "reason", "agent", "userId", "enteredAt", "at", "notified",
  ].map { Column(key: $0, isNumber: $0 == "userId") }

  fileprivate var cells: [JSON] {
    [
      .string(report), .string(queue), .string(interaction), .string(reason.rawValue),
      agent.map { .string($0.account.name.text) } ?? .null,
      agent.map { .number($0.account.id.value) } ?? .null,
      .string(enteredAt.text), .string(at.text), .array(notified.map(JSON.string)),
    ]
  }
}
