public import AgentsModel

/// What a request did, or would do.
public struct Report<Outcome: Sendable>: Sendable {
  /// One for each thing that the request is about, in its order.
  public internal(set) var outcomes: [Outcome] = []
  /// What does not stand in the way and should be known.
  public internal(set) var warnings: [Finding] = []
  /// What became of the files for Asterisk; nil where none were to be written.
  public internal(set) var files: FileReport?
  /// The mailboxes whose messages move or go with agents; what became of them is in ``files``.
  public internal(set) var mailboxes: [MailboxOutcome] = []
  /// Nothing of it was kept.
  public let isDryRun: Bool
  /// How many agents were selected, where agents are selected.
  public internal(set) var selected = 0
  /// What would be asked before this is done; only of a dry run.
  public internal(set) var excess: ChangeExcess?

  init(isDryRun: Bool) { self.isDryRun = isDryRun }
}

/// What became of one agent.
public struct AgentOutcome: Sendable {
  /// What was done, or would be.
  public enum Result: String, Sendable {
    case created, changed, unchanged, deleted, restored
    /// Without a way back.
    case removed = "deleted permanently"
  }

  /// The username.
  public let name: String
  /// The agent's number.
  public let internalNumber: String
  /// What was done.
  public let result: Result
  /// The fields whose value changed; secrets among them.
  public let changes: [FieldChange]
  /// Which parts of the credential were replaced: `password`, or `passwordHash` or `sipDigest` alone.
  public internal(set) var credential: [String] = []
  /// A password that was generated, which stands nowhere else.
  public internal(set) var password: Secret?
  /// The agent was in the bin before.
  public internal(set) var wasInBin = false
}

extension AgentOutcome {
  init(
    _ change: AgentChange, _ changes: [FieldChange], password: Secret? = nil
  ) {
    self.init(
      name: change.name, internalNumber: change.plan.new.account.internalNumber.text,
      result: change.isNothing ? .unchanged : change.action.result,
      changes: changes.filter {
        $0.field.access != .readOnly || $0.field.key == "avatar"
      },
      credential: change.action == .edit ? change.credential?.words ?? [] : [],
      password: password,
      wasInBin: change.plan.old.map { !$0.account.deletedAt.text.isEmpty } ?? false)
  }
}

/// A mailbox that follows its agent to another internal, or goes with it.
public struct MailboxOutcome: Sendable {
  /// The username.
  public let agent: String
  /// The internal whose messages they are.
  public let box: String
  /// The internal that gets them; nil = they are removed.
  public let target: String?

  init(_ mailbox: OwedMailbox) {
    (agent, box, target) = (mailbox.name, mailbox.old, mailbox.new)
  }
}

/// What became of one queue, team, profile, telephone or operator.
public struct GroupOutcome: Sendable {
  /// What was done, or would be.
  public enum Result: String, Sendable {
    case created, changed, unchanged, deleted
    /// Of operators.
    case added, removed
  }

  /// One value of it before and after.
  public struct Change: Sendable {
    /// As scripts name it.
    public let key: String
    package let old: JSON
    package let new: JSON

    /// The value before, as text; empty where there was none.
    public var before: String { old.plainText }
    /// The value afterwards, as text.
    public var after: String { new.plainText }

    init(_ key: String, _ old: JSON, _ new: JSON) {
      (self.key, self.old, self.new) = (key, old, new)
    }
  }

  /// Its name; of a queue with the channel.
  public let name: String
  /// What was done.
  public let result: Result
  /// What changed of it.
  public internal(set) var changes: [Change] = []
  /// How many agents lose it.
  public internal(set) var losses = 0
  /// The number of a new telephone.
  public internal(set) var internalNumber: String?
  /// A telephone's password that was generated, which stands nowhere else.
  public internal(set) var password: Secret?
  /// What goes with a deleted one, for the audit trail alone.
  var lost: [(key: String, old: JSON)] = []

  init(
    _ name: String, _ result: Result, _ changes: [Change] = [],
    lost: [(key: String, old: JSON)] = []
  ) {
    (self.name, self.result, self.changes, self.lost) = (name, result, changes, lost)
  }

  /// The change as the audit trail keeps it.
  var auditChanges: JSON { .object(auditMembers) }

  /// The same member by member.
  var auditMembers: [(String, JSON)] {
    changes.map { ($0.key, .array([$0.old, $0.new])) }
      + lost.map { ($0.key, .array([$0.old, .null])) }
  }
}

/// What became of one agent in one queue, team or profile.
public struct MembershipOutcome: Sendable {
  /// The username.
  public let agent: String
  /// The name of the group; of a queue with the channel.
  public let group: String
  /// What was done, or would be.
  public let result: MembershipResult
}
