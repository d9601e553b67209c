internal import Agents
internal import AgentsModel

extension Presenter {
  /// What was undone.
  func finish(_ undo: UndoReport) throws {
    try finish(
      Answer(undo, isVerbose: isVerbose), warnings: undo.report.warnings,
      isDryRun: undo.report.isDryRun,
      undo.report.files)
  }
}

extension Answer {
  fileprivate init(_ undo: UndoReport, isVerbose: Bool) {
    let (report, run) = (undo.report, undo.run)
    let outcomes = report.outcomes.map(\.outcome)
    self.init(
      [],
      .object([
        ("dryRun", .bool(report.isDryRun)),
        ("changed", .bool(outcomes.contains { $0.result != .unchanged })),
        ("undone", .number(run.id)), ("run", undo.number.map { .number($0) } ?? .null),
        ("things", .array(report.outcomes.map { $0.json(report.isDryRun) })),
        ("files", report.files.map(\.json) ?? .null),
      ]),
      Rows(
        ["kind", "name", "result", "changed"],
        report.outcomes.map { thing in
          [
            .string(thing.kind), .string(thing.outcome.name),
            .string(thing.outcome.word(report.isDryRun)),
            .array(thing.outcome.changes.map { .string($0.key) }),
          ]
        }))
    let things = report.outcomes.map {
      ($0.outcome.word(report.isDryRun), [Line($0.sentence(report.isDryRun))])
    }
    lines =
      Totals.lines(things, isDryRun: report.isDryRun, isVerbose: isVerbose) + [Line(undo.sentence)]
  }
}

extension UndoOutcome {
  fileprivate func sentence(_ isDryRun: Bool) -> String {
    "\(kind == "agent" ? "" : "\(kind) ")\(outcome.sentence(isDryRun))"
  }

  fileprivate func json(_ isDryRun: Bool) -> JSON {
    guard case .object(let members) = outcome.json(isDryRun) else { return .null }
    return .object([("kind", .string(kind))] + members)
  }
}

extension UndoReport {
  /// The total.
  fileprivate var sentence: String {
    let what = "run \(run.id) (\(run.verb), \(run.at), \(run.who))"
    let changed = report.outcomes.count { $0.outcome.result != .unchanged }
    guard changed > 0 else { return "\(what) was undone already: nothing to do" }
    if report.isDryRun { return "\(what) would be undone" }
    return what + (number.map { " is undone; this is run \($0)" } ?? " is undone")
  }
}

extension Answer.Rows {
  /// Runs, one a row.
  init(runs: [Run]) {
    self.init(
      [
        Column(key: "run", isNumber: true), Column(key: "at"), Column(key: "who"),
        Column(key: "verb"), Column(key: "changes", isNumber: true), Column(key: "kept"),
        Column(key: "undoes", isNumber: true), Column(key: "undoneBy", isNumber: true),
      ],
      runs.map { run in
        [
          .number(run.id), .string(run.at), .string(run.who), .string(run.verb),
          .number(run.changes), .bool(run.isKept), run.undoes.map { .number($0) } ?? .null,
          run.undoneBy.map { .number($0) } ?? .null,
        ]
      })
  }
}
