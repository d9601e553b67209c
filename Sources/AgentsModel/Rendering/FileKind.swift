internal import AsteriskConfig

/// The kinds of generated files, each for one of Asterisk's own; in the order in which Asterisk is told
/// of them: what dials comes after what is dialled.
package enum FileKind: String, CaseIterable, Comparable, Sendable {
  case sip, pjsip, voicemail, queues, extensions

  /// The name of its root.
  package var root: String { "\(rawValue)_agents.conf" }

  /// The directory of what the root includes.
  package var directory: String { "\(rawValue)_agents.d" }

  /// Asterisk's own file that must include the root.
  package var includedBy: String { "\(rawValue).conf" }

  /// Whether its files hold digests or PINs; roots hold none.
  package var holdsSecrets: Bool {
    switch self {
    case .sip, .pjsip, .voicemail: true
    case .queues, .extensions: false
    }
  }

  /// Those that have a file for each thousand internals.
  static func blockKinds(_ dialect: Dialect) -> [FileKind] {
    dialect.kinds.filter { $0 != .queues }
  }

  package static func < (a: Self, b: Self) -> Bool { a.order < b.order }

  private var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// What the file of a block shows of an endpoint; empty = nothing.
  func content(of endpoint: Endpoint, _ dialect: Dialect) -> [Section] {
    switch self {
    case .sip: SIPPeers.peer(endpoint).map { [$0] } ?? []
    case .pjsip: PJSIPEndpoints.sections(of: endpoint, dialect)
    case .voicemail: Mailboxes.content(of: endpoint)
    case .extensions: Extensions.content(of: endpoint, dialect.dialled)
    case .queues: []
    }
  }
}
