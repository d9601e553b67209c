/// What customers reach the centre by; each queue belongs to one.
package enum Channel: String, Choice {
  case voice, chat, mail, sms, openchannel, fax, whatsapp

  /// How a queue of the channel may choose among its members (the vendor's queue pages; voice as in
  /// Asterisk's `queues.conf`), the default first.
  package var strategies: [QueueStrategy] {
    switch self {
    case .voice: [.ringall, .rrmemory, .leastrecent, .fewestcalls, .random, .linear, .wrandom]
    case .chat, .mail, .sms, .openchannel, .fax, .whatsapp: [.beepall, .rrmemory, .leastrecent]
    }
  }

  /// The field by which an agent answers the channel automatically; nil for voice.
  package var autoanswerKey: String? { self == .voice ? nil : "\(rawValue)Autoanswer" }
}

/// How a queue chooses the member that is offered the next interaction.
package enum QueueStrategy: String, Choice {
  case ringall, rrmemory, leastrecent, fewestcalls, random, linear, wrandom, beepall
}

extension QueueStrategy {
  /// Reads the strategy of a queue of `channel`.
  ///
  /// - Throws: a refusal with the strategies of that channel.
  package init(parsing text: String, for channel: Channel) throws(Refusal) {
    let words = channel.strategies.map(\.rawValue)
    guard let strategy = channel.strategies.first(where: { $0.rawValue == text.lowercased() })
    else {
      throw Refusal(
        "not-for-channel",
        "\(quoted(text)) is not one of \(words.joined(separator: ", ")), which \(channel.rawValue) "
          + "queues have",
        hint: nearest(to: text, in: words).map { "did you mean \($0)?" })
    }
    self = strategy
  }
}

/// Priority of a queue among those that wait for the same agent, 0–10 (the vendor's page).
package typealias Weight = Number<WeightBounds>
package enum WeightBounds: NumberBounds { package static var range: ClosedRange<Int> { 0...10 } }

/// Rank of a member in a queue, 0 to the largest `int` of C: Asterisk rings the lowest first.
package typealias Penalty = Number<PenaltyBounds>
package enum PenaltyBounds: NumberBounds {
  package static var range: ClosedRange<Int> { 0...Int(Int32.max) }
}
