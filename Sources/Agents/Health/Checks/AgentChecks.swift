internal import AgentsModel
internal import AgentsStore
internal import AsteriskConfig

extension HealthCheck {
  static let agent = [
    HealthCheck(
      "agent.idle", .info,
      what: "Active agents in no queue.",
      why: "They get no work.",
      mend: "add them to a queue, or disable them"
    ) { facts in
      let agents = try facts.read { try $0.idleAgents() }
      return symptoms(agents, "in no queue")
    },
    HealthCheck(
      "agent.locked", .info, commands: true,
      what: "Agents who are locked after wrong passwords.",
      why: "They cannot log in.",
      mend: "end the lock"
    ) { facts in
      try facts.read { try $0.lockedAgents() }.map { name, since in
        Symptom(agent: name, "is locked" + (since.isEmpty ? "" : " since \(since)"))
          .mended(by: .unlock(name))
      }
    },
    HealthCheck(
      "agent.expired", .info,
      what: "Active agents whose password is expired.",
      why: "They cannot log in before they have a new one.",
      mend: "invite them, or set new passwords"
    ) { facts in
      let (agents, since) = try facts.read { try $0.expiredAgents() }
      let first = since.map { ", the first since \($0.prefix(10))" } ?? ""
      return symptoms(agents, "with an expired password\(first)")
    },
    HealthCheck(
      "agent.no-digest", .warning,
      what: "Active agents without a password.",
      why: "No phone can register as them, and nobody can log in.",
      mend: "set passwords, or invite them"
    ) { facts in
      let agents = try facts.read { try $0.agentsWithoutDigest() }
      return symptoms(agents, "without a password")
    },
    HealthCheck(
      "agent.renamed", .error,
      what: "Active agents whose password is for another SIP name than they have.",
      why: "Their phones cannot register.",
      mend: "set their passwords again, or give them the name back"
    ) { facts in
      let agents = try facts.read { try $0.agentsWithDigestOfAnotherName() }
      return symptoms(agents, "with a password for another SIP name")
    },
    HealthCheck(
      "agent.unregistered", .info, asksAsterisk: true, thorough: true,
      what: "Phones that are registered nowhere.",
      why: "They cannot be called.",
      mend: "look whether the phone is on, and has the right password and address"
    ) { facts in
      let isSIP = facts.dialect.dialled == .sip
      let answer = try await facts.answer(isSIP ? "sip show peers" : "pjsip show contacts")
      guard !answer.contains("No such command") else {
        throw Unchecked("Asterisk has no \(facts.dialect.dialled.module)")
      }
      let phones = RegistrationListing(answer)
      return try facts.read { try $0.registeringPhones() }
        .filter { !phones.isRegistered($0.peer) }
        .map { Symptom(agent: $0.username, "is not registered") }
    },
  ]

  /// One for all, because there may be many.
  private static func symptoms(_ agents: AgentSample, _ what: String) -> [Symptom] {
    switch agents.count {
    case 0: []
    case 1: [Symptom(agent: agents.names.first ?? "", "is an agent \(what)")]
    default: [Symptom("", "\(agents.text) \(what)")]
    }
  }
}
