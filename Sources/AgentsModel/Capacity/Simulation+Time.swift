// MARK: - What happens by itself

extension Simulation {
  /// Something that happens without a line of its own.
  private struct Timer {
    let at: Moment
    let interaction: String
    /// The agent who answers automatically; nil = the time-out.
    let agent: String?
  }

  /// Runs automatic answers and time-outs up to `moment`; without it, all of them.
  mutating func pass(until moment: Moment?) {
    while let timer = nextTimer(), moment.map({ timer.at < $0 }) ?? true {
      guard case .waiting(var waiting)? = states[timer.interaction] else { return }
      if let agent = timer.agent {
        take(timer.interaction, waiting, by: agent, at: timer.at)
        continue
      }
      report(timer.interaction, waiting, .timeout, at: timer.at)
      waiting.hop += 1
      guard waiting.hop < waiting.hops.count else {
        end(timer.interaction, .ended("was answered by nobody in time"))
        continue
      }
      waiting.enteredAt = timer.at
      enter(timer.interaction, waiting)
    }
  }

  private func nextTimer() -> Timer? {
    var next: Timer?
    func consider(_ timer: Timer) {
      guard let earlier = next else { return next = timer }
      let isAnswer = timer.agent != nil && earlier.agent == nil
      if timer.at < earlier.at || timer.at == earlier.at && isAnswer { next = timer }
    }
    for interaction in order {
      guard case .waiting(let waiting)? = states[interaction] else { continue }
      for member in waiting.members {
        guard let since = waiting.notified[member],
          let limits = desks[member]?.agent.channels[waiting.channel], limits.autoanswer
        else { continue }
        consider(
          Timer(at: since + limits.autoanswerDelay.value, interaction: interaction, agent: member))
      }
      consider(Timer(at: waiting.deadline, interaction: interaction, agent: nil))
    }
    return next
  }
}
