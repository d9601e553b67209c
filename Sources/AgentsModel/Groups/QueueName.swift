/// The name of a queue, team or profile: it must fit into a list, `CHANNEL:NAME` and
/// `NAME=PENALTY`.
package typealias GroupName = Text<GroupNameRule>
/// The rule of ``GroupName``.
package enum GroupNameRule: TextRule {
  package static func accepted(_ text: String) throws(Refusal) -> String {
    try requireNonEmpty(text)
    let text = try typed(text)
    // Asterisk truncates the name of a section at 79 bytes.
    try requireAtMost(79, bytesIn: text)
    try requireNoControls(text)
    try requireTrimmed(text)
    guard !holds(text, anyOf: ",:=") else {
      throw Refusal("bad-character", "\(quoted(text)) must not hold any of , : =")
    }
    return text
  }
}

/// A queue: `CHANNEL:NAME`, unique ignoring the case of ASCII letters.
public struct QueueName: Equatable, Hashable, Sendable {
  /// The channel.
  public let channel: Channel
  /// The name within the channel; of a voice queue letters, digits, `_` and `-`.
  public let name: String

  /// `CHANNEL:NAME`.
  public var text: String { "\(channel.rawValue):\(name)" }

  /// Reads `CHANNEL:NAME`.
  ///
  /// - Throws: a finding for a wrong form, an unknown channel, or a name that is not possible in
  ///   that channel.
  public init(_ words: String) throws(Finding) {
    guard let colon = words.firstIndex(of: ":") else {
      throw Finding(
        .error, "queue.form", field: "queue", "\(quoted(words)) is not CHANNEL:NAME",
        hint: "for example voice:\(words.isEmpty ? "sales" : words)")
    }
    do throws(Refusal) {
      channel = try Channel(parsing: String(words[..<colon]))
      name = try Self.accepted(String(words[words.index(after: colon)...]), channel)
    } catch {
      throw Finding("queue", error)
    }
  }

  /// Takes a name from the database, unchecked.
  package init(stored name: String, _ channel: Channel) {
    self.name = name
    self.channel = channel
  }

  private static func accepted(_ name: String, _ channel: Channel) throws(Refusal) -> String {
    let name = try GroupNameRule.accepted(name)
    guard channel == .voice else { return name }
    // It names a section of queues.conf and a file, and is an argument of Queue().
    try require(name, only: "letters, digits, \"_\" and \"-\"") {
      isASCIILetter($0) || isASCIIDigit($0) || "_-".utf8.contains($0)
    }
    guard name.lowercased() != "general" else {
      throw Refusal("reserved", "\(quoted(name)) is a name that Asterisk keeps for itself")
    }
    return name
  }
}

/// `CHANNEL:NAME[=PENALTY]`, as in `--queue`.
public struct QueueMembership: Equatable, Sendable {
  /// The queue.
  public let queue: QueueName
  /// nil when not given: a new member gets 0, another keeps its penalty.
  public let penalty: Penalty?

  /// Reads `CHANNEL:NAME` or `CHANNEL:NAME=PENALTY`.
  ///
  /// - Throws: a finding for a wrong form.
  public init(_ words: String) throws(Finding) {
    let (name, penalty) = try parts(of: words, "queue")
    queue = try QueueName(name)
    self.penalty = penalty
  }

  /// This queue with this penalty; nil = 0 for a new member, unchanged for another.
  public init(_ queue: QueueName, _ penalty: Penalty? = nil) {
    self.queue = queue
    self.penalty = penalty
  }
}

/// A queue that an agent is in through a team.
public struct QueueThroughTeam: Equatable, Sendable {
  /// The queue.
  public let queue: QueueName
  /// The name of the team that brings the agent.
  public let team: String
  /// That of the team in the queue.
  public let penalty: Int

  package init(_ queue: QueueName, team: String, penalty: Int) {
    (self.queue, self.team, self.penalty) = (queue, team, penalty)
  }

  /// `voice:sales=3 via team night`.
  public var text: String {
    "\(queue.text)\(penalty == 0 ? "" : "=\(penalty)") via team \(team)"
  }
}

/// `NAME[=PENALTY]`: a team in a queue, as in `queue edit --team`.
public struct TeamInQueue: Equatable, Sendable {
  package let team: GroupName
  /// The name of the team.
  public var name: String { team.text }
  /// nil when not given: a new team gets 0, another keeps its penalty.
  public let penalty: Penalty?

  /// Reads `NAME` or `NAME=PENALTY`.
  ///
  /// - Throws: a finding for a wrong form.
  public init(_ words: String) throws(Finding) {
    let (name, penalty) = try parts(of: words, "team")
    do throws(Refusal) { team = try GroupName(parsing: name) } catch {
      throw Finding("team", error)
    }
    self.penalty = penalty
  }
}

/// The texts before and after `=`.
private func parts(
  of words: String, _ field: String
) throws(Finding) -> (name: String, penalty: Penalty?) {
  guard let equals = words.firstIndex(of: "=") else { return (words, nil) }
  do throws(Refusal) {
    let penalty = try Penalty(parsing: String(words[words.index(after: equals)...]))
    return (String(words[..<equals]), penalty)
  } catch {
    throw Finding(
      .error, "\(field).penalty", field: field, "\(quoted(words)): the penalty \(error.message)",
      hint: "a penalty is 0 or more; lower ones ring first")
  }
}
