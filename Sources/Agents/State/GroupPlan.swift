internal import AgentsModel
internal import AgentsStore

/// What a file changes of settings, queues, teams, profiles and telephones.
struct GroupPlan {
  /// A setting that gets a value, or loses it.
  struct SettingStep {
    let setting: SettingEntry
    /// nil = the default, which is not stored.
    let value: String?
    let outcome: StateOutcome
  }

  /// A queue that is made or changed.
  struct QueueStep {
    /// nil = it is new.
    let old: Queue?
    let before: QueueState?
    let after: QueueState
    let outcome: StateOutcome
  }

  /// A telephone that is made or changed.
  struct TelephoneStep {
    let old: Telephone?
    let new: Telephone
    /// nil = they stay.
    let kept: [KeptSetting]?
    /// nil = it stays; a new telephone gets one that nobody knows.
    let digest: SIPDigest?
    let outcome: StateOutcome
  }

  /// As they will be.
  var newSettings: Settings
  var settings: [SettingStep] = []
  var queues: [QueueStep] = []
  var newGroups: [(kind: AgentGroup.Kind, name: GroupName)] = []
  var telephones: [TelephoneStep] = []
  /// What the file does not have, where that goes.
  var goneQueues: [Queue] = []
  var goneGroups: [AgentGroup] = []
  var goneTelephones: [Telephone] = []
  /// What agents will find.
  var surroundings: PlannedGroups
  var warnings: [Finding] = []

  init(_ settings: Settings, _ surroundings: PlannedGroups) {
    (newSettings, self.surroundings) = (settings, surroundings)
  }

  /// In the order of a file.
  var outcomes: [StateOutcome] {
    let added = newGroups.map { StateOutcome($0.kind.rawValue, $0.name.text, .added) }
    let gone = goneGroups.map { StateOutcome($0.kind.rawValue, $0.name, .removed) }
    func groups(_ kind: AgentGroup.Kind) -> [StateOutcome] {
      (added + gone).filter { $0.kind == kind.rawValue }
    }
    return settings.map(\.outcome)
      + queues.map(\.outcome) + goneQueues.map { StateOutcome("queue", $0.name.text, .removed) }
      + groups(.team) + groups(.profile) + telephones.map(\.outcome)
      + goneTelephones.map { StateOutcome("telephone", $0.username, .removed) }
  }

  /// The agents that lose a queue, team or profile.
  func losers(_ reader: StoreReader) throws -> Set<Int> {
    var ids: Set<Int> = []
    for queue in goneQueues { ids.formUnion(try reader.members(ofQueue: queue.id).map(\.id)) }
    for group in goneGroups { ids.formUnion(try reader.members(of: group).map(\.id)) }
    return ids
  }
}

/// What becomes of one thing of a file.
public struct StateOutcome: Sendable {
  /// What is done, or would be.
  public enum Result: String, Sendable {
    /// It is in the file alone.
    case added
    case changed
    /// The file does not have it; of a setting, it has its default again. An agent goes to the bin.
    case removed
  }

  /// `setting`, `queue`, `team`, `profile`, `telephone` or `agent`.
  public let kind: String
  /// Its name; of a queue with the channel.
  public let name: String
  /// What is done.
  public let result: Result
  /// What changes of it.
  public let changes: [GroupOutcome.Change]

  init(_ kind: String, _ name: String, _ result: Result, _ changes: [GroupOutcome.Change] = []) {
    (self.kind, self.name, self.result, self.changes) = (kind, name, result, changes)
  }

  /// nil = nothing is done to the agent.
  init?(_ outcome: AgentOutcome) {
    let result: Result
    switch outcome.result {
    case .created: result = .added
    case .changed: result = .changed
    case .deleted, .removed: result = .removed
    case .unchanged, .restored: return nil
    }
    let changes = result == .changed ? outcome.changes : []
    self.init(
      "agent", outcome.name, result,
      changes.map { .init($0.field.key, $0.shownOld, $0.shownNew) }
        + outcome.credential.map { .init($0, .string("***"), .string("***")) })
  }

  /// As the audit trail keeps it.
  var auditChanges: JSON {
    .object(changes.map { ($0.key, .array([$0.old, $0.new])) })
  }
}
