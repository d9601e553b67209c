internal import AgentsModel
internal import AgentsSystem

/// What became of agents in queues, teams or profiles.
struct MembershipReport: Report {
  /// One agent in one of them.
  struct Outcome {
    let agent: String
    let group: String
    let result: MembershipResult
  }

  /// `queue`, `team` or `profile`.
  let noun: String
  var outcomes: [Outcome] = []
  var warnings: [Finding] = []
  var files: FileReport?
  let isDryRun: Bool

  /// The request matched agents; then it was the queues that were none.
  var hasAgents = true

  var showsPassword: Bool { false }
  var emptyNote: String? {
    guard outcomes.isEmpty else { return nil }
    return hasAgents ? "there is no such \(noun)" : "no agent matches"
  }

  func write(_ options: OutputOptions) throws {
    let output = StandardOutput()
    switch options.format {
    case .table where options.quiet: break
    case .table: for outcome in outcomes { try output.write(sentence(outcome) + "\n") }
    case .json:
      let members: [(String, JSON)] = [
        ("dryRun", .bool(isDryRun)), ("changed", .bool(outcomes.contains { $0.result.isChange })),
        ("memberships", .array(outcomes.map { .object(Array(zip(keys, cells($0)))) })),
        ("files", files.map(\.json) ?? .null),
      ]
      try output.write(JSON.object(members).text + "\n")
    case .jsonl, .csv, .names:
      var rows = try RowWriter(options.format, keys.map { Column(key: $0) }, to: output)
      for outcome in outcomes { try rows.write(cells(outcome)) }
      try rows.finish()
    }
    try output.flush()
  }

  private var keys: [String] { ["name", noun, "result"] }

  private func cells(_ outcome: Outcome) -> [JSON] {
    [.string(outcome.agent), .string(outcome.group), .string(word(outcome.result))]
  }

  private func word(_ result: MembershipResult) -> String {
    isDryRun && result.isChange ? "would be \(result.rawValue)" : result.rawValue
  }

  /// `anna: added to voice:sales`.
  private func sentence(_ outcome: Outcome) -> String {
    let would = isDryRun ? "would be " : ""
    let group = (noun == "queue" ? "" : "\(noun) ") + outcome.group
    let words =
      switch outcome.result {
      case .added: "\(would)added to \(group)"
      case .alreadyThere: "already in \(group)"
      case .changed: "penalty \(would)changed in \(group)"
      case .removed: "\(would)removed from \(group)"
      case .notThere: "not in \(group)"
      }
    return "\(outcome.agent): \(words)"
  }
}

extension MembershipResult {
  /// The store is another one now.
  var isChange: Bool { [.added, .changed, .removed].contains(self) }
}
