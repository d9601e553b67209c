internal import AgentsModel
internal import AgentsStore

/// Compares the settings, queues, teams and profiles of a file with those that are stored.
struct GroupPlanner {
  let reader: StoreReader
  let mode: Mode
  let state: CentreState
  /// What the file does not have goes.
  let prunes: Bool
  private(set) var findings: [Finding] = []
  private(set) var plan: GroupPlan
  /// What the file is called.
  private let file: String

  init(
    _ reader: StoreReader, _ mode: Mode, _ state: CentreState, file: String, prunes: Bool
  ) throws {
    (self.reader, self.mode, self.state) = (reader, mode, state)
    (self.file, self.prunes) = (file, prunes)
    let settings = try reader.settings()
    plan = GroupPlan(settings, PlannedGroups(try reader.dialect(settings)))
  }

  /// Plans all but the agents.
  mutating func run() throws -> (plan: GroupPlan, findings: [Finding]) {
    try planSettings()
    let settings = plan.newSettings
    plan.surroundings = PlannedGroups(try reader.dialect(settings))
    let nameGuard = try NameGuard(settings, mode, reader)
    for kind in [AgentGroup.Kind.team, .profile] { try planGroups(kind, settings) }
    try planQueues(nameGuard)
    try planTelephones(settings, nameGuard)
    return (plan, findings)
  }

  mutating func note(_ finding: Finding, _ entry: CentreState.Entry, _ key: String) {
    guard finding.severity == .error else {
      plan.warnings.append(finding.standing(at: entry.place, of: file, about: entry.name))
      return
    }
    let place = entry[key]?.place ?? entry.place
    findings.append(
      finding.standing(at: place, of: file, about: entry.name.isEmpty ? nil : entry.name))
  }

  // MARK: - Settings

  private mutating func planSettings() throws {
    guard let entry = state.settings else { return }
    let (old, texts) = (plan.newSettings, try reader.settingTexts())
    for setting in SettingCatalog.settings {
      let (key, stored) = (setting.key, texts[setting.key])
      let said = entry[key]?.text
      do throws(Refusal) {
        try setting.property.writeExactly(&plan.newSettings, said ?? setting.defaultText)
      } catch {
        note(Finding(key, error), entry, key)
        continue
      }
      let value = said.map { _ in setting.property.read(plan.newSettings) }
      guard value != stored else { continue }
      let change = GroupOutcome.Change(
        "value", .string(stored ?? setting.defaultText), .string(value ?? setting.defaultText))
      let result: StateOutcome.Result = stored == nil ? .added : value == nil ? .removed : .changed
      plan.settings.append(
        GroupPlan.SettingStep(
          setting: setting, value: value, outcome: StateOutcome("setting", key, result, [change])))
    }
    guard findings.isEmpty, !plan.settings.isEmpty else { return }
    for (key, check) in try settingChecks(from: old, to: plan.newSettings) {
      do { try check() } catch AgentsError.refused(let refused) {
        for finding in refused { note(finding, entry, key) }
      }
    }
  }

  /// What other things have against new settings: each with the setting that it is about.
  private func settingChecks(
    from old: Settings, to new: Settings
  ) throws -> [(key: String, check: () throws -> Void)] {
    let (seen, reader, directory) = (try reader.asteriskSeen(), reader, mode.directory)
    return [
      (
        "asteriskDriver",
        {
          try SettingRules.checkPhones(
            from: Dialect(old, seen: seen), to: Dialect(new, seen: seen), new,
            directory: directory, reader)
        }
      ), ("asteriskDir", { try SettingRules.checkDirectory(from: old, to: new, reader) }),
      ("doctorSkip", { try SettingRules.checkSkipped(from: old, to: new) }),
    ]
  }

  // MARK: - Teams and profiles

  private mutating func planGroups(_ kind: AgentGroup.Kind, _ settings: Settings) throws {
    let stored = try reader.groups(kind)
    var known = Dictionary(
      stored.map { ($0.name.lowercased(), $0.name) }, uniquingKeysWith: { first, _ in first })
    defer { plan.surroundings.groups[kind] = known }
    guard let entries = kind == .team ? state.teams : state.profiles else { return }
    for entry in entries where known[entry.name.lowercased()] == nil {
      do throws(Refusal) {
        let name = try GroupName(parsing: entry.name)
        plan.newGroups.append((kind, name))
        known[name.text.lowercased()] = name.text
      } catch {
        note(Finding(kind.rawValue, error), entry, "")
      }
      if kind == .profile, let missing = AgentRules.profileLicence(settings) {
        note(missing, entry, "")
      }
    }
    guard prunes else { return }
    let wanted = Set(entries.map { $0.name.lowercased() })
    for group in stored where !wanted.contains(group.name.lowercased()) {
      plan.goneGroups.append(group)
      known[group.name.lowercased()] = nil
    }
  }

