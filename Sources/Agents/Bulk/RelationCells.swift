internal import AgentsModel
internal import AgentsStore

/// Reads the cells `queues`, `teams` and `profiles`, which list all memberships of the agent, and `kept`, which lists all
/// settings that are kept.
struct RelationCells {
  private let cells: [(key: String, cell: Int)]
  private let settings: Settings
  private let createsGroups: Bool
  /// Memberships of a row come beside those that the agent has.
  private let adds: Bool
  /// Reads kept settings of which a cell does not say who does.
  private let driver: Dialect.Driver
  /// The only settings that the cell `kept` speaks of; nil = of all.
  private let keptKeys: [(KeptSetting.Kind, key: String)]?
  /// Lower-case name → stored name.
  private var queues: [String: Queue] = [:]
  /// Team → the queues that it brings its agents into.
  private var teamQueues: [String: [Queue]] = [:]
  private var groups: [AgentGroup.Kind: [String: String]] = [:]
  /// Groups that rows name and that do not exist yet.
  private(set) var newQueues: [QueueName] = []
  private(set) var newGroups: [(kind: AgentGroup.Kind, name: GroupName)] = []

  init(
    _ header: CSVHeader, _ reader: StoreReader, _ settings: Settings, createsGroups: Bool,
    adds: Bool, _ planned: PlannedGroups? = nil
  ) throws {
    cells = ["queues", "teams", "profiles", "kept"].compactMap { key in
      header.cell(of: key).map { (key, $0) }
    }
    self.settings = settings
    (self.createsGroups, self.adds) = (createsGroups, adds)
    driver = try reader.dialect(settings).driver
    keptKeys = header.keptKeys
    guard !cells.isEmpty else { return }
    if let planned {
      (queues, groups, teamQueues) = (planned.queues, planned.groups, planned.teamQueues)
      return
    }
    for queue in try reader.queues() { queues[queue.name.text.lowercased()] = queue }
    for kind in [AgentGroup.Kind.team, .profile] {
      groups[kind] = Dictionary(
        try reader.groups(kind).map { ($0.name.lowercased(), $0.name) },
        uniquingKeysWith: { a, _ in a })
    }
    guard header.cell(of: "teams") != nil else { return }
    for team in try reader.groups(.team) {
      teamQueues[team.name] = try reader.queues(ofTeam: team.id).compactMap {
        queues[$0.text.lowercased()]
      }
    }
  }

  /// The queues of an agent, directly or through a team, each once.
  func joined(from old: Relations, to new: Relations) -> [Queue] {
    new.joined(since: old) {
      queues[$0.lowercased()]
    } ofTeam: {
      teamQueues[$0] ?? []
    }
  }

  /// There is no such column.
  var areAbsent: Bool { cells.isEmpty }

  /// The memberships and kept settings that a row asks for; those without a column stay as they are.
  ///
  /// - Parameter isLike: `old` is of the agent whose memberships a new one takes: the row adds to them.
  mutating func read(
    _ record: CSVRecord, _ old: Relations, isLike: Bool = false, _ findings: inout [Finding]
  ) -> Relations {
    var relations = old
    let others = adds || isLike ? old : Relations()
    // The row of an agent that exists has no cells for the defaults of new ones.
    for (key, cell) in cells where cell < record.count {
      let text = record.text(cell) ?? ""
      if isLike, text.isEmpty { continue }
      do throws(Finding) {
        switch key {
        case "queues": relations.queues = try queueNames(text, beside: others.queues)
        case "teams": relations.teams = try names(text, key, .team, beside: others.teams)
        case "kept":
          let (kept, refusals) = KeptSettings.read(text, for: driver)
          findings += refusals.map { Finding(key, $0) }
          let others = old.kept.settings.filter { setting in
            keptKeys?.contains { $0 == (setting.kind, setting.key) } == false
          }
          relations.kept = KeptSettings(others + kept.settings)
        default:
          try checkLicence(try words(text, key), beside: old.profiles)
          relations.profiles = try names(text, key, .profile, beside: others.profiles)
        }
      } catch {
        findings.append(error)
      }
    }
    return relations
  }

