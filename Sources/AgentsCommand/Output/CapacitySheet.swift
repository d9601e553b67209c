internal import Agents
internal import AgentsModel
internal import AgentsSystem

/// The answer of `capacity`: who, what happens, and the rule that decided.
struct CapacitySheet {
  let name: String
  let channel: Channel
  let verdict: CapacityVerdict
  /// Seconds; nil = the queue waits long enough.
  let timeout: Int?

  init(_ answer: CapacityAnswer, timeout: Int?) {
    (name, channel, verdict) = (answer.name, answer.channel, answer.verdict)
    self.timeout = timeout
  }

  var answer: Answer {
    let brief = members.dropLast()
    return Answer(lines, .object(members), Answer.Rows(brief.map(\.0), [brief.map(\.1)]))
  }

  private var reason: CapacityVerdict.Reason? { verdict.reason(timeout: timeout) }

  /// `byHand`, `automatic` or `none`, and the delay.
  private var way: (word: String, delay: Int?) {
    switch verdict.answer {
    case nil: ("none", nil)
    case .byHand: ("byHand", nil)
    case .automatic(let delay): ("automatic", delay)
    }
  }

  private var members: [(String, JSON)] {
    [
      ("name", .string(name)), ("channel", .string(channel.rawValue)),
      ("notified", .bool(verdict.isNotified)), ("answer", .string(way.word)),
      ("delay", way.delay.map(JSON.number) ?? .null),
      ("rule", verdict.rule.map { .string($0.rawValue) } ?? .null),
      ("reason", reason.map { .string($0.rawValue) } ?? .null),
      (
        "checks",
        .array(
          verdict.checks.map { check in
            .object([
              ("rule", .string(check.rule.rawValue)), ("passed", .bool(check.isPassed)),
              ("finding", .string(check.finding)),
            ])
          })
      ),
    ]
  }

  private var lines: [String] {
    let width = CapacityVerdict.Rule.allCases.map(\.rawValue.count).max() ?? 0
    func row(_ key: String, _ value: String) -> String {
      "  \(key)\(String(repeating: " ", count: width - key.count))  \(value)"
    }
    return ["\(name), \(channel.rawValue): \(headline)"]
      + verdict.checks.map { check in
        row(check.rule.rawValue, check.finding + (check.isPassed ? "" : ": decides"))
      } + [row("reason", reasonText)]
  }

  private var headline: String {
    switch verdict.answer {
    case nil: "not notified"
    case .byHand: "notified, answers by hand"
    case .automatic(let delay):
      reason == .accepted
        ? "notified, answers automatically after \(delay) s"
        : "notified, would answer automatically after \(delay) s, too late"
    }
  }

  private var reasonText: String {
    let report = "in report_\(channel.rawValue)_queue"
    guard let reason else {
      return "accepted, or timeout when nobody answers in time, \(report)"
    }
    return "\(reason.rawValue) \(report)"
  }
}

extension Presenter {
  /// The rows of the queue reports after a simulation; for people, a table for each report.
  func show(_ rows: [QueueReportRow]) throws {
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
