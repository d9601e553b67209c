internal import AgentsModel
internal import AgentsStore

/// Warnings when agents are put into a queue, or a queue of theirs changes.
enum MembershipRemarks {
  /// For a new agent, which is not stored yet.
  static func findings(_ agent: Agent, _ queues: [Queue], _ settings: Settings) -> [Finding] {
    queues.flatMap { queue -> [Finding] in
      let name = [agent.account.name.text]
      let key = queue.name.channel.autoanswerKey.flatMap { FieldCatalog.field($0) }
      let answers = key?.property.read(agent) == "true"
      let isMute =
        settings.modules.words.contains("voice")
        && !agent.permissions.modules.words.contains("voice")
      return beepall(queue, answers ? name : []) + voice(queue, isMute ? name : [])
        + account(queue)
    }
  }

  /// For stored agents.
  static func findings(
    _ ids: [Int], _ queue: Queue, _ settings: Settings, _ reader: StoreReader
  ) throws -> [Finding] {
    let channel = queue.name.channel
    return beepall(queue, try reader.namesAnsweringAutomatically(channel, among: ids))
      + voice(queue, channel == .voice ? try reader.namesWithoutVoice(among: ids, settings) : [])
      + (ids.isEmpty ? [] : account(queue))
  }

  /// For agents who are removed from a queue but stay in it through a team.
  static func remaining(
    _ ids: [Int], _ queue: Queue, _ reader: StoreReader
  ) throws -> [Finding] {
    try reader.namesThroughTeams(inQueue: queue.id, among: ids).map { team, names in
      Finding(
        .warning, "queue.through-team", field: queue.name.text,
        "the team \(team) goes on bringing \(list(names))",
        hint: .leaveTeam)
    }
  }

  /// The vendor's page: no auto answer with beepall.
  private static func beepall(_ queue: Queue, _ names: [String]) -> [Finding] {
    guard queue.strategy == .beepall, !names.isEmpty else { return [] }
    return [
      Finding(
        .warning, "queue.beepall", field: queue.name.text,
        "beepall does not go with auto answer, which \(has(names))",
        hint: .endAutoAnswer(field: "\(queue.name.channel.rawValue)Autoanswer"))
    ]
  }

  /// The vendor's page: without the module only the call lists go.
  private static func voice(_ queue: Queue, _ names: [String]) -> [Finding] {
    guard queue.name.channel == .voice, !names.isEmpty else { return [] }
    return [
      Finding(
        .warning, "queue.voice-off", field: queue.name.text,
        "the module voice is off, and calls come all the same: \(list(names))",
        hint: .showCallLists)
    ]
  }

  /// The vendor's page: add agents to each website and account.
  ///
  /// Who is in a queue alone sees nothing of it.
  private static func account(_ queue: Queue) -> [Finding] {
    let place: String
    switch queue.name.channel {
    case .voice: return []
    case .chat: place = "website"
    case .mail, .sms, .openchannel, .fax, .whatsapp: place = "account"
    }
    return [
      Finding(
        .warning, accountCode, field: queue.name.text,
        "agents see its interactions once they are added to its \(place) in XCALLY, too")
    ]
  }

  /// Of a warning that is the same for every agent.
  static let accountCode = "queue.account"

  /// The same with one warning for each queue whose account is spoken of.
  static func once(_ findings: [Finding]) -> [Finding] {
    var told: Set<String> = []
    return findings.filter { $0.code != accountCode || told.insert($0.field ?? "").inserted }
  }

  private static func has(_ names: [String]) -> String {
    list(names) + (names.count == 1 ? " has" : " have")
  }
}
