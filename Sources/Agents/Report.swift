package import AgentsModel

/// What a request did, or would do.
package struct Report<Outcome: Sendable>: Sendable {
  /// One for each thing that the request is about, in its order.
  package internal(set) var outcomes: [Outcome] = []
  /// What does not stand in the way and should be known.
  package internal(set) var warnings: [Finding] = []
  /// What became of the files for Asterisk; nil where none were to be written.
  package internal(set) var files: FileReport?
  /// Nothing of it was kept.
  package let isDryRun: Bool
  /// How many agents were selected, where agents are selected.
  package internal(set) var selected = 0

  init(isDryRun: Bool) { self.isDryRun = isDryRun }
}

/// What became of one agent.
package struct AgentOutcome: Sendable {
  /// What was done, or would be.
  package enum Result: String, Sendable {
    case created, changed, unchanged, deleted, restored
    /// Without a way back.
    case removed = "deleted permanently"
  }

  /// The username.
  package let name: String
  /// The agent's number.
  package let internalNumber: String
  /// What was done.
  package let result: Result
  /// The fields whose value changed; secrets among them.
  package let changes: [FieldChange]
  /// Keys of what of the credential was replaced: `password`, or `passwordHash` or `sipDigest` alone.
  package internal(set) var credential: [String] = []
  /// A password that was generated, which stands nowhere else.
  package internal(set) var password: Secret?
  /// The agent was in the bin before.
  package internal(set) var wasInBin = false
}

extension AgentOutcome {
  init(
    _ change: AgentChange, _ changes: [FieldChange], _ agent: Agent, password: Secret? = nil
  ) {
    self.init(
      name: change.name, internalNumber: agent.account.internalNumber.text,
      result: change.isNothing ? .unchanged : change.action.result,
      changes: changes.filter {
        $0.field.access != .readOnly || $0.field.key == "avatar"
      },
      credential: change.action == .edit ? change.credential?.words ?? [] : [],
      password: password,
      wasInBin: change.plan.old.map { !$0.account.deletedAt.text.isEmpty } ?? false)
  }
}

/// What became of one queue, team, profile, telephone or operator.
package struct GroupOutcome: Sendable {
  /// What was done, or would be.
  package enum Result: String, Sendable {
    case created, changed, unchanged, deleted
    /// Of operators.
    case added, removed
  }

  /// One value of it before and after.
  package struct Change: Sendable {
    /// As scripts name it.
    package let key: String
    package let old: JSON
    package let new: JSON

    init(_ key: String, _ old: JSON, _ new: JSON) {
      (self.key, self.old, self.new) = (key, old, new)
    }
  }

  /// Its name; of a queue with the channel.
  package let name: String
  /// What was done.
  package let result: Result
  /// What changed of it.
  package internal(set) var changes: [Change] = []
  /// How many agents lose it.
  package internal(set) var losses = 0
  /// The number of a new telephone.
  package internal(set) var internalNumber: String?
  /// A telephone's password that was generated, which stands nowhere else.
  package internal(set) var password: Secret?
  /// What goes with a deleted one, for the audit trail alone.
  var lost: [(key: String, old: JSON)] = []

  init(
    _ name: String, _ result: Result, _ changes: [Change] = [],
    lost: [(key: String, old: JSON)] = []
  ) {
    (self.name, self.result, self.changes, self.lost) = (name, result, changes, lost)
  }

  /// The change as the audit trail keeps it.
  var auditChanges: JSON {
    .object(
      changes.map { ($0.key, .array([$0.old, $0.new])) }
        + lost.map { ($0.key, .array([$0.old, .null])) })
  }
}

/// What became of one agent in one queue, team or profile.
package struct MembershipOutcome: Sendable {
  /// The username.
  package let agent: String
  /// The name of the group; of a queue with the channel.
  package let group: String
  /// What was done, or would be.
  package let result: MembershipResult
}
