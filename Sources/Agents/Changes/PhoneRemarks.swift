internal import AgentsModel
internal import AgentsStore

// Remarks on the names of phones in Asterisk that need the store.

extension StoreReader {
  /// chan_sip has no name for logging in besides the peer's own.
  func authNameRemark(_ plan: AgentPlan) throws -> [Finding] {
    guard !plan.new.voice.sipAuthName.text.isEmpty,
      plan.old.map(\.isRendered) != true
        || plan.old?.voice.sipAuthName != plan.new.voice.sipAuthName,
      try dialect(settings()).drivers.contains(.sip)
    else { return [] }
    return [
      Finding(
        .error, "sipAuthName.driver", field: "sipAuthName",
        "is only for PJSIP: with chan_sip a phone logs in with its SIP name",
        hint: "leave it empty")
    ]
  }

  /// A digest is of the name that the phone logs in with.
  func digestRemark(_ plan: AgentPlan) throws -> [Finding] {
    guard let old = plan.old, old.digestUser != plan.new.digestUser,
      let user = try digestUser(ofAgent: old.account.id.value), user != plan.new.digestUser
    else { return [] }
    let field = old.voice.sipAuthName == plan.new.voice.sipAuthName ? "sipName" : "sipAuthName"
    return [
      Finding(
        .warning, "\(field).stale-digest", field: field,
        "the phone cannot register until the password is set again",
        hint: .renewDigest(old.username))
    ]
  }

  /// ChanSpy takes every channel whose name begins with the phone's and a dash.
  func listeningRemarks(_ plan: AgentPlan) throws -> [Finding] {
    let (old, new) = (plan.old, plan.new)
    let name = new.peerName.text
    if old?.peerName != new.peerName {
      let others = try listened(withPhone: name).filter { $0 != old?.peerName.text }
      if let other = others.first { return [Self.listened("sipName", name, with: other)] }
    }
    if new.voice.chanSpy, old?.voice.chanSpy != true,
      let other = try phone(heardWith: name)
    {
      return [Self.listened("chanSpy", other, with: name)]
    }
    return []
  }

  static func listened(_ field: String, _ name: String, with other: String) -> Finding {
    Finding(
      .warning, "\(field).listened", field: field,
      "who listens to \(other) hears the phone \(name), too: Asterisk goes by the beginning of names",
      hint: "give one of them another sipName, or switch chanSpy off")
  }
}

extension StoreReader {
  /// Refuses chan_sip while any phone logs in with another name than its own.
  ///
  /// - Throws: `AgentsError.refused`.
  func requireNoAuthName(for driver: Dialect.Driver) throws {
    guard driver == .sip else { return }
    let agents = try agentsWithAuthName()
    guard agents.count > 0 else { return }
    throw AgentsError.refused([
      Finding(
        .error, "sipAuthName.driver", field: "sipAuthName",
        "\(agents.text) \(agents.count == 1 ? "has" : "have") one, and chan_sip knows none",
        hint: .seeAgents(where: "sipAuthName!="))
    ])
  }
}
