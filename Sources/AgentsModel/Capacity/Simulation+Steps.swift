// MARK: - What moves an interaction, or an agent

extension Simulation {
  /// Puts the interaction into the queue of its hop.
  mutating func enter(_ interaction: String, _ waiting: Waiting) {
    var waiting = waiting
    waiting.members = (try? roster.members(of: waiting.hops[waiting.hop].queue)) ?? []
    waiting.notified = [:]
    waiting.everNotified = []
    for member in waiting.members { notify(member, &waiting, at: waiting.enteredAt) }
    states[interaction] = .waiting(waiting)
  }

  func verdict(_ key: String, _ channel: Channel) -> CapacityVerdict? {
    guard let desk = desks[key], let limits = desk.agent.channels[channel] else { return nil }
    let workload = Workload(
      openOnChannel: desk.open.values.count { $0 == channel }, openTabs: desk.open.count,
      isPaused: desk.paused.contains(channel))
    return CapacityVerdict(desk.agent.account, limits, workload, maxOpenTabs: maxOpenTabs)
  }

  /// Notifies the member, or takes the notification back.
  private func notify(_ member: String, _ waiting: inout Waiting, at moment: Moment) {
    guard verdict(member, waiting.channel)?.isNotified == true else {
      waiting.notified[member] = nil
      return
    }
    if waiting.notified[member] == nil { waiting.notified[member] = moment }
    waiting.everNotified.insert(member)
  }

  /// Notifies an agent whose state has changed of the waiting interactions, or withdraws them.
  mutating func renotify(_ key: String, at moment: Moment) {
    for interaction in order {
      guard case .waiting(var waiting)? = states[interaction], waiting.members.contains(key) else {
        continue
      }
      notify(key, &waiting, at: moment)
      states[interaction] = .waiting(waiting)
    }
  }

  mutating func take(
    _ interaction: String, _ waiting: Waiting, by key: String, at moment: Moment
  ) {
    report(interaction, waiting, .accepted, by: desks[key]?.agent, at: moment)
    end(interaction, .accepted(by: key))
    desks[key]?.open[interaction] = waiting.channel
    renotify(key, at: moment)
  }

  mutating func end(_ interaction: String, _ state: State) {
    states[interaction] = state
    order.removeAll { $0 == interaction }
  }

  mutating func report(
    _ interaction: String, _ waiting: Waiting, _ reason: CapacityVerdict.Reason,
    by agent: Agent? = nil, at moment: Moment
  ) {
    let names = waiting.members.filter(waiting.everNotified.contains)
    rows.append(
      QueueReportRow(
        channel: waiting.channel, queue: waiting.hops[waiting.hop].queue.name,
        interaction: interaction, enteredAt: waiting.enteredAt, at: moment, reason: reason,
        agent: agent, notified: names.map { desks[$0]?.agent.account.name.text ?? $0 }))
  }
}
