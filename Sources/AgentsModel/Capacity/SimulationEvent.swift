/// One line of a simulation: an event and its time.
package struct SimulationEvent: Equatable, Sendable {
  /// A queue that an interaction is routed to, and how long it waits there.
  package struct Hop: Equatable, Sendable {
    package let queue: QueueName
    /// Seconds.
    package let timeout: Int
  }

  /// What happens.
  package enum Kind: Equatable, Sendable {
    case arrive(interaction: String, Channel, [Hop])
    case accept(interaction: String, agent: String)
    case abandon(interaction: String)
    case close(interaction: String)
    /// nil = all channels.
    case pause(agent: String, Channel?)
    case unpause(agent: String, Channel?)
  }

  package let line: Int
  package let at: Moment
  package let kind: Kind

  /// Reads all lines; blank lines are skipped.
  ///
  /// - Returns: the events that could be read, and every problem with the number of its line.
  package static func events(in text: [UInt8]) -> ([SimulationEvent], [Finding]) {
    var events: [SimulationEvent] = []
    var findings: [Finding] = []
    let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, bytes) in lines.enumerated() where !bytes.allSatisfy(" \t\r".utf8.contains) {
      do throws(Refusal) {
        var reader = try EventReader(try JSONValue(parsing: bytes))
        let event = SimulationEvent(
          line: index + 1, at: try reader.moment(), kind: try reader.kind())
        try reader.finish()
        if let last = events.last, event.at < last.at {
          throw Refusal(
            "order", "\(event.at.text) is earlier than line \(last.line)",
            hint: "lines stand in the order of time")
        }
        events.append(event)
      } catch {
        findings.append(Finding(line: index + 1, error))
      }
    }
    return (events, findings)
  }
}

extension Finding {
  /// A refused line of a simulation.
  init(line: Int, _ refusal: Refusal) {
    self.init(
      .error, "simulation.\(refusal.code)", field: "line \(line)", refusal.message,
      hint: refusal.hint)
  }
}

/// The members of one line.
///
/// Each is taken once; a member that nobody takes is an error.
private struct EventReader {
  private var members: [String: JSONValue]
  private var asked: [String] = []

  init(_ value: JSONValue) throws(Refusal) {
    guard case .object(let members) = value else {
      throw Refusal("form", "is \(value.noun) and no object", hint: .words(Self.example))
    }
    self.members = members
  }

  private static let example =
    #"for example {"at":"2026-01-31T10:00:00Z","event":"close","interaction":"c1"}"#

  /// A time without a zone is UTC, so that a simulation has the same result everywhere.
  mutating func moment() throws(Refusal) -> Moment {
    let text = try text("at")
    guard let time = WrittenTime(text) else {
      throw Refusal(
        "at", "at: \(quoted(text)) is not a time", hint: "for example 2026-01-31T10:00:00Z")
    }
    return time.moment { _ in 0 }
  }

  mutating func kind() throws(Refusal) -> SimulationEvent.Kind {
    let words = ["arrive", "accept", "abandon", "close", "pause", "unpause"]
    let event = try text("event")
    switch event {
    case "arrive": return try arrival()
    case "accept": return .accept(interaction: try text("interaction"), agent: try text("agent"))
    case "abandon": return .abandon(interaction: try text("interaction"))
    case "close": return .close(interaction: try text("interaction"))
    case "pause": return .pause(agent: try text("agent"), try channel(isNeeded: false))
    case "unpause": return .unpause(agent: try text("agent"), try channel(isNeeded: false))
    default:
      let refusal = Refusal.notOneOf(words, given: event)
      throw Refusal("event", "event: \(refusal.message)", hint: refusal.hint)
    }
  }

  private mutating func arrival() throws(Refusal) -> SimulationEvent.Kind {
    let interaction = try text("interaction")
    guard let channel = try channel(isNeeded: true) else { throw missing("channel") }
    guard case .array(let values) = try take("queues"), !values.isEmpty else {
      throw Refusal(
        "queues", "queues: must be a list of at least one queue",
        hint: #"for example "queues":[{"name":"help","timeout":30}]"#)
    }
    var hops: [SimulationEvent.Hop] = []
    for value in values {
      var reader = try EventReader(value)
      let name = try reader.text("name")
      guard case .number(let timeout) = try reader.take("timeout"), (1...86_400).contains(timeout)
      else {
        throw Refusal("timeout", "timeout: must be a number of seconds from 1 to 86400, a day")
      }
      try reader.finish()
      do throws(Finding) {
        hops.append(.init(queue: try QueueName("\(channel.rawValue):\(name)"), timeout: timeout))
      } catch {
        throw Refusal("queues", "queues: \(error.message)", hint: error.hint)
      }
    }
    return .arrive(interaction: interaction, channel, hops)
  }

  private mutating func channel(isNeeded: Bool) throws(Refusal) -> Channel? {
    guard isNeeded || members["channel"] != nil else {
      asked.append("channel")
      return nil
    }
    let word = try text("channel")
    let channel: Channel
    do { channel = try Channel(parsing: word) } catch {
      throw Refusal("channel", "channel: \(error.message)", hint: error.hint)
    }
    guard channel != .voice else {
      throw Refusal(
        "channel", "channel: \(Channel.voiceRefusal.message)", hint: Channel.voiceRefusal.hint)
    }
    return channel
  }

  private mutating func text(_ name: String) throws(Refusal) -> String {
    guard case .string(let text) = try take(name), !text.isEmpty else {
      throw Refusal(name, "\(name): must be a text that is not empty")
    }
    return text
  }

  private mutating func take(_ name: String) throws(Refusal) -> JSONValue {
    asked.append(name)
    guard let value = members.removeValue(forKey: name) else { throw missing(name) }
    return value
  }

  private func missing(_ name: String) -> Refusal { Refusal(name, "\(name): is missing") }

  func finish() throws(Refusal) {
    guard let unknown = members.keys.sorted().first else { return }
    throw Refusal(
      "unknown", "there is no member \(quoted(unknown)) here",
      hint: nearest(to: unknown, in: asked).map(Hint.didYouMean))
  }
}
