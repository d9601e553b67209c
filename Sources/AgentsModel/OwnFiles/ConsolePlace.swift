package import AsteriskConfig

/// Where Asterisk's control socket is, as its `asterisk.conf` says.
package struct ConsolePlace: Equatable, Sendable {
  /// The absolute path.
  package let socket: String
  /// `asterisk.conf`, if it could not be read, so that the socket may be elsewhere.
  package let unread: String?

  /// The name of Asterisk's first file.
  package static let file = "asterisk.conf"

  /// - Parameter tree: `asterisk.conf`. Where it says nothing, or is not there, Asterisk's defaults apply.
  ///   Asterisk takes no value from a template (`[directories](!)`, as Debian has it).
  package init(_ tree: ConfigTree) {
    func value(_ key: String, _ section: String) -> String? {
      tree.sections.first { $0.name.caseFolded == section && !$0.isTemplate }?.settings
        .last { $0.setting.name.caseFolded == key && !$0.setting.value.isEmpty }?.setting.value
    }
    let named = value("astrundir", "directories") ?? ""
    // A relative one depends on where Asterisk was started.
    let directory = named.hasPrefix("/") ? named : "/var/run/asterisk"
    socket = "\(directory)/\(value("astctl", "files") ?? "asterisk.ctl")"
    unread =
      tree.unread.first { if case .failed = $0.reason { true } else { false } }?.path
  }
}
