internal import AsteriskConfig

/// A voice queue as `queues.conf` shows it.
package struct VoiceQueue: Equatable, Sendable {
  package let name: String
  package let strategy: QueueStrategy
  package let weight: Weight
  /// Sorted by name; only members that Asterisk can ring.
  package let members: [Member]
  /// Written after our own lines, but for `ringinuse`, which stands in the place of ours.
  package let kept: [KeptSetting]

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

  package init(
    name: String, strategy: QueueStrategy, weight: Weight, members: [Member],
    kept: [KeptSetting] = []
  ) {
    self.name = name
    self.strategy = strategy
    self.weight = weight
    self.members = members
    self.kept = kept
  }

  /// Whether it rings members during a call whose own line does not say so.
  ///
  /// The words are those of Asterisk's `ast_true`.
  package var ringsInUse: Bool {
    guard let last = kept.last(where: { $0.key == "ringinuse" }) else { return false }
    return ["yes", "true", "y", "t", "1", "on"].contains(last.value.caseFolded)
  }

  /// In the queue log a member has the username as its name, as in the product's reports.
  func section(_ driver: Dialect.Driver) throws(ConfigError) -> Section {
    var settings = [
      Setting(name: "strategy", value: strategy.rawValue),
      Setting(name: "weight", value: weight.text),
    ]
    // Before the members, which have it where their own line says nothing else. By default a member in a call is not
    // rung.
    let lines = kept.settings(.queue)
    let ringing = lines.filter { $0.name == "ringinuse" }
    settings += ringing.isEmpty ? [Setting(name: "ringinuse", value: "no")] : ringing
    for member in members {
      let value = try QueueMemberValue.value(
        interface: "\(driver.technology)/\(member.peer)", penalty: member.penalty,
        name: member.name, ringsInUse: member.ringsInUse)
      settings.append(Setting(name: "member", value: value, isObject: true))
    }
    return Section(name: name, settings: settings + lines.filter { $0.name != "ringinuse" })
  }
}
