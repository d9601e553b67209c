extension ClientLogLevel {
  /// 0 for the most severe; a level includes the more severe ones (the vendor's page).
  package var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// Whether a log of this level keeps entries of `other`.
  package func includes(_ other: ClientLogLevel) -> Bool { other.rank <= rank }

  /// What is kept, as the vendor's page says in short.
  public var meaning: String {
    switch self {
    case .error: "errors after which the desktop may go on"
    case .warning: "also what may do harm"
    case .info: "also what the desktop is doing, in broad strokes"
    case .debug: "also every detail, to find a fault"
    }
  }

  /// Reads the word of a level as logs write it, in any case; nil for other words.
  init?(logWord word: some Collection<UInt8>) {
    switch String(decoding: word, as: UTF8.self).lowercased() {
    case "error", "err", "fatal", "critical": self = .error
    case "warn", "warning": self = .warning
    case "info", "notice", "log": self = .info
    case "debug", "verbose", "trace", "silly": self = .debug
    default: return nil
    }
  }
}

extension AgentPlan {
  /// The plan makes the agent's desktop write its log to the server.
  package var turnsClientLogsOn: Bool {
    new.clientLogs.enabled && !(old?.clientLogs.enabled ?? false)
  }
}

extension Finding {
  /// Reported once for each request, however many agents it has: the vendor's page warns of it.
  package static let clientLogTraffic = Finding(
    .warning, "clientLogs.traffic", field: "clientLogs", "client logs cause high traffic",
    hint: .endLogs)
}
