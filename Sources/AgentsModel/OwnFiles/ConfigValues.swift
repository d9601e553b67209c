package import AsteriskConfig

// How Asterisk's modules read single values. The names of sections and settings are compared without case.

extension ConfigTree {
  /// The section of that name that a module reads: the first one, which is no template.
  package func section(_ name: String) -> Section? {
    sections.first { $0.name.caseFolded == name && !$0.isTemplate }
  }

  /// The last setting of `[general]` with any of these names (in lower case).
  package func general(_ names: String...) -> Entry? {
    section("general")?.settings.last { names.contains($0.setting.name.caseFolded) }
  }

  /// Files that exist and were not read, except our own: what is in them is not known.
  package var gap: Unread? { unread.first { $0.reason != .leftOut } }
}

extension ConfigTree.Section {
  /// The last setting of that name (in lower case).
  package func last(_ name: String) -> ConfigTree.Entry? {
    settings.last { $0.setting.name.caseFolded == name }
  }
}

extension ConfigTree.Entry {
  /// The value as it is written.
  package var value: String { setting.value }

  /// `name = value`.
  package var text: String { "\(setting.name) = \(setting.value)" }

  /// What Asterisk's `ast_true` takes for true.
  package var isTrue: Bool { value.isAsteriskTrue }
}

extension String {
  /// What Asterisk's `ast_true` takes for true.
  package var isAsteriskTrue: Bool {
    ["yes", "true", "y", "t", "1", "on"].contains(caseFolded)
  }

  /// What Asterisk's `ast_false` takes for false; not the opposite of ``isAsteriskTrue``.
  package var isAsteriskFalse: Bool {
    ["no", "false", "n", "f", "0", "off"].contains(caseFolded)
  }

  /// The port of `address:port`, `[::]:port` or `address`; nil when there is none.
  package var addressPort: Int? {
    let tail = hasPrefix("[") ? drop { $0 != "]" }.dropFirst() : self[...]
    // More than one colon without brackets is an IPv6 address alone.
    guard let colon = tail.firstIndex(of: ":"), tail.lastIndex(of: ":") == colon else { return nil }
    return Int(tail[tail.index(after: colon)...].prefix { $0.isNumber })
  }
}

/// Which of Asterisk's files come out of a database instead (`extconfig.conf`, `sorcery.conf`).
package struct ConfigMappings {
  private let files: [String: ConfigTree.Place]
  private let objects: [String: ConfigTree.Place]

  /// - Parameters:
  ///   - external: `extconfig.conf`.
  ///   - sorcery: `sorcery.conf`.
  package init(_ external: ConfigTree, sorcery: ConfigTree) {
    files = Dictionary(
      external.section("settings").map(\.settings)?.map {
        ($0.setting.name.caseFolded, $0.place)
      } ?? [], uniquingKeysWith: { first, _ in first })
    let elsewhere = sorcery.section("res_pjsip")?.settings.filter {
      !$0.value.caseFolded.hasPrefix("config")
    }
    objects = Dictionary(
      elsewhere?.map {
        ($0.setting.name.split(separator: "/").first.map(String.init) ?? "", $0.place)
      }
        ?? [],
      uniquingKeysWith: { first, _ in first })
  }

  /// The line by which a file is not read at all.
  package func place(of file: String) -> ConfigTree.Place? {
    // `global` is for every file without a mapping of its own (main/config.c).
    files[file.caseFolded] ?? files["global"]
  }

  /// The line by which PJSIP has objects of this type also from elsewhere.
  package func place(ofObjects type: String) -> ConfigTree.Place? { objects[type] }
}
