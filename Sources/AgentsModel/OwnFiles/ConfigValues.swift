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

/// A socket of a server, as its file names it.
package struct ServerAddress: Hashable, Sendable {
  /// A name or an address; one of IPv6 in brackets.
  package let host: String
  /// Where it listens.
  package private(set) var port: Int

  /// - Parameters:
  ///   - text: `ADDRESS`, `ADDRESS:PORT` or `PORT`.
  ///   - usual: The port where none is named.
  package init(_ text: String, port usual: Int) {
    let isPort = !text.isEmpty && text.allSatisfy(\.isNumber)
    port = isPort ? Int(text) ?? usual : text.addressPort.flatMap { $0 > 0 ? $0 : nil } ?? usual
    let name =
      isPort
      ? ""
      : text.addressPort == nil ? text : String(text[..<(text.lastIndex(of: ":") ?? text.endIndex)])
    host = name.contains(":") && !name.hasPrefix("[") ? "[\(name)]" : name
  }

  /// The same host at another port.
  package func at(port: Int) -> ServerAddress {
    var address = self
    address.port = port
    return address
  }

  /// Where this host reaches it: who listens at all addresses, listens at that of the host itself.
  package var local: String {
    switch host {
    case "", "*", "0.0.0.0": "127.0.0.1:\(port)"
    case "[::]": "[::1]:\(port)"
    default: "\(host):\(port)"
    }
  }
}

/// Which of Asterisk's files come out of something else instead (`extconfig.conf`, `sorcery.conf`).
package struct ConfigMappings {
  private let files: [String: ConfigTree.Entry]
  private let objects: [String: [ConfigTree.Entry]]

  /// - Parameters:
  ///   - external: `extconfig.conf`.
  ///   - sorcery: `sorcery.conf`.
  package init(_ external: ConfigTree, sorcery: ConfigTree) {
    files = Dictionary(
      (external.section("settings")?.settings ?? []).map { ($0.setting.name.caseFolded, $0) },
      uniquingKeysWith: { first, _ in first })
    // `endpoint/cache` is about endpoints, too.
    objects = Dictionary(grouping: sorcery.section("res_pjsip")?.settings ?? []) { entry in
      String(entry.setting.name.prefix { $0 != "/" })
    }
  }

  /// The line by which a file is not read at all.
  package func entry(of file: String) -> ConfigTree.Entry? {
    // `global` is for every file without a mapping of its own (main/config.c).
    files[file.caseFolded] ?? files["global"]
  }

  /// The line by which PJSIP has objects of this type also from elsewhere.
  package func place(ofObjects type: String) -> ConfigTree.Place? {
    objects[type]?.first { !$0.setting.value.caseFolded.hasPrefix("config") }?.place
  }

  /// The line by which PJSIP does not look into pjsip.conf for objects of this type.
  package func entry(insteadOf type: String) -> ConfigTree.Entry? {
    let reads = objects[type]?.contains { entry in
      let words = entry.setting.value.split(separator: ",")
      return words.first == "config" && words.count > 1
        && words[1].split(separator: "/").last == FileKind.pjsip.includedBy[...]
    }
    return reads == true ? nil : objects[type]?.first
  }
}
