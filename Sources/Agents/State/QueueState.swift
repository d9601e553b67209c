internal import AgentsModel
internal import AgentsStore

/// A queue with all that a file says of one.
struct QueueState {
  let name: QueueName
  var strategy: QueueStrategy
  var weight = Weight(0)
  /// The teams that bring their agents into it.
  var teams: [(name: String, penalty: Penalty)] = []
  var kept: [KeptSetting] = []

  /// A queue of which nothing is said.
  init(_ name: QueueName) {
    self.name = name
    strategy = name.channel.strategies[0]
  }

  /// A stored one.
  init(_ queue: Queue, _ reader: StoreReader) throws {
    (name, strategy, weight) = (queue.name, queue.strategy, queue.weight)
    teams = try reader.teams(inQueue: queue.id).map { ($0.team, Penalty($0.penalty)) }
    kept = try reader.kept(ofQueue: queue.id)
  }

  /// As a file says it.
  ///
  /// Two queues are the same where their entries are.
  var entry: CentreState.Entry {
    var entry = CentreState.Entry(name.text)
    if strategy != name.channel.strategies[0] { entry.add("strategy", strategy.rawValue) }
    if weight.value != 0 { entry.add("weight", weight.text) }
    if !teams.isEmpty { entry.add("teams", teamsText) }
    var others = kept
    for setting in QueueSetting.allCases {
      let values = kept.filter { $0.key == setting.rawValue }
      guard values.count == 1 else { continue }
      entry.add(setting.rawValue, values[0].value)
      others.removeAll { $0.key == setting.rawValue }
    }
    let lines = others.map { "\($0.key)=\($0.value)" }
    if !lines.isEmpty { entry.add("kept", KeptSettings.text(of: lines)) }
    return entry
  }

  var teamsText: String {
    teams.map { $0.name + ($0.penalty.value == 0 ? "" : "=\($0.penalty.text)") }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.joined(separator: ",")
  }
}

extension QueueState {
  /// The queue of a file.
  ///
  /// - Parameters:
  ///   - teams: Those that there will be: lower-case name → name.
  ///   - note: Takes what is wrong, and the key it is about.
  init?(
    _ entry: CentreState.Entry, teams known: [String: String], _ note: (Finding, String) -> Void
  ) {
    do throws(Finding) { self.init(try QueueName(entry.name)) } catch {
      note(error, "")
      return nil
    }
    func read(_ key: String, _ body: (String) throws(Finding) -> Void) {
      guard let text = entry[key]?.text, !text.isEmpty else { return }
      do throws(Finding) { try body(text) } catch { note(error, key) }
    }
    let channel = name.channel
    var (strategy, weight) = (strategy, weight)
    read("strategy") { text throws(Finding) in
      strategy = try Finding.of("strategy") { () throws(Refusal) in
        try QueueStrategy(parsing: text, for: channel)
      }
    }
    read("weight") { text throws(Finding) in
      weight = try Finding.of("weight") { () throws(Refusal) in try Weight(parsing: text) }
    }
    (self.strategy, self.weight) = (strategy, weight)
    var teams: [(name: String, penalty: Penalty)] = []
    read("teams") { text throws(Finding) in
      for word in text.split(separator: ",") {
        teams.append(try Self.team(String(word), known))
        guard Set(teams.map(\.name)).count == teams.count else {
          throw Finding(.error, "team.repeated", field: "teams", "names \(word) twice")
        }
      }
    }
    self.teams = teams
    kept = Self.kept(entry, channel, note)
  }

  /// The settings of queues.conf: first those that have a key of their own.
  private static func kept(
    _ entry: CentreState.Entry, _ channel: Channel, _ note: (Finding, String) -> Void
  ) -> [KeptSetting] {
    var kept: [KeptSetting] = []
    func keep(_ key: String, _ text: String, from source: String) {
      do throws(Finding) { kept.append(try accepted(key, text, channel)) } catch {
        note(error, source)
      }
    }
    for setting in QueueSetting.allCases {
      guard let text = entry[setting.rawValue]?.text, !text.isEmpty else { continue }
      keep(setting.rawValue, text, from: setting.rawValue)
    }
    for line in KeptSettings.items(of: entry["kept"]?.text ?? "") {
      guard let assignment = Assignment(line), assignment.operation == .replace else {
        note(
          Finding(.error, "kept.not-a-setting", field: "kept", "\(quoted(line)) is not KEY=VALUE"),
          "kept")
        continue
      }
      keep(assignment.key, assignment.text, from: "kept")
    }
    do throws(Refusal) { try KeptSetting.check(kept) } catch {
      note(Finding("kept", error), "kept")
    }
    return kept
  }

  private static func team(
    _ word: String, _ known: [String: String]
  ) throws(Finding) -> (name: String, penalty: Penalty) {
    let team = try TeamInQueue(word)
    guard let name = known[team.name.lowercased()] else {
      throw Finding(
        .error, "teams.unknown", field: "teams", "there is no team \(quoted(team.name))",
        hint: nearest(to: team.name, in: known.values.sorted()).map(Hint.didYouMean)
          ?? "name it under teams, too")
    }
    return (name, team.penalty ?? Penalty(0))
  }

  private static func accepted(
    _ key: String, _ text: String, _ channel: Channel
  ) throws(Finding) -> KeptSetting {
    guard channel == .voice else {
      throw Finding(
        .error, "kept.other-channel", field: key,
        "Asterisk knows the voice queues alone, and this is none")
    }
    return try Finding.of(key) { () throws(Refusal) in
      try QueueSetting(rawValue: key.lowercased())?.check(text)
      return try KeptSetting.accepted(.queue, key: key, value: text)
    }
  }
}

extension Finding {
  /// What `body` gives; what it refuses is about `key`.
  static func of<Value>(
    _ key: String, _ body: () throws(Refusal) -> Value
  ) throws(Finding) -> Value {
    do throws(Refusal) { return try body() } catch { throw Finding(key, error) }
  }
}
