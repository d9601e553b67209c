/// A queue of one channel; its members are memberships, and the members of its teams.
package struct Queue: Equatable, Sendable {
  package let id: Int
  package let name: QueueName
  package var strategy: QueueStrategy
  package var weight: Weight

  package init(id: Int, name: QueueName, strategy: QueueStrategy, weight: Weight) {
    self.id = id
    self.name = name
    self.strategy = strategy
    self.weight = weight
  }
}

/// Somebody whom a queue may offer an interaction, and why.
package struct QueueMember: Equatable, Sendable {
  /// The number of the agent.
  package let id: Int
  package let name: String
  package let fullname: String
  /// The lowest that applies.
  package let penalty: Int
  /// `direct`, or the name of the team that brings the agent; several when several apply.
  package let sources: [String]
  /// Neither disabled, nor locked out of the desktop where the queue needs it: Asterisk also rings a locked
  /// agent.
  package let isActive: Bool

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

/// A named set of agents that has nothing but its members.
package struct AgentGroup: Equatable, Sendable {
  package enum Kind: String, Sendable {
    /// Brings its members into queues.
    case team
    /// Groups queues that an agent picks at login (setting `licenseMultiProfile`).
    case profile
  }

  package let kind: Kind
  package let id: Int
  package let name: String

  package init(_ kind: Kind, id: Int, name: String) {
    self.kind = kind
    self.id = id
    self.name = name
  }
}

/// What became of one agent in one queue, team or profile.
package enum MembershipResult: String, Sendable {
  case added
  case alreadyThere = "already there"
  /// The penalty is another one now.
  case changed
  case removed
  case notThere = "not there"
}

/// An agent by what a membership needs of it.
package struct AgentIdentity: Equatable, Sendable {
  package let id: Int
  package let name: String

  package init(id: Int, name: String) {
    self.id = id
    self.name = name
  }
}
