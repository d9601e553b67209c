/// A queue of one channel.
///
/// Its members are agents, directly or through its teams.
public struct Queue: Equatable, Sendable {
  /// Its number in the database.
  public let id: Int
  /// Channel and name.
  public let name: QueueName
  /// How it chooses the next member.
  public package(set) var strategy: QueueStrategy
  /// Its rank among queues that wait for the same agent.
  public package(set) var weight: Weight

  package init(id: Int, name: QueueName, strategy: QueueStrategy, weight: Weight) {
    self.id = id
    self.name = name
    self.strategy = strategy
    self.weight = weight
  }
}

/// A member of a queue, and why.
public struct QueueMember: Equatable, Sendable {
  /// The agent's id.
  public let id: Int
  /// The username.
  public let name: String
  /// The full name.
  public let fullname: String
  /// The lowest penalty that applies.
  public let penalty: Int
  /// `direct`, or the name of the team that makes the agent a member; all that apply.
  public let sources: [String]
  /// Whether the queue can reach the agent: not disabled and, except for voice, not locked.
  ///
  /// Asterisk also rings a locked agent.
  public let isActive: Bool

  package init(
    id: Int, name: String, fullname: String, penalty: Int, sources: [String], isActive: Bool
  ) {
    self.id = id
    self.name = name
    self.fullname = fullname
    self.penalty = penalty
    self.sources = sources
    self.isActive = isActive
  }
}

/// A named set of agents.
public struct AgentGroup: Equatable, Sendable {
  /// A team or a profile.
  public enum Kind: String, Sendable {
    /// Its members are members of its queues.
    case team
    /// Groups queues that an agent picks at login (setting `licenseMultiProfile`).
    case profile
  }

  /// Which of the two it is.
  public let kind: Kind
  /// Its number in the database.
  public let id: Int
  /// Its name, unique among its kind ignoring the case of ASCII letters.
  public let name: String

  package init(_ kind: Kind, id: Int, name: String) {
    self.kind = kind
    self.id = id
    self.name = name
  }
}

/// The outcome for one agent in one queue, team or profile.
public enum MembershipResult: String, Sendable {
  case added
  case alreadyThere = "already there"
  /// The penalty has changed.
  case changed
  case removed
  case notThere = "not there"
}

/// Which agent it is: all that many requests need, at a tenth of the cost of an `Agent`.
public struct AgentIdentity: Equatable, Sendable {
  package let id: Int
  /// The username.
  public let name: String
  /// When it was moved to the bin, ISO 8601; empty = it is not in the bin.
  package let deletedAt: String

  /// Whether it is in the bin.
  public var isInBin: Bool { !deletedAt.isEmpty }

  package init(id: Int, name: String, deletedAt: String = "") {
    (self.id, self.name, self.deletedAt) = (id, name, deletedAt)
  }

  package init(_ agent: Agent) {
    let account = agent.account
    self.init(id: account.id.value, name: account.name.text, deletedAt: account.deletedAt.text)
  }
}
