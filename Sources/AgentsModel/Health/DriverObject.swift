internal import AsteriskConfig

/// What our files say of one object of a channel driver, the settings of its template included.
package struct DriverObject: Equatable, Sendable {
  /// A username.
  package let name: String
  /// `peer` for chan_sip; `endpoint`, `auth`, `aor` or `identify` for PJSIP.
  package let type: String
  /// As in the file; the later value wins, and those of `password_digest` are together.
  package private(set) var settings: [String: String] = [:]

  init(_ section: Section, _ driver: Dialect.Driver, templates: [Section]) {
    name = section.name
    type = driver == .sip ? "peer" : PJSIPEndpoints.type(of: section)
    let inherited = section.templates.flatMap { name in
      templates.first { $0.name == name }?.settings ?? []
    }
    for setting in inherited + section.settings {
      guard setting.name == "password_digest", let first = settings[setting.name] else {
        settings[setting.name] = setting.value
        continue
      }
      settings[setting.name] = "\(first),\(setting.value)"
    }
  }

  /// The settings of which nothing may be shown.
  package static let secrets: Set<String> = [
    "md5secret", "secret", "md5_cred", "password", "password_digest",
  ]

  /// What differs in another description of the same object, by setting.
  package func differences(from other: DriverObject) -> [Difference] {
    Set(settings.keys).union(other.settings.keys).sorted().compactMap { setting in
      let (mine, its) = (settings[setting] ?? "", other.settings[setting] ?? "")
      guard mine != its else { return nil }
      return Self.secrets.contains(setting)
        ? .secret(setting: setting) : .value(setting: setting, expected: mine, actual: its)
    }
  }
}

extension Rendering {
  /// The objects of an agent or a telephone, as they are written.
  package func objects(of endpoint: Endpoint) -> [DriverObject] {
    objects(dialect.driver.files.content(of: endpoint, dialect), dialect.driver.files)
  }

  /// The objects in a file of ours, in its order.
  ///
  /// - Parameter isMeant: Whether an object of this name is wanted.
  /// - Returns: nil for text that Asterisk could not read either.
  package func objects(
    in bytes: [UInt8], of kind: FileKind, _ isMeant: (String) -> Bool = { _ in true }
  ) -> [DriverObject]? {
    guard let sections = try? ConfigDocument(parsing: bytes).sections else { return nil }
    return objects(sections.filter { isMeant($0.name) }, kind)
  }

  private func objects(_ sections: [Section], _ kind: FileKind) -> [DriverObject] {
    let templates = templates(of: kind)
    let driver: Dialect.Driver = kind == .sip ? .sip : .pjsip
    return sections.map { DriverObject($0, driver, templates: templates) }
  }
}
