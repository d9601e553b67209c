internal import AgentsModel
internal import AgentsStore
internal import AsteriskConfig

extension HealthCheck {
  static let queue = [
    HealthCheck(
      "queue.empty", .warning,
      what: "Voice queues without a member that Asterisk can ring.",
      why: "Nobody is rung: callers wait until they hang up.",
      mend: "add agents to the queue"
    ) { facts in
      let names = facts.own.names(.queues)
      return try facts.read { try $0.emptyVoiceQueues() }.compactMap { queue in
        // The centre may have added members of its own.
        guard names.addition(to: .queue(named: queue)) == nil else { return nil }
        return Symptom(queue.text, "has no member that can be rung")
      }
    },
    HealthCheck(
      "queue.shared-lastcall", .warning,
      what: "shared_lastcall of queues.conf on an Asterisk that loses it (18 and later).",
      why:
        "After a reload of members alone, agents are rung again at once by other queues, without their wrap-up time.",
      mend: "have Asterisk read everything of its queues after each change: queue reload all"
    ) { facts in
      guard let version = facts.version, version.major >= 18,
        let entry = facts.tree("queues.conf").general("shared_lastcall"), entry.isTrue
      else { return [] }
      return [
        Symptom(
          "queues.conf",
          "says \(entry.text), which Asterisk \(version.text) forgets when members are reloaded"
        )
        .at(entry.place.file, line: entry.place.line)
      ]
    },
    HealthCheck(
      "queue.no-voice", .warning,
      what:
        "Members of voice queues who have not the module voice, or whose phone only places calls.",
      why: "They are never rung, or their desktop does not show the call.",
      mend: "give them the module voice, or take them out of the queue"
    ) { facts in
      try StoreReader.Deafness.allCases.flatMap { reason in
        try facts.read { try $0.unrungMembers(reason, facts.settings) }.map { queue, agents in
          switch reason {
          case .placesOnly:
            Symptom(queue.text, "has \(agents.text) with type user")
              .with(
                consequence: "Such a phone only places calls: the queue never rings it.",
                remedy: "give them type friend, or take them out of the queue")
          case .withoutModule:
            Symptom(queue.text, "has \(agents.text) without the module voice")
              .with(consequence: "Their phones ring, and their desktop does not show the call.")
          }
        }
      }
    },
  ]
}

extension Examination {
  /// The version that the files are written for; nil where none was seen.
  var version: AsteriskVersion? { AsteriskVersion(settings.asteriskVersion.text) ?? files.seen }
}
