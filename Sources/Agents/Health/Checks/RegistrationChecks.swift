internal import AgentsModel
internal import AgentsStore
internal import AsteriskConfig

extension HealthCheck {
  static let registration = [
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
        .filter { !phones.isRegistered($0) }
        .map { Symptom(agent: $0, "is not registered") }
    }
  ]
}
