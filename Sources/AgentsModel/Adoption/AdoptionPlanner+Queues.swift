internal import AsteriskConfig

// Mailboxes and queues.

extension AdoptionPlanner {
  // MARK: - Mailboxes

  /// Takes the box over that the phone names, if it is its own and its PIN can be kept.
  mutating func takeBox(_ adopted: inout AdoptionPlan.Phone, _ phone: FoundPhone) {
    let number = adopted.values["internal"] ?? ""
    adopted.values["voicemail"] = "false"
    guard phone.mailboxes.count == 1, let named = phone.mailboxes.first,
      [number, "\(number)@\(FoundBoxes.ours)", "\(number)@device"].contains(named.box)
    else {
      return loseBoxes(
        phone, "the light of waiting messages; our boxes are internal@\(FoundBoxes.ours)")
    }
    guard let box = boxes[number, FoundBoxes.ours] else {
      return plan.warnings.append(
        .init(
          place: named.place, code: "box.missing",
          text: "no box \(number) in voicemail.conf: the phone is told of none"))
    }
    usedBoxes.insert(box.place)
    if let objection = box.objection(internal: number) {
      guard request.givesNewPINs, !box.pin.hasPrefix("-") else {
        return plan.left.append(
          .init(
            place: box.place, what: "box \(number)", why: "\(objection): stays where it is",
            remedy: box.pin.hasPrefix("-") ? nil : .renewPIN))
      }
      adopted.made.append("voicemailPin")
    } else {
      adopted.values["voicemailPin"] = box.pin
      if (try? VoicemailPIN(parsing: box.pin))?.isHardToGuess != true {
        plan.warnings.append(
          .init(
            place: box.place, code: "pin.weak", text: "the PIN of box \(number) is easy to guess"))
      }
    }
    adopted.values["voicemail"] = "true"
    if box.hasLine { adopted.box = box.place }
    loseParts(of: box, adopted)
  }

  private mutating func loseParts(of box: FoundBox, _ adopted: AdoptionPlan.Phone) {
    if !box.options.isEmpty { lose(box.place, "box option", box.options, adopted.name, "no field") }
    if !box.pager.isEmpty { lose(box.place, "pager", box.pager, adopted.name, "no field") }
    for email in box.emails.dropFirst() {
      lose(box.place, "further e-mail", email, adopted.name, "an agent has one address")
    }
  }

  mutating func loseBoxes(_ phone: FoundPhone, _ why: String) {
    for box in phone.mailboxes where !box.box.isEmpty {
      if let named = boxes.box(named: box.box) { namedBoxes[named.place] = phone.name }
      lose(
        box.place, phone.driver == .sip ? "mailbox" : "mailboxes", box.box, phone.name, why)
    }
  }

  /// Says of all other boxes that they stay.
  mutating func leaveBoxes() {
    for box in boxes.all where box.hasLine && !usedBoxes.contains(box.place) {
      let isOurs = box.context == FoundBoxes.ours
      plan.left.append(
        .init(
          place: box.place, what: isOurs ? "box \(box.number)" : "box \(box.number)@\(box.context)",
          why: isOurs
            ? namedBoxes[box.place].map { "\($0) has no mailbox of ours: stays where it is" }
              ?? "no peer names it as its mailbox"
            : "ours are in the context \(FoundBoxes.ours): stays, and so does what is in it"))
    }
  }

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
      var (members, outside): ([(index: Int, penalty: Int)], [String]) = ([], [])
      for member in queue.members {
        if let index = phone(of: member).flatMap({ agents[$0] }) {
          members.append((index, member.penalty))
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
      for member in members {
        plan.agents[member.index].queues.append(.init(queue: queue.name, penalty: member.penalty))
      }
      take(queue)
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
