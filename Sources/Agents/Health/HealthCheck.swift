internal import AgentsModel

/// One question about a centre's health.
///
/// The catalogue, ``all``, is the one definition of each: what is run, listed, completed and documented comes from it.
public struct HealthCheck: Sendable {
  /// `group.reason` in kebab case; never changes.
  public let id: String
  /// How bad its findings are, unless one says otherwise.
  public let severity: HealthFinding.Severity
  /// From when on they are felt, unless one says otherwise.
  public let when: HealthFinding.When
  /// Whether the running Asterisk must be asked.
  public let needsAsterisk: Bool
  /// Whether it is made only when everything is asked for, because it takes long or finds much.
  public let isThorough: Bool
  /// Whether its findings may have ``HealthFinding/commands``.
  public let hasCommands: Bool
  /// Whether ``HealthRequest/Mending`` does what mends it.
  public let isFixable: Bool
  /// What is looked at.
  public let what: String
  /// What follows from a finding.
  public let why: String
  /// What mends it.
  public let mend: String
  /// The checks whose findings follow from an error of this one, and are then told with it.
  let effects: [String]
  let body: @Sendable (Examination) async throws -> [Symptom]

  /// The part of ``id`` before the point.
  public var group: String { String(id.prefix { $0 != "." }) }

  /// - Parameter body: Looks, and tells what it saw; throws `Unchecked` where that could not be done.
  init(
    _ id: String, _ severity: HealthFinding.Severity, _ when: HealthFinding.When = .now,
    asksAsterisk: Bool = false, thorough: Bool = false, fixable: Bool = false,
    commands: Bool = false,
    what: String, why: String, mend: String, effects: [String] = [],
    _ body: @escaping @Sendable (Examination) async throws -> [Symptom]
  ) {
    (self.id, self.severity, self.when) = (id, severity, when)
    (needsAsterisk, isThorough, isFixable) = (asksAsterisk, thorough, fixable)
    hasCommands = commands || fixable
    (self.what, self.why, self.mend) = (what, why, mend)
    (self.effects, self.body) = (effects, body)
  }

  /// All checks, in the order in which they are made and shown.
  public static let all: [HealthCheck] =
    database + host + files + include + own + asterisk + driver + module + transport + tls + realm
    + dialplan + voicemail + runningQueues + queue + agent + mail + operators

  /// The groups, in their order.
  public static let groups: [String] = all.reduce(into: []) { groups, check in
    if groups.last != check.group { groups.append(check.group) }
  }

  /// What can name checks: their groups and ids.
  public static let names = groups + all.map(\.id)

  /// Whether a word names it: its id, or its group.
  func isNamed(by word: String) -> Bool { word == id || word == group }

  /// What it saw, as a finding.
  func finding(_ symptom: Symptom) -> HealthFinding {
    assert(symptom.commands.isEmpty || hasCommands, "\(id) says that it gives no commands")
    return HealthFinding(
      code: id, severity: symptom.severity ?? severity, when: symptom.when ?? when,
      subject: symptom.subject, isAgent: symptom.isAgent, field: symptom.field,
      file: symptom.file, line: symptom.line, message: symptom.message,
      consequence: symptom.consequence ?? why, remedy: symptom.remedy ?? mend,
      commands: symptom.commands, mend: symptom.mend)
  }
}
