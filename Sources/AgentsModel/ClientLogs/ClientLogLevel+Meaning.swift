extension ClientLogLevel {
  /// From the most severe, 0, to the least; a level includes those before it (the vendor's page).
  package var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// Whether a log of this level keeps entries of `other`.
  package func includes(_ other: ClientLogLevel) -> Bool { other.rank <= rank }

  /// What is kept, the vendor's page in short.
  package var meaning: String {
    switch self {
    case .error: "errors after which the desktop may go on"
    case .warning: "also what may do harm"
    case .info: "also what the desktop is doing, in broad strokes"
    case .debug: "also every detail, to find a fault"
    }
  }

  /// The level that a word in a log names, in any case; nil for other words.
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
