internal import AgentsModel
internal import AgentsStore
internal import AsteriskConfig

extension HealthCheck {
  static let runningQueues = [
    HealthCheck(
      "queue.invalid-member", .error, asksAsterisk: true,
      what: "Members of queues whose phone the channel driver does not know.",
      why: "Queues never ring them.",
      mend:
        "find out why Asterisk does not have the phone; another finding says it, if it is one of ours",
      invalidMembers),
    HealthCheck(
      "queue.drift", .warning, asksAsterisk: true, commands: true,
      what: "Members of queues and their penalties, as Asterisk has them.",
      why: "Others are rung than the database says.",
      mend: "let Asterisk read its queues again, if the change was not meant", drift),
  ]

  /// Asterisk's answer, as far as it is one.
  private static func queues(_ facts: Examination) async throws -> [QueueListing.Queue] {
    let answer = try await facts.answer("queue show")
    guard !answer.contains("No such command") else {
      throw Unchecked("Asterisk has no queues: app_queue.so is not loaded")
    }
    return QueueListing(answer).queues
  }

  @Sendable private static func invalidMembers(_ facts: Examination) async throws -> [Symptom] {
    let prefix = facts.dialect.dialled.technology + "/"
    let ours = try facts.read { reader in try Set(reader.runningQueues().map(\.name.name)) }
    var found: [(interface: String, queues: [String], isOurs: Bool)] = []
    for queue in try await queues(facts) {
      let isOurs = ours.contains(queue.name)
      for member in queue.members where member.isInvalid {
        let known = found.firstIndex { $0.interface == member.interface && $0.isOurs == isOurs }
        if let known {
          found[known].queues.append(queue.name)
        } else {
          found.append((member.interface, [queue.name], isOurs))
        }
      }
    }
    let usernames = try usernames(ofPhones: found.map(\.interface), prefix, facts)
    return found.map { member in
      let message =
        "is a member of \(member.queues.joined(separator: ", ")), and Asterisk knows no such phone"
      // A queue of the centre's own may have whom it likes.
      guard member.isOurs, member.interface.hasPrefix(prefix) else {
        return Symptom(member.interface, message).with(.warning)
      }
      return usernames[member.interface].map { Symptom(agent: $0, message) }
        ?? Symptom(member.interface, message)
    }
  }

  /// Whose the phones are that queues ring, by interface; a phone may have another name than its agent.
  private static func usernames(
    ofPhones interfaces: [String], _ prefix: String, _ facts: Examination
  ) throws -> [String: String] {
    let names = interfaces.filter { $0.hasPrefix(prefix) }.map {
      String($0.dropFirst(prefix.count))
    }
    let phones = try facts.read { try $0.endpoints(named: names) }
    return Dictionary(
      phones.map { (prefix + $0.name.text, $0.username) }, uniquingKeysWith: { first, _ in first })
  }

  @Sendable private static func drift(_ facts: Examination) async throws -> [Symptom] {
    let running = Dictionary(
      try await queues(facts).map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let stored = try facts.read { reader in
      try reader.runningQueues().compactMap { try reader.voiceQueue(named: $0.name.name) }
    }
    return stored.compactMap { queue in
      guard let shown = running[queue.name] else {
        return Symptom(queue.name, "is not in Asterisk").with(
          consequence: "Callers are not queued: the dialplan continues, or the call ends."
        )
        .mended(by: .console("queue reload all"))
      }
      let compared = QueueComparison(queue, shown, facts.dialect.dialled)
      guard !compared.isSame else { return nil }
      let words =
        compared.settings.compactMap { $0.clause(of: "its") }
        + compared.members.compactMap { $0.difference.clause(of: $0.name) }
      let more = words.count > 3 ? "; and \(words.count - 3) more" : ""
      return Symptom(queue.name, words.prefix(3).joined(separator: "; ") + more)
        .mended(by: .console("queue reload all"))
    }
  }
}

extension Difference {
  /// `mrossi has penalty 9, and 3 in the database`.
  fileprivate func clause(of name: String) -> String? {
    switch self {
    case .missing: "\(name) is not in it"
    case .foreign: "\(name) is in it, and not in the database"
    case .value(let setting, let expected, let actual):
      name == "its"
        ? "its \(setting) is \(actual), and \(expected) in the database"
        : "\(name) has \(setting) \(actual), and \(expected) in the database"
    case .secret: nil
    }
  }
}
