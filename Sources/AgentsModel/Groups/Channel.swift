/// How customers reach the centre; each queue belongs to one channel.
public enum Channel: String, Choice {
  case voice, chat, mail, sms, openchannel, fax, whatsapp

  /// The strategies of the channel's queues, the default first (the vendor's queue pages; for voice
  /// Asterisk's `queues.conf`).
  public var strategies: [QueueStrategy] {
    switch self {
    case .voice: [.ringall, .rrmemory, .leastrecent, .fewestcalls, .random, .linear, .wrandom]
    case .chat, .mail, .sms, .openchannel, .fax, .whatsapp: [.beepall, .rrmemory, .leastrecent]
    }
  }

  /// The key of the field that makes an agent answer the channel automatically; nil for voice.
  package var autoanswerKey: String? { self == .voice ? nil : "\(rawValue)Autoanswer" }
}

/// How a queue chooses the member for the next interaction.
public enum QueueStrategy: String, Choice {
  case ringall, rrmemory, leastrecent, fewestcalls, random, linear, wrandom, beepall
}

extension QueueStrategy {
  /// Reads the strategy of a queue of `channel`.
  ///
  /// - Throws: a refusal with the strategies of that channel.
  public init(parsing text: String, for channel: Channel) throws(Refusal) {
    let words = channel.strategies.map(\.rawValue)
    guard let strategy = channel.strategies.first(where: { $0.rawValue == text.lowercased() })
    else {
      throw Refusal(
        "not-for-channel",
        "\(quoted(text)) is not one of \(words.joined(separator: ", ")), which \(channel.rawValue) "
          + "queues have",
        hint: nearest(to: text, in: words).map(Hint.didYouMean))
    }
    self = strategy
  }
}

/// Priority among queues that wait for the same agent, 0–10 (the vendor's page).
public typealias Weight = Number<WeightBounds>
/// The bounds of ``Weight``.
public enum WeightBounds: NumberBounds {
  /// 0–10.
  public static var range: ClosedRange<Int> { 0...10 }
}

/// Rank of a member in a queue, 0 to the largest `int` of C: Asterisk rings the lowest first.
public typealias Penalty = Number<PenaltyBounds>
/// The bounds of ``Penalty``.
public enum PenaltyBounds: NumberBounds {
  /// 0 to the largest `int` of C.
  public static var range: ClosedRange<Int> { 0...Int(Int32.max) }
}
