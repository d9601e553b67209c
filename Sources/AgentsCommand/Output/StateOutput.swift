internal import Agents
internal import AgentsModel
internal import AgentsSystem

extension Presenter {
  /// What a file of a centre changed.
  func finish(_ report: StateReport) throws {
    try finish(
      Answer(applied: report, isVerbose: isVerbose), warnings: report.warnings,
      isDryRun: report.isDryRun, report.files)
    if format.isForPeople, !isQuiet { report.remarks.forEach(Messages.note) }
    Messages.tell(report.excess)
  }
}

extension Answer {
  /// What a file would change.
  init(compared report: StateReport) {
    self.init(
      [], [("same", .bool(report.isSame)), ("changes", report.changes)], rows: report.rows)
    lines =
      report.isSame ? [Line("nothing differs")] : report.outcomes.map { Line($0.sentence).kept }
  }

  /// What a file changed.
  init(applied report: StateReport, isVerbose: Bool) {
    self.init(
      [],
      [
        ("dryRun", .bool(report.isDryRun)), ("changed", .bool(!report.isSame)),
        ("changes", report.changes), ("files", report.files.map(\.json) ?? .null),
      ], rows: report.rows)
    guard !report.isSame else {
      lines = [Line("nothing to change")]
      return
    }
    let isLong = report.outcomes.count > Totals.most && !isVerbose
    lines = isLong ? [] : report.outcomes.map { Line($0.sentence) }
    if isLong || report.isDryRun { lines.append(Line(report.total)) }
  }

  private init(_ sentences: [String], _ members: [(String, JSON)], rows: Rows) {
    self.init(sentences, .object(members), rows)
  }
}

extension StateReport {
  fileprivate var changes: JSON { .array(outcomes.map(\.json)) }

  fileprivate var rows: Answer.Rows {
    Answer.Rows(
      ["name", "kind", "change", "changed"],
      outcomes.map {
        [
          .string($0.name), .string($0.kind), .string($0.result.rawValue),
          .array($0.changes.map { .string($0.key) }),
        ]
      })
  }

  /// `1 queue changed, 2 agents added`, in the order of the file.
  fileprivate var total: String {
    var (order, counts): ([[String]], [[String]: Int]) = ([], [:])
    for outcome in outcomes {
      let word = [outcome.kind, outcome.result.rawValue]
      if counts.updateValue((counts[word] ?? 0) + 1, forKey: word) == nil { order.append(word) }
    }
    let would = isDryRun ? "would be " : ""
    return order.map { "\(count(counts[$0] ?? 0, $0[0])) \(would)\($0[1])" }
      .joined(separator: ", ")
  }

  /// What is left to do after it.
  fileprivate var remarks: [String] {
    var remarks: [String] = []
    if withoutPassword > 0 {
      remarks.append(
        "\(count(withoutPassword, "new agent")) without a password: they cannot log in until "
          + "\"set-password\" sets one")
    }
    if !unknownPhones.isEmpty {
      remarks.append(
        "\(list(unknownPhones)) cannot register until \"telephone set-password\" sets a password")
    }
    if awaitsApply {
      remarks.append("run \"xcally-agents apply\" to write the files into the new directory")
    }
    return remarks
  }
}

extension StateOutcome {
  /// `~ agent ben: alias "Ben" -> "Benny"`.
  fileprivate var sentence: String {
    let sign =
      switch result {
      case .added: "+"
      case .changed: "~"
      case .removed: "-"
      }
    // Of a new thing all is new.
    let shown = result == .changed || kind == "setting" ? changes : []
    let values = shown.map { change in
      // A secret looks the same before and after.
      guard change.before != change.after else { return change.key }
      let words = "\(quoted(change.before)) -> \(quoted(change.after))"
      return kind == "setting" ? words : "\(change.key) \(words)"
    }
    return Terminal.printable(
      "\(sign) \(kind) \(name)" + (values.isEmpty ? "" : ": ")
        + values.joined(separator: ", "))
  }

  fileprivate var json: JSON {
    .object([
      ("kind", .string(kind)), ("name", .string(name)), ("change", .string(result.rawValue)),
      (
        "changes",
        .object(changes.map { ($0.key, .array([.string($0.before), .string($0.after)])) })
      ),
    ])
  }
}