  private func words(_ text: String, _ key: String) throws(Finding) -> [String] {
    do throws(Refusal) { return try Names(parsing: text).words } catch { throw Finding(key, error) }
  }

  /// The queues of a cell and the others; of a queue in both the cell's penalty counts, where it has one.
  private mutating func queueNames(
    _ text: String, beside others: Names
  ) throws(Finding) -> Names {
    let kept = Dictionary(
      others.words.map { (Relations.queueName($0), $0) }, uniquingKeysWith: { a, _ in a })
    var memberships: [String: String] = [:]
    for word in try words(text, "queues") {
      let membership: QueueMembership
      do throws(Finding) { membership = try QueueMembership(word) } catch {
        throw Finding(.error, error.code, field: "queues", error.message, hint: error.hint)
      }
      let name = try known(membership.queue)
      let word =
        membership.penalty.map { $0.value == 0 ? name.text : "\(name.text)=\($0.text)" }
        ?? kept[name.text] ?? name.text
      guard memberships.updateValue(word, forKey: name.text) == nil else {
        throw Finding(.error, "queues.repeated", field: "queues", "names \(name.text) twice")
      }
    }
    return Names(memberships.merging(kept) { cell, _ in cell }.values.sorted(by: utf8Order))
  }

  private mutating func known(_ name: QueueName) throws(Finding) -> QueueName {
    if let stored = queues[name.text.lowercased()] { return stored.name }
    guard createsGroups else {
      throw Self.unknown("queues", "queue", name.text, queues.values.map(\.name.text))
    }
    queues[name.text.lowercased()] = Queue(
      id: 0, name: name, strategy: name.channel.strategies[0], weight: Weight(0))
    newQueues.append(name)
    return name
  }

  private mutating func names(
    _ text: String, _ key: String, _ kind: AgentGroup.Kind, beside others: Names
  ) throws(Finding) -> Names {
    let words = try words(text, key)
    var names: Set<String> = []
    for word in words {
      let name = try known(word, key, kind)
      guard names.insert(name).inserted else {
        throw Finding(.error, "\(key).repeated", field: key, "names \(name) twice")
      }
    }
    return Names(names.union(others.words).sorted(by: utf8Order))
  }

  /// Existing members of a profile stay in it even without the licence.
  private func checkLicence(_ words: [String], beside old: Names) throws(Finding) {
    guard let missing = AgentRules.profileLicence(settings) else { return }
    let known = Set(old.words.map { $0.lowercased() })
    guard words.allSatisfy({ known.contains($0.lowercased()) }) else { throw missing }
  }

  private mutating func known(
    _ word: String, _ key: String, _ kind: AgentGroup.Kind
  ) throws(Finding) -> String {
    if let stored = groups[kind]?[word.lowercased()] { return stored }
    guard createsGroups else {
      throw Self.unknown(key, kind.rawValue, word, (groups[kind] ?? [:]).values.sorted())
    }
    do throws(Refusal) {
      newGroups.append((kind, try GroupName(parsing: word)))
    } catch {
      throw Finding(key, error)
    }
    groups[kind]?[word.lowercased()] = word
    return word
  }

  private static func unknown(
    _ key: String, _ noun: String, _ name: String, _ all: [String]
  ) -> Finding {
    Finding(
      .error, "\(key).unknown", field: key, "there is no \(noun) \(quoted(name))",
      hint: nearest(to: name, in: all).map(Hint.didYouMean)
        ?? .makeGroups)
  }
}

/// The order in which SQLite sorts text.
private func utf8Order(_ a: String, _ b: String) -> Bool {
  a.utf8.lexicographicallyPrecedes(b.utf8)
}
