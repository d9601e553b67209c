public import AgentsModel
internal import AgentsStore

/// Whether an interaction would reach an agent, and the rule that decided.
public struct CapacityAnswer: Sendable {
  /// The username.
  public let name: String
  /// The channel of the interaction.
  public let channel: Channel
  /// Every rule that was looked at, and what came of it.
  public let verdict: CapacityVerdict
}

extension Centre {
  /// Tells whether an interaction would reach an agent, who may be in the bin, and why.
  ///
  /// - Throws: `AgentsError.refused` for voice, which Asterisk distributes.
  public func capacity(
    of username: String, _ channel: Channel, _ workload: Workload
  ) throws -> CapacityAnswer {
    try perform(OperatorTask("capacity", [username])) { session in
      let (agents, settings) = try session.reading().read { reader in
        (try reader.agentsAlsoInBin([username]), try reader.settings())
      }
      guard let agent = agents.first, let limits = agent.channels[channel] else {
        throw Finding("channel", Channel.voiceRefusal)
      }
      return CapacityAnswer(
        name: agent.account.name.text, channel: channel,
        verdict: CapacityVerdict(
          agent.account, limits, workload, maxOpenTabs: settings.maxOpenTabs.value))
    }
  }

  /// Runs the events of a day, and tells what the queues' reports say of it.
  ///
  /// - Parameter events: One JSON object a line; read when it is known that the actor may.
  /// - Throws: `AgentsError.refused` with every event that cannot be understood.
  public func simulate(_ events: @autoclosure () throws -> [UInt8]) throws -> [QueueReportRow] {
    try perform(OperatorTask(AuditVerb.simulate)) { session in
      let store = try session.reading()
      let (events, findings) = SimulationEvent.events(in: try events())
      guard findings.isEmpty else { throw AgentsError.refused(findings) }
      let (roster, settings) = try store.read { reader in
        (try Roster(of: events, reader), try reader.settings())
      }
      return try Simulation.rows(
        of: events, roster, maxOpenTabs: settings.maxOpenTabs.value
      ).get()
    }
  }
}

extension Roster {
  /// The queues and agents that the events name, as far as there are such.
  fileprivate init(of events: [SimulationEvent], _ reader: StoreReader) throws {
    self.init()
    var names: Set<String> = []
    var queues: Set<QueueName> = []
    for event in events {
      switch event.kind {
      case .arrive(_, _, let hops): queues.formUnion(hops.map(\.queue))
      case .accept(_, let agent), .pause(let agent, _), .unpause(let agent, _):
        names.insert(agent)
      case .abandon, .close: break
      }
    }
    for name in queues {
      guard let queue = try reader.queue(name) else { continue }
      let members = try reader.members(ofQueue: queue.id)
      add(queue.name, members: members)
      names.formUnion(members.map(\.name))
    }
    for agent in try reader.agents(named: names.sorted()).found { add(agent) }
  }
}
