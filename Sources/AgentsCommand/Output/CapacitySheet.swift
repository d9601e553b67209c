internal import Agents
internal import AgentsModel

/// The answer of `capacity`: who, what happens, and the rule that decided.
struct CapacitySheet {
  let name: String
  let channel: Channel
  let verdict: CapacityVerdict
  /// Seconds; nil = the interaction waits long enough.
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
