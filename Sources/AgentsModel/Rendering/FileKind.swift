internal import AsteriskConfig

/// The kinds of generated files, each for one file of Asterisk.
///
/// Asterisk reloads them in this order, so that a peer exists before anything dials it.
package enum FileKind: String, CaseIterable, Comparable, Sendable {
  case sip, pjsip, voicemail, queues, extensions

  /// The name of the root file.
  package var root: String { "\(rawValue)_agents.conf" }

  /// The directory of the files that the root includes.
  package var directory: String { "\(rawValue)_agents.d" }

  /// Asterisk's own file that must include the root.
  package var includedBy: String { "\(rawValue).conf" }

  /// Whether its files contain digests or PINs; roots never do.
  package var holdsSecrets: Bool {
    switch self {
    case .sip, .pjsip, .voicemail: true
    case .queues, .extensions: false
    }
  }

  /// The kinds with a file for each thousand internals.
  package static func blockKinds(_ dialect: Dialect) -> [FileKind] {
    dialect.kinds.filter { $0 != .queues }
  }

  package static func < (a: Self, b: Self) -> Bool { a.order < b.order }

  private var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// The sections for an endpoint in the file of its block; empty = none.
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

/// How Asterisk names a directory in `#include`.
///
/// A relative path is relative to Asterisk's configuration directory, never to the including file.
/// When our directory is in one called `asterisk`, as in `/etc/asterisk/xcally`, that one is
/// assumed to be it and the path is relative, so that the files also work in a chroot or container.
/// Otherwise the path is absolute.
package struct IncludePath: Equatable, Sendable {
  package let text: String

  package init(directory: String) {
    let parts = directory.split(separator: "/")
    text =
      parts.count >= 2 && parts[parts.count - 2] == "asterisk"
      ? String(parts[parts.count - 1]) : directory
  }

  /// The line that Asterisk's own file needs, for instance in `sip.conf`.
  package func line(for kind: FileKind) -> String {
    "#include \"\(text)/\(kind.root)\""
  }
}
