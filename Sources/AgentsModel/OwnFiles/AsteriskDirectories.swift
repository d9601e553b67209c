package import AsteriskConfig

/// Asterisk's directories, as its `asterisk.conf` says or by default.
package struct AsteriskDirectories {
  private let settings: [String: String]

  /// - Parameter tree: `asterisk.conf`. Asterisk takes no value from a template.
  package init(_ tree: ConfigTree) {
    let sections = tree.sections.filter { section in
      section.name.caseFolded == "directories" && !section.isTemplate
    }
    settings = Dictionary(
      sections.flatMap(\.settings).map { ($0.setting.name.caseFolded, $0.setting.value) }
        .filter { !$0.1.isEmpty }, uniquingKeysWith: { $1 })
  }

  /// The directory of that key, such as `astspooldir`; defaults are those of Debian's package.
  package subscript(key: String) -> String { settings[key] ?? Self.defaults[key] ?? "" }

  private static let defaults = [
    "astetcdir": "/etc/asterisk", "astmoddir": "/usr/lib/asterisk/modules",
    "astvarlibdir": "/var/lib/asterisk", "astspooldir": "/var/spool/asterisk",
    "astrundir": "/var/run/asterisk", "astlogdir": "/var/log/asterisk",
  ]
}