  // MARK: - Queues

  private mutating func planQueues(_ nameGuard: NameGuard) throws {
    let stored = try reader.queues()
    let byName = Dictionary(
      stored.map { ($0.name.text.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
    let gone = Set(plan.goneGroups.filter { $0.kind == .team }.map(\.name))
    var wanted: Set<String> = []
    for entry in state.queues ?? [] {
      wanted.insert(entry.name.lowercased())
      try plan(entry, byName[entry.name.lowercased()], nameGuard)
    }
    for queue in stored where !wanted.contains(queue.name.text.lowercased()) {
      if prunes, state.queues != nil {
        plan.goneQueues.append(queue)
        for finding in nameGuard.findings(forGone: queue.name) {
          findings.append(finding.standing(at: nil, of: file, about: queue.name.text))
        }
      } else {
        surround(queue, teams: try reader.teams(inQueue: queue.id).map(\.team), besides: gone)
      }
    }
  }

  private mutating func plan(
    _ entry: CentreState.Entry, _ old: Queue?, _ nameGuard: NameGuard
  ) throws {
    var problems: [(Finding, String)] = []
    let teams = plan.surroundings.groups[.team] ?? [:]
    let after = QueueState(entry, teams: teams) { problems.append(($0, $1)) }
    for (finding, key) in problems { note(finding, entry, key) }
    guard problems.isEmpty, let after else { return }
    let before = try old.map { try QueueState($0, reader) }
    if old == nil {
      for finding in nameGuard.findings(forNew: after.name) { note(finding, entry, "") }
    }
    surround(
      Queue(
        id: old?.id ?? -1 - plan.queues.count, name: old?.name ?? after.name,
        strategy: after.strategy,
        weight: after.weight), teams: after.teams.map(\.name), besides: [])
    let changes = (before ?? QueueState(after.name)).entry.changes(to: after.entry)
    guard before == nil || !changes.isEmpty else { return }
    plan.queues.append(
      GroupPlan.QueueStep(
        old: old, before: before, after: after,
        outcome: StateOutcome(
          "queue", old?.name.text ?? after.name.text, old == nil ? .added : .changed, changes)))
  }

  /// Tells agents of a queue.
  private mutating func surround(_ queue: Queue, teams: [String], besides gone: Set<String>) {
    plan.surroundings.queues[queue.name.text.lowercased()] = queue
    for team in teams where !gone.contains(team) {
      plan.surroundings.teamQueues[team, default: []].append(queue)
    }
  }

  // MARK: - For telephones

  mutating func add(_ step: GroupPlan.TelephoneStep) { plan.telephones.append(step) }
  mutating func remove(_ telephone: Telephone) { plan.goneTelephones.append(telephone) }
  mutating func surround(_ telephone: Telephone) { plan.surroundings.add(telephone) }
}

extension CentreState.Entry {
  /// What differs between two things, with their texts.
  func changes(to new: Self) -> [GroupOutcome.Change] {
    var keys = values.map(\.key)
    keys += new.values.map(\.key).filter { !keys.contains($0) }
    return keys.compactMap { key in
      let (before, after) = (self[key]?.text ?? "", new[key]?.text ?? "")
      guard !before.hasSameBytes(as: after) else { return nil }
      if key == "sipDigest" { return .init(key, .string("***"), .string("***")) }
      return .init(key, .string(shown(before, key)), .string(shown(after, key)))
    }
  }

  /// Without what a kept setting hides.
  private func shown(_ text: String, _ key: String) -> String {
    key == "kept"
      ? KeptSettings.items(of: text).map { line in
        guard let assignment = Assignment(line) else { return line }
        return
          "\(assignment.key)=\(AgentsModel.shown(assignment.text, ofSetting: assignment.key))"
      }.joined(separator: ",")
      : text
  }
}
