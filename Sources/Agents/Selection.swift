public import AgentsModel
internal import AgentsStore

/// The agents that a request is about.
public enum Selection: Sendable {
  /// Those of these usernames; every one must be there.
  case named([String])
  /// Those that match, of which there may be none.
  case matching(AgentQuery)
  /// Those that match what somebody wrote: the words for the audit trail, and what they mean, which is asked
  /// for only once the actor may. It throws for words without a meaning.
  case written([String], @Sendable () throws -> AgentQuery)

  /// As the audit trail names them.
  var words: [String] {
    switch self {
    case .named(let names): names
    case .matching(let query): query.conditions.map(\.words)
    case .written(let words, _): words
    }
  }

  /// The same, with the meaning of what was written.
  func understood() throws -> Selection {
    guard case .written(_, let query) = self else { return self }
    let meant = try query()
    return meant.isOfNames ? .named(meant.usernames ?? []) : .matching(meant)
  }

  /// Somebody typed each username.
  var isTyped: Bool { if case .named = self { true } else { false } }

  /// Exactly one agent was named.
  var isOne: Bool {
    if case .named(let names) = self { names.count == 1 } else { false }
  }

  /// Several agents may be meant.
  var isSeveral: Bool { !isOne }
}

/// What agents must be to be selected, with the names of groups as they were written.
public struct AgentQuery: Sendable {
  /// In username, full name, e-mail, internal or alias, ignoring the case of ASCII letters.
  public var text: String?
  /// All must hold.
  public var conditions: [Condition] = []
  /// Empty = of any typology.
  public var typologies: Set<Typology> = []
  /// Empty = every agent that is not in the bin.
  public var states: Set<AgentState> = []
  /// These agents alone; nil = any.
  public var usernames: [String]?
  /// Members of any of these queues, directly or through a team.
  public var queues: [QueueName] = []
  /// Members of any of these teams.
  public var teams: [String] = []
  /// Members of any of these profiles.
  public var profiles: [String] = []
  /// Empty = by username.
  public var sort: [SortKey] = []
  /// At most so many; nil = all.
  public var limit: Int?
  /// So many of the first are left out.
  public var offset = 0

  /// Every agent that is not in the bin.
  public init() {}

  /// Nothing but usernames, as from a file.
  var isOfNames: Bool {
    usernames != nil && text == nil && conditions.isEmpty && typologies.isEmpty && states.isEmpty
      && queues.isEmpty && teams.isEmpty && profiles.isEmpty
  }

  /// Those for which all of these hold, such as `typology=webrtc` or `deletedAt<-90d`.
  ///
  /// - Parameters:
  ///   - conditions: Times without a zone are UTC.
  ///   - clock: Now, from which ages such as `-90d` count.
  /// - Throws: `Finding` for what is no condition.
  public init(where conditions: String..., by clock: WallClock = .system) throws {
    let now = clock.now().moment
    self.conditions = try conditions.map { try Condition($0, now: now) }
  }

  /// The same with ids in place of names.
  ///
  /// - Throws: `AgentsError.notFound(.groups)` or `.notFound(.agents)` with every unknown name.
  func resolved(by reader: StoreReader) throws -> AgentSelection {
    try reader.lookUp { try resolved(by: &$0) }
  }

  /// The same; unknown names are left with the lookup.
  func resolved(by lookup: inout Lookup) throws -> AgentSelection {
    var selection = AgentSelection()
    (selection.text, selection.conditions) = (text, conditions)
    (selection.typologies, selection.states) = (typologies, states)
    (selection.sort, selection.limit, selection.offset) = (sort, limit, offset)
    selection.queues = try lookup.queues(queues).map(\.id)
    selection.teams = try lookup.groups(.team, teams).map(\.id)
    selection.profiles = try lookup.groups(.profile, profiles).map(\.id)
    try lookup.groups(in: conditions)
    if let usernames { selection.ids = try lookup.agents(.named(usernames)).map(\.id) }
    return selection
  }
}

extension StoreReader {
  /// The agents of a selection.
  ///
  /// - Throws: `AgentsError.notFound(.agents)` with every name that there is no agent of, or
  ///   `.notFound(.groups)` with every unknown group in a condition.
  func agents(_ selection: Selection) throws -> [Agent] {
    switch selection {
    case .matching(let query): return try agents(matching: query.resolved(by: self))
    case .written(_, let query): return try agents(matching: query().resolved(by: self))
    case .named(let names):
      let (found, missing) = try agents(named: names)
      guard missing.isEmpty else {
        throw AgentsError.notFound(.agents(missing, inBin: try namesInBin(missing)))
      }
      return found
    }
  }

  /// Which agents a selection chooses; throws the same.
  func identities(_ selection: Selection) throws -> [AgentIdentity] {
    switch selection {
    case .matching(let query): return try identities(matching: query.resolved(by: self))
    case .written(_, let query): return try identities(matching: query().resolved(by: self))
    case .named(let names):
      let (found, missing) = try identities(named: names)
      guard missing.isEmpty else {
        throw AgentsError.notFound(.agents(missing, inBin: try namesInBin(missing)))
      }
      return found
    }
  }

  /// Whether an agent has this username, in the bin or outside it.
  func isKnown(_ name: String) throws -> Bool {
    try agent(named: name) != nil || agent(named: name, inBin: true) != nil
  }

  /// The agents named, each from the bin where none of that name is outside it.
  ///
  /// - Throws: `AgentsError.notFound(.agents)` with every name that is in neither.
  func agentsAlsoInBin(_ names: [String]) throws -> [Agent] {
    let (found, missing) = try agents(named: names)
    let binned = try missing.map { ($0, try agent(named: $0, inBin: true)) }
    let unknown = binned.filter { $0.1 == nil }.map(\.0)
    guard unknown.isEmpty else { throw AgentsError.notFound(.agents(unknown, inBin: [])) }
    return found + binned.compactMap(\.1)
  }
}
