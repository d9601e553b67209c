/// The queues with their members, and the agents, of a simulation.
package struct Roster: Sendable {
  /// By `CHANNEL:NAME` in lower case.
  ///
  /// When several members could answer automatically at one moment, the first does: they are sorted
  /// by penalty, then by name.
  private var queues: [String: [String]] = [:]
  /// By username in lower case.
  private var agents: [String: Agent] = [:]

  package init() {}

  /// Adds a queue with its members.
  package mutating func add(_ queue: QueueName, members: [QueueMember]) {
    let ranked = members.sorted { ($0.penalty, $0.name) < ($1.penalty, $1.name) }
    queues[queue.text.lowercased()] = ranked.map { $0.name.lowercased() }
  }

  /// Adds an agent.
  package mutating func add(_ agent: Agent) {
    agents[agent.account.name.text.lowercased()] = agent
  }

  /// The keys of all agents, in a fixed order.
  var names: [String] { agents.keys.sorted() }

  func agent(_ key: String) -> Agent? { agents[key] }

  func members(of queue: QueueName) throws(Refusal) -> [String] {
    guard let members = queues[queue.text.lowercased()] else {
      throw Refusal(
        "no-queue", "there is no queue \(quoted(queue.text))",
        hint: .seeQueues)
    }
    return members
  }

  /// The key of the agent of that name.
  func key(of name: String) throws(Refusal) -> String {
    guard agents[name.lowercased()] != nil else {
      throw Refusal(
        "no-agent", "there is no agent \(quoted(name))",
        hint: .seeAgents(where: nil))
    }
    return name.lowercased()
  }
}

/// A row of `report_<channel>_queue`: one queue that was tried for one interaction.
public struct QueueReportRow: Equatable, Sendable {
  /// The channel of the queue.
  public let channel: Channel
  /// The name of the queue, without its channel.
  public let queue: String
  /// The name of the interaction in the events.
  public let interaction: String
  /// When it entered the queue.
  public let enteredAt: Moment
  /// When it left the queue.
  public let at: Moment
  /// Why it left.
  public let reason: CapacityVerdict.Reason
  /// Who accepted; nil otherwise.
  public let agent: Agent?
  /// Everybody who was notified.
  public let notified: [String]

  /// The report's name in the product.
  public var report: String { "report_\(channel.rawValue)_queue" }
}
