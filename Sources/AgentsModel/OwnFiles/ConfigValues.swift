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
}
