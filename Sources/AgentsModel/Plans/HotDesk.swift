extension Agent {
  /// Hot desk has an effect only for external agents.
  package var choosesTelephone: Bool { account.hotdesk && account.typology == .external }
}

extension AgentPlan {
  /// Plans that the agent is at a telephone from now on.
  ///
  /// - Parameter telephone: It must be free.
  package static func logOn(_ agent: Agent, at telephone: Telephone) -> AgentPlan {
    var plan = AgentPlan(old: agent, new: agent)
    plan.new.account.telephone = SIPName(unchecked: telephone.name.text)
    guard !plan.isNothing else { return plan }
    plan.findings =
      hotDeskFindings(agent) + (telephone.voice.type == .user ? [notDialled(telephone)] : [])
    return plan
  }

  /// Plans that the agent is at no telephone from now on.
  ///
  /// - Parameter isSaid: Nobody asked for it.
  package static func logOff(_ agent: Agent, isSaid: Bool = false) -> AgentPlan {
    var plan = AgentPlan(old: agent, new: agent)
    plan.logOff()
    if !isSaid { plan.findings = [] }
    return plan
  }

  /// Logs the agent off from the telephone, if it is at one, and says so.
  package mutating func logOff() {
    let telephone = new.account.telephone.text
    guard !telephone.isEmpty else { return }
    new.account.telephone = SIPName()
    var finding = Finding(.warning, "telephone.logged-off", "this ends the logon at \(telephone)")
    finding.subject = new.username
    findings.append(finding)
  }

  /// Why the agent may not be at a telephone.
  private static func hotDeskFindings(_ agent: Agent) -> [Finding] {
    let (name, account) = (agent.username, agent.account)
    var findings: [Finding] = []
    if !agent.choosesTelephone {
      let isExternal = account.typology == .external
      findings.append(
        Finding(
          .error, "hotdesk.needed", field: "hotdesk",
          isExternal ? "is off" : "belongs to external agents, not to \(account.typology.rawValue)",
          hint: .giveHotDesk(name, isExternal: isExternal)))
    }
    if account.held {
      findings.append(
        Finding(.error, "held.hotdesk", field: "held", "is true: the agent is not live yet"))
    }
    if account.disabled {
      findings.append(
        Finding(
          .error, "disabled.hotdesk", field: "disabled",
          "is true: no telephone rings for the agent",
          hint: .enable(name)))
    }
    return findings
  }

  /// Asterisk's `user` only places calls.
  private static func notDialled(_ telephone: Telephone) -> Finding {
    Finding(
      .error, "telephone.not-called", field: "telephone",
      "\(telephone.username) can call and cannot be called: its type is user",
      hint: .letBeCalled(telephone.username))
  }
}
