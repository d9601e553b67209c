/// A centre whose interactions arrive, wait in one queue after another, are accepted and are
/// closed.
///
/// Events of one moment have a fixed order, so that one input has one outcome: the lines, in their
/// order; automatic answers; then time-outs, because an answer at the time-out is in time.
package struct Simulation {
  /// What one agent has open.
  struct Desk {
    let agent: Agent
    var paused: Set<Channel> = []
    var open: [String: Channel] = [:]
  }

  /// An interaction in a queue.
  struct Waiting {
    let channel: Channel
    let hops: [SimulationEvent.Hop]
    var hop = 0
    var enteredAt: Moment
    var members: [String] = []
    /// The time at which it began to wait.
    var notified: [String: Moment] = [:]
    var everNotified: Set<String> = []

    var deadline: Moment { enteredAt + hops[hop].timeout }
  }

  /// The state of an interaction.
  enum State {
    case waiting(Waiting)
    case accepted(by: String)
    case ended(String)
  }

  package internal(set) var rows: [QueueReportRow] = []
  let roster: Roster
  let maxOpenTabs: Int
  var desks: [String: Desk] = [:]
  var states: [String: State] = [:]
  /// The waiting interactions, in the order of arrival.
  var order: [String] = []

  package init(_ roster: Roster, maxOpenTabs: Int) {
    self.roster = roster
    self.maxOpenTabs = maxOpenTabs
    for name in roster.names {
      guard let agent = roster.agent(name) else { continue }
      // An agent who logs in paused is paused on every channel.
      desks[name] = Desk(
        agent: agent, paused: agent.account.loginInPause ? Set(Channel.allCases) : [])
    }
  }

  /// Runs all events, then automatic answers and time-outs until no interaction waits.
  ///
  /// - Returns: the rows, or every problem with the number of its line.
  package static func rows(
    of events: [SimulationEvent], _ roster: Roster, maxOpenTabs: Int
  ) -> Result<[QueueReportRow], AgentsError> {
    var simulation = Simulation(roster, maxOpenTabs: maxOpenTabs)
    var findings: [Finding] = []
    for event in events {
      do throws(Refusal) {
        simulation.pass(until: event.at)
        try simulation.happen(event)
      } catch {
        findings.append(Finding(line: event.line, error))
      }
    }
    guard findings.isEmpty else { return .failure(.refused(findings)) }
    simulation.pass(until: nil)
    return .success(simulation.rows)
  }

  // MARK: - What lines say

  private mutating func happen(_ event: SimulationEvent) throws(Refusal) {
    switch event.kind {
    case .arrive(let interaction, let channel, let hops):
      guard states[interaction] == nil else {
        throw Refusal("again", "\(quoted(interaction)) has arrived before")
      }
      for hop in hops { _ = try roster.members(of: hop.queue) }
      order.append(interaction)
      enter(interaction, Waiting(channel: channel, hops: hops, enteredAt: event.at))
    case .accept(let interaction, let agent):
      try accept(interaction, by: try roster.key(of: agent), at: event.at)
    case .abandon(let interaction):
      report(interaction, try waiting(interaction), .abandoned, at: event.at)
      end(interaction, .ended("was abandoned"))
    case .close(let interaction):
      guard case .accepted(let agent)? = states[interaction] else {
        throw Refusal("not-open", "\(quoted(interaction)) \(condition(interaction)), not open")
      }
      states[interaction] = .ended("was closed")
      desks[agent]?.open[interaction] = nil
      renotify(agent, at: event.at)
    case .pause(let agent, let channel):
      let key = try roster.key(of: agent)
      desks[key]?.paused.formUnion(channel.map { [$0] } ?? Channel.allCases)
      renotify(key, at: event.at)
    case .unpause(let agent, let channel):
      let key = try roster.key(of: agent)
      desks[key]?.paused.subtract(channel.map { [$0] } ?? Channel.allCases)
      renotify(key, at: event.at)
    }
  }

  private mutating func accept(
    _ interaction: String, by key: String, at moment: Moment
  ) throws(Refusal) {
    let waiting = try waiting(interaction)
    let name = desks[key]?.agent.account.name.text ?? key
    guard waiting.notified[key] != nil else {
      guard waiting.members.contains(key) else {
        throw Refusal(
          "not-a-member", "\(name) is not in \(waiting.hops[waiting.hop].queue.text)")
      }
      let rule = verdict(key, waiting.channel)?.checks.last
      throw Refusal(
        "not-notified",
        "\(name) is not notified of \(quoted(interaction))"
          + (rule.map { ": \($0.rule.rawValue), \($0.finding)" } ?? ""))
    }
    take(interaction, waiting, by: key, at: moment)
  }

  private func waiting(_ interaction: String) throws(Refusal) -> Waiting {
    guard case .waiting(let waiting)? = states[interaction] else {
      throw Refusal("not-waiting", "\(quoted(interaction)) \(condition(interaction)), not waiting")
    }
    return waiting
  }

  private func condition(_ interaction: String) -> String {
    switch states[interaction] {
    case nil: "has not arrived"
    case .waiting: "is waiting"
    case .accepted(let agent): "is open with \(desks[agent]?.agent.account.name.text ?? agent)"
    case .ended(let how): how
    }
  }
}
