/// What an agent has open when a new interaction arrives.
public struct Workload: Equatable, Sendable {
  /// Open interactions of the channel.
  public var openOnChannel: Int
  /// Open tabs of all channels.
  public var openTabs: Int
  /// The agent is in pause, on all channels.
  public var isPaused: Bool

  /// What is open, and whether the agent is in pause.
  public init(openOnChannel: Int, openTabs: Int, isPaused: Bool) {
    self.openOnChannel = openOnChannel
    self.openTabs = openTabs
    self.isPaused = isPaused
  }
}

/// Whether an agent is notified of a new interaction, and which rule decides.
///
/// The vendor's page, "How checks on the tab-limit and capacity work": pause, then the tab limit,
/// then the capacity of the channel. An agent who fails a check is neither notified nor answers
/// automatically. Whether the agent can work at all is checked first.
public struct CapacityVerdict: Equatable, Sendable {
  /// In the order of the checks.
  public enum Rule: String, CaseIterable, Sendable {
    case account
    case pause
    case tabLimit = "tab limit"
    case capacity = "channel capacity"
  }

  /// A rule that was checked, and its result.
  public struct Check: Equatable, Sendable {
    /// The rule.
    public let rule: Rule
    /// It lets the interaction through.
    public let isPassed: Bool
    /// The figures or states that it compared, in words.
    public let finding: String
  }

  /// Whether the agent answers, and how.
  public enum Answer: Equatable, Sendable {
    case byHand
    /// Seconds after the notification.
    case automatic(delay: Int)
  }

  /// The reason that the queue's report will show.
  public enum Reason: String, Sendable {
    case accepted, timeout, abandoned
  }

  /// The checks up to the one that decides.
  public let checks: [Check]
  /// nil for an agent who is not notified.
  public let answer: Answer?

  /// The rule that forbids; nil where none does.
  public var rule: Rule? { checks.last.flatMap { $0.isPassed ? nil : $0.rule } }
  /// The agent is told of the interaction.
  public var isNotified: Bool { answer != nil }

  /// - Parameters:
  ///   - limits: The agent's limits on the channel.
  ///   - maxOpenTabs: The setting `maxOpenTabs`; 0 = no limit.
  package init(
    _ account: Account, _ limits: ChannelSettings, _ workload: Workload, maxOpenTabs: Int
  ) {
    var checks: [Check] = []
    for rule in Rule.allCases where checks.last?.isPassed != false {
      checks.append(Self.check(rule, account, limits, workload, maxOpenTabs))
    }
    self.checks = checks
    let answer: Answer =
      limits.autoanswer ? .automatic(delay: limits.autoanswerDelay.value) : .byHand
    self.answer = checks.allSatisfy(\.isPassed) ? answer : nil
  }

  /// The reason, as far as it is certain: an agent who answers by hand may be too late, and a
  /// customer may leave first.
  ///
  /// - Parameters:
  ///   - timeout: Seconds that the interaction waits in the queue; nil = long enough.
  package func reason(timeout: Int? = nil) -> Reason? {
    switch answer {
    case nil: .timeout
    case .byHand: nil
    // An answer at the very moment of the time-out is in time.
    case .automatic(let delay): delay <= timeout ?? .max ? .accepted : .timeout
    }
  }

  private static func check(
    _ rule: Rule, _ account: Account, _ limits: ChannelSettings, _ workload: Workload,
    _ maxOpenTabs: Int
  ) -> Check {
    let (isPassed, finding): (Bool, String) =
      switch rule {
      case .account: (account.obstacle == nil, account.obstacle ?? "active")
      case .pause: (!workload.isPaused, workload.isPaused ? "in pause" : "not in pause")
      case .tabLimit: limit(workload.openTabs, maxOpenTabs)
      case .capacity: limit(workload.openOnChannel, limits.capacity.value)
      }
    return Check(rule: rule, isPassed: isPassed, finding: finding)
  }

  private static func limit(_ open: Int, _ limit: Int) -> (Bool, String) {
    limit == 0 ? (true, "\(open) open, unlimited") : (open < limit, "\(open) of \(limit) open")
  }
}

extension Account {
  /// Why no interaction can reach the agent; nil for an agent who can work.
  fileprivate var obstacle: String? {
    if !deletedAt.text.isEmpty { return "deleted" }
    if disabled { return "disabled" }
    return locked ? "locked" : nil
  }
}

extension Channels {
  /// The settings of a channel; nil for voice, which has none.
  package subscript(channel: Channel) -> ChannelSettings? {
    switch channel {
    case .voice: nil
    case .chat: chat
    case .mail: mail
    case .sms: sms
    case .openchannel: openchannel
    case .fax: fax
    case .whatsapp: whatsapp
    }
  }
}

extension Channel {
  /// Why voice is refused.
  package static let voiceRefusal = Refusal(
    "voice", "calls open no tabs and have no capacity",
    hint: "whether a busy agent is rung is phoneBarRingInUse; who is in pause is not rung")
}
