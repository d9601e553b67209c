internal import AgentsModel
internal import AgentsSystem

/// What became of queues, teams, profiles or telephones.
struct GroupReport: Report {
  struct Outcome {
    let name: String
    /// created, changed, unchanged or deleted.
    let result: String
    /// What else the sentence says, for people.
    var remark = ""
    /// key → before, after.
    var changes: [(key: String, old: JSON, new: JSON)] = []
    /// What goes with a deleted one, for the audit trail alone.
    var lost: [(key: String, old: JSON)] = []
  }

  /// `queue`, `team`, `profile` or `telephone`.
  let noun: String
  var outcomes: [Outcome] = []
  var warnings: [Finding] = []
  var files: FileReport?
  /// A telephone's password that was made: shown once, never stored.
  var password: (name: String, secret: Secret)?
  let isDryRun: Bool

  var showsPassword: Bool { password != nil }

  /// What these verbs are about is always named.
  var emptyNote: String? { nil }

  func write(_ options: OutputOptions) throws {
    let output = StandardOutput()
    switch options.format {
    case .table:
      if !options.quiet { for outcome in outcomes { try output.write(sentence(outcome) + "\n") } }
      if let secret = password?.secret.reveal() {
        let name = password?.name ?? ""
        try output.write(options.quiet ? "\(secret)\n" : "\(name): password \(secret)\n")
      }
    case .json: try output.write(json.text + "\n")
    case .jsonl, .csv, .names:
      let keys = ["name", "result", "changed"] + (password == nil ? [] : ["password"])
      var rows = try RowWriter(options.format, keys.map { Column(key: $0) }, to: output)
      for outcome in outcomes {
        var row: [JSON] = [
          .string(outcome.name), .string(word(outcome)),
          .array(outcome.changes.map { .string($0.key) }),
        ]
        if let secret = password?.secret.reveal() { row.append(.string(secret)) }
        try rows.write(row)
      }
      try rows.finish()
    }
    try output.flush()
  }

  private func word(_ outcome: Outcome) -> String {
    isDryRun && outcome.result != "unchanged" ? "would be \(outcome.result)" : outcome.result
  }

  private func sentence(_ outcome: Outcome) -> String {
    let keys = outcome.result == "changed" ? outcome.changes.map(\.key) : []
    let remark = outcome.remark.isEmpty ? "" : ", \(outcome.remark)"
    return "\(outcome.name): \(word(outcome))"
      + (keys.isEmpty ? "" : " " + keys.joined(separator: ", ")) + remark
  }

  private var json: JSON {
    let groups = outcomes.map { outcome in
      var members: [(String, JSON)] = [
        ("name", .string(outcome.name)), ("result", .string(word(outcome))),
        ("changed", .array(outcome.changes.map { .string($0.key) })),
        ("changes", outcome.changesJSON),
      ]
      if let secret = password?.secret.reveal() { members.append(("password", .string(secret))) }
      return JSON.object(members)
    }
    return .object([
      ("dryRun", .bool(isDryRun)),
      ("changed", .bool(outcomes.contains { $0.result != "unchanged" })),
      ("\(noun)s", .array(groups)), ("files", files.map(\.json) ?? .null),
    ])
  }
}

extension GroupReport.Outcome {
  var changesJSON: JSON { .object(members) }

  /// The change as the audit trail keeps it.
  var auditChanges: JSON { .object(members + lost.map { ($0.key, .array([$0.old, .null])) }) }

  private var members: [(String, JSON)] { changes.map { ($0.key, .array([$0.old, $0.new])) } }
}
