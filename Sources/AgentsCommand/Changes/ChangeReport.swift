internal import AgentsModel

/// What a verb that changes agents did, or would do.
struct ChangeReport: Report {
  /// One line for each agent the request named.
  struct Outcome {
    let name: String
    let internalNumber: String
    /// The word for it: created, changed, unchanged, deleted and so on.
    let result: String
    let changes: [FieldChange]
    /// `password`, or what of login and phone alone was replaced.
    var credential: [String] = []
    /// Shown once, never stored.
    var password: Secret?
  }

  var outcomes: [Outcome] = []
  var files: FileReport?
  var isDryRun = false
  var showsPassword: Bool { outcomes.contains { $0.password != nil } }
  var emptyNote: String? { outcomes.isEmpty ? "no agent matches" : nil }
}

extension ChangeReport.Outcome {
  init(_ change: AgentChange, _ agent: Agent, password: Secret? = nil, isDryRun: Bool) {
    let result = change.isNothing ? "unchanged" : change.action.done
    self.init(
      name: change.name, internalNumber: agent.account.internalNumber.text,
      result: isDryRun && !change.isNothing ? "would be \(result)" : result,
      changes: change.plan.changes.filter {
        $0.field.access != .readOnly || $0.field.key == "avatar"
      },
      credential: change.action == .edit ? change.credential?.words ?? [] : [], password: password)
  }
}
