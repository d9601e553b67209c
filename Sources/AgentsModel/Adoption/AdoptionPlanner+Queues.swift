internal import AsteriskConfig

// Queues.

extension AdoptionPlanner {
  /// Lines of agents.conf that no Asterisk of today reads.
  mutating func leaveOldAgents() {
    for section in trees.agents.sections where section.name.caseFolded == "agents" {
      for entry in section.settings where entry.setting.name.caseFolded == "agent" {
        let number = entry.value.prefix { $0 != "," }
        plan.left.append(
          .init(
            place: entry.place, what: "agent \(number) of agents.conf",
            why: "this form of the line is older than Asterisk 12, which ignores it"))
      }
    }
  }

  // MARK: - Queues

  mutating func adoptQueues() {
    guard request.parts.contains(.queues) else { return }
    let agents = Dictionary(
      plan.agents.enumerated().map { ($1.sipName, $0) }, uniquingKeysWith: { first, _ in first })
    let known = Set(
      (plan.left.map(\.what) + plan.refused.map(\.what) + plan.unchanged).map(\.caseFolded))
    for queue in queues.queues {
      if let why = Self.objection(toName: queue.name) {
        plan.left.append(.init(place: queue.place, what: "queue \(queue.name)", why: why))
        continue
      }
      guard !surroundings.queues.contains(queue.name.caseFolded) else {
        plan.refused.append(
          .init(
            place: queue.place, what: "voice:\(queue.name)", why: "a queue of this name is stored",
            code: "queue.taken"))
        continue
      }
      var (members, outside): ([Int: FoundQueue.Member], [String]) = ([:], [])
      for member in queue.members {
        if let index = phone(of: member).flatMap({ agents[$0] }) {
          let other = members[index]
          // A phone that is rung by two names is rung when the first of them is.
          if (other?.penalty ?? .max) > member.penalty { members[index] = member }
        } else {
          outside.append(member.interface)
          leave(member, known)
        }
      }
      let stored = outside.filter { name in
        plan.unchanged.contains {
          "\(plan.driver?.technology ?? "")/\($0)".caseFolded == name.caseFolded
        }
      }
      guard stored.isEmpty else {
        plan.refused.append(
          .init(
            place: queue.place, what: "voice:\(queue.name)",
            why:
              "\(stored.joined(separator: ", ")) is stored already: make this queue yourself, and take it out there",
            code: "queue.members"))
        continue
      }
      guard outside.isEmpty || request.splitsQueues else {
        block(queue, outside)
        continue
      }
      for (index, member) in members {
        plan.agents[index].queues.append(
          .init(queue: queue.name, penalty: member.penalty))
      }
      take(queue)
      loseParts(of: queue, members: Set(members.values.map(\.place)), agents)
    }
  }

  private mutating func take(_ queue: FoundQueue) {
    var kept: [AdoptionPlan.Line] = []
    for (line, place) in queue.settings {
      guard keepsInQueue(line) else {
        lose(place, line.key, line.value, "voice:\(queue.name)", "no field")
        continue
      }
      kept.append(line)
    }
    plan.queues.append(
      .init(
        name: queue.name, strategy: queue.strategy, weight: queue.weight, kept: kept,
        place: queue.place, note: queue.note, headers: queue.headers))
  }

  /// Tells what of a queue ours does not say.
  ///
  /// - Parameter members: The places of the members that are taken over.
  private mutating func loseParts(
    of queue: FoundQueue, members: Set<ConfigTree.Place>, _ agents: [String: Int]
  ) {
    let name = "voice:\(queue.name)"
    for loss in queue.losses {
      lose(loss.entry.place, loss.entry.setting.name, loss.entry.value, name, loss.why)
    }
    for member in queue.members {
      guard let phone = phone(of: member), agents[phone] != nil else { continue }
      guard members.contains(member.place) else {
        lose(member.place, "member", member.interface, name, "\(phone) is a member already")
        continue
      }
      if !isState(member.state, of: phone) {
        lose(
          member.place, "state interface", member.state, name,
          "ours asks the phone itself whether it is free")
      }
    }
  }

  /// Whether the state of a device is that of the phone alone.
  private func isState(_ device: String, of phone: String) -> Bool {
    let own = "\(plan.driver?.technology ?? "")/\(phone)".caseFolded
    guard device.caseFolded.hasPrefix("hint:") else {
      return device.isEmpty || device.caseFolded == own
    }
    let parts = device.dropFirst("hint:".utf8.count).split(separator: "@", maxSplits: 1)
    guard let number = parts.first else { return false }
    return dialplan.hint(of: String(number), in: parts.count == 2 ? String(parts[1]) : "default")?
      .caseFolded == own
  }

  private func keepsInQueue(_ line: AdoptionPlan.Line) -> Bool {
    line.setting(.queue) != nil
  }

  private mutating func block(_ queue: FoundQueue, _ outside: [String]) {
    let names =
      outside.count == 1
      ? outside[0]
      : "\(outside.dropLast().joined(separator: ", ")) and \(outside[outside.count - 1])"
    let why = outside.count == 1 ? "\(names) stays outside" : "\(names) stay outside"
    plan.left.append(.init(place: queue.place, what: "voice:\(queue.name)", why: why))
    plan.cutOver.blocked.append("voice:\(queue.name): \(why)")
  }

  /// Says why a member is no phone that could be taken over.
  private mutating func leave(_ member: FoundQueue.Member, _ known: Set<String>) {
    let why: String
    switch member.technology.uppercased() {
    case "AGENT": why = "an agent of app_agent_pool has no phone of its own"
    case "LOCAL":
      let number = member.number ?? ""
      guard !number.isEmpty, number.utf8.allSatisfy(isASCIIDigit) else {
        why = "no number to find a peer by"
        break
      }
      guard byNumber[String(number)] == nil else { return }
      why = "no peer has this number"
    case "SIP", "PJSIP":
      guard phone(of: member) == nil, !known.contains(String(member.device).caseFolded) else {
        return
      }
      why = "no such peer"
    default: why = "no SIP phone"
    }
    plan.left.append(.init(place: member.place, what: member.interface, why: why))
  }

  private static func objection(toName name: String) -> String? {
    guard (try? QueueName("voice:\(name)")) == nil else { return nil }
    return name.contains(" ")
      ? "a blank in the name of a voice queue"
      : "the name of a voice queue has letters, digits, _ and -"
  }
}
