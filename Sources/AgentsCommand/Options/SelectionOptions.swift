internal import Agents
internal import AgentsModel
internal import AgentsSystem
internal import ArgumentParser
internal import SystemPackage

/// Conditions, where nothing else selects agents.
struct WhereOptions: ParsableArguments {
  @Option(
    name: .customLong("where"),
    help: WhereOptions.help,
    completion: Completions.conditions)
  var conditions: [String] = []

  static let help = ArgumentHelp(
    "KEY=V, !=, ~TEXT, !~TEXT, <V, <=V, >V or >=V; repeat for more.", valueName: "condition")

  /// - Throws: `AgentsError.refused` with every condition that cannot be understood.
  func parsed() throws -> [Condition] {
    try AgentsCommand.conditions(conditions, option: "where")
  }
}

/// What conditions mean, with times in the zone of this machine.
///
/// - Throws: `AgentsError.refused` with every condition that cannot be understood.
func conditions(_ words: [String], option: String) throws -> [Condition] {
  try requireAtMost(200, words, option, "conditions")
  let clock = CivilClock(now: WallTime.now().moment, zone: LocalZone.offset)
  return try collecting(words) { (words) throws(Finding) in try Condition(words, clock) }
}

/// The agents a verb works on: named, or all that a selection finds.
struct TargetOptions<Members: MemberOptions>: ParsableArguments {
  @Argument(
    help: "Usernames.",
    completion: Completions.usernames)
  var usernames: [String] = []

  @OptionGroup(title: "Selection") var filter: FilterOptions<Members>

  /// The agents named, or those that the words of the selection mean.
  var selection: Selection {
    guard usernames.isEmpty else { return .named(usernames) }
    return .written(filter.words) { [filter] in try filter.query() }
  }

  func validate() throws {
    guard usernames.isEmpty != filter.isEmpty else {
      throw ValidationError(
        "Name agents, or select them, for instance with '--where', one of the two.")
    }
  }

  /// After the report: a selection that finds nobody is an error where that was asked for.
  func requireSome(_ selected: Int) throws {
    if selected == 0, filter.failEmpty { throw ExitStatus.notFound }
  }
}

/// What narrows a choice of agents; all of it must hold.
///
/// It has few groups of options inside: the parser goes through each again and again.
struct FilterOptions<Members: MemberOptions>: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("TEXT in username, full name, e-mail, internal or alias.", valueName: "text")
  )
  var search: String?

  @Option(
    name: .customLong("where"),
    help: WhereOptions.help,
    completion: Completions.conditions)
  var conditions: [String] = []

  @OptionGroup var members: Members

  @Option(
    help: ArgumentHelp(
      "enabled, disabled, locked, deleted, held, any; comma-separated.", valueName: "states"),
    completion: Completions.list(of: AgentState.words))
  var state: String?

  @Option(
    help: ArgumentHelp("Usernames from a file, one a line; - = standard input.", valueName: "file"),
    completion: .file(), transform: FileOption.namesFrom.word)
  var namesFrom: FileWord?

  @Flag(help: "It is an error if no agent matches.") var failEmpty = false

  /// Nothing narrows the choice.
  var isEmpty: Bool {
    search == nil && conditions.isEmpty && members.isEmpty && state == nil
      && namesFrom == nil
  }

  /// Usernames from a file, and nothing that narrows them.
  var isOfNamesAlone: Bool {
    namesFrom != nil && search == nil && conditions.isEmpty && members.isEmpty && state == nil
  }

  /// As the audit trail names it.
  var words: [String] {
    (search.map { ["search \($0)"] } ?? []) + conditions + members.words
      + (state.map { ["state=\($0)"] } ?? [])
      + (namesFrom.map { ["names from \($0.name)"] } ?? [])
  }

  /// - Throws: `AgentsError.refused` with everything that cannot be understood; `SystemError`.
  func query() throws -> AgentQuery {
    var query = AgentQuery()
    query.text = search
    query.conditions = try AgentsCommand.conditions(conditions, option: "where")
    query.states = Set(try values(state, "state", AgentState.init(parsing:)))
    query.typologies = Set(try values(members.typology, "typology", Typology.init(parsing:)))
    query.queues = try collecting(members.queue) { (words) throws(Finding) in try QueueName(words) }
    (query.teams, query.profiles) = (members.team, members.profile)
    query.usernames = try namesFrom?.names()
    return query
  }

  /// The states among the words; the others are refused by ``query()``.
  var knownStates: Set<AgentState> {
    Set(split(state).compactMap { AgentState(rawValue: $0.lowercased()) })
  }
}

/// The search box and the advanced search, with an order.
struct SelectionOptions: ParsableArguments {
  @OptionGroup var filter: FilterOptions<EveryMember>

  // Any word is taken as the value: a sort key may begin with "-", and so may a wrong number.
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Keys, comma-separated; -KEY descends.", valueName: "keys"),
    completion: Completions.sortKeys)
  var sort: String?

  @Option(parsing: .unconditional, help: ArgumentHelp("At most this many.", valueName: "n"))
  var limit: Int?

  @Option(parsing: .unconditional, help: ArgumentHelp("Leave out the first n.", valueName: "n"))
  var offset = 0

  func validate() throws {
    guard (limit ?? 0) >= 0 else { throw ValidationError("'--limit' is 0 or more.") }
    guard offset >= 0 else { throw ValidationError("'--offset' is 0 or more.") }
  }

  /// Whether no option narrows the choice of agents (`--sort` does not).
  var choosesAll: Bool { filter.isEmpty && limit == nil && offset == 0 }

  /// - Throws: `AgentsError.refused` with everything that cannot be understood.
  func query() throws -> AgentQuery {
    var query = try filter.query()
    let keys = split(sort)
    try requireAtMost(200, keys, "sort", "keys")
    query.sort = try collecting(keys) { (words) throws(Finding) in
      try SortKey(words)
    }
    (query.limit, query.offset) = (limit, offset)
    return query
  }
}

/// What the words between commas mean.
///
/// - Parameter name: The option, as findings name it.
private func values<Value>(
  _ text: String?, _ name: String, _ parse: (String) throws(Refusal) -> Value
) throws -> [Value] {
  try collecting(split(text)) { (word) throws(Finding) in
    do throws(Refusal) { return try parse(word) } catch { throw Finding(name, error) }
  }
}

/// The words between commas.
func split(_ text: String?) -> [String] {
  (text ?? "").split(separator: ",").map(String.init)
}

/// Refuses more words than one SQL statement can safely hold.
///
/// - Throws: `AgentsError.refused` with the option and what it takes.
func requireAtMost(_ most: Int, _ words: [String], _ option: String, _ noun: String) throws {
  guard words.count > most else { return }
  throw AgentsError.refused([
    Finding(
      .error, "\(option).too-many", field: option,
      "\(words.count) \(noun) are too many; the limit is \(most)")
  ])
}

/// The words of `--columns`.
///
/// - Throws: `AgentsError.refused` for more than a table can have.
func columnKeys(_ text: String?) throws -> [String] {
  let keys = split(text)
  try requireAtMost(500, keys, "columns", "keys")
  return keys
}
