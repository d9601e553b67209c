internal import AsteriskConfig

/// A voice queue as `queues.conf` shows it.
package struct VoiceQueue: Equatable, Sendable {
  package let name: String
  package let strategy: QueueStrategy
  package let weight: Weight
  /// Sorted by name; only members that Asterisk can ring.
  package let members: [Member]

  /// A member that Asterisk rings.
  package struct Member: Equatable, Sendable {
    /// The username.
    package let name: String
    /// The name of the phone in Asterisk.
    package let peer: String
    /// The lowest penalty that applies, directly or through a team.
    package let penalty: Int
    package let ringsInUse: Bool

    package init(name: String, peer: String, penalty: Int, ringsInUse: Bool) {
      (self.name, self.peer) = (name, peer)
      self.penalty = penalty
      self.ringsInUse = ringsInUse
    }
  }

  package init(name: String, strategy: QueueStrategy, weight: Weight, members: [Member]) {
    self.name = name
    self.strategy = strategy
    self.weight = weight
    self.members = members
  }

  /// In the queue log a member has the username as its name, as in the product's reports.
  func section(_ driver: Dialect.Driver) throws(ConfigError) -> Section {
    var settings = [
      Setting(name: "strategy", value: strategy.rawValue),
      Setting(name: "weight", value: weight.text),
      // A member in a call is not rung, unless the member's own line says so.
      Setting(name: "ringinuse", value: "no"),
    ]
    for member in members {
      let value = try QueueMemberValue.value(
        interface: "\(driver.technology)/\(member.peer)", penalty: member.penalty,
        name: member.name, ringsInUse: member.ringsInUse)
      settings.append(Setting(name: "member", value: value, isObject: true))
    }
    return Section(name: name, settings: settings)
  }
}
