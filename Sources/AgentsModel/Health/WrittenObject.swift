package import AsteriskConfig

/// What our files say of one thing, the settings of its template included: a phone, a mailbox, a queue, an extension.
package struct WrittenObject: Equatable, Sendable {
  /// The name of a phone in Asterisk, an internal, the name of a queue, or of a template.
  package let name: String
  /// `peer` for chan_sip; `endpoint`, `auth`, `aor` or `identify` for PJSIP; else `template`, `mailbox`, `queue`,
  /// `extension` or `include`.
  package let type: String
  /// As in the file; the later value wins, but those of `password_digest` and of kept settings are together.
  package private(set) var settings: [String: String] = [:]

  /// The object of a channel driver.
  init(_ section: Section, _ driver: Dialect.Driver, templates: [Section]) {
    name = section.name
    type =
      section.isTemplate
      ? "template" : driver == .sip ? "peer" : PJSIPEndpoints.type(of: section)
    let inherited = section.templates.flatMap { name in
      templates.first { $0.name == name }?.settings ?? []
    }
    for setting in inherited + section.settings {
      add(setting, driver.keptKind)
    }
  }

  private mutating func add(_ setting: Setting, _ kind: KeptSetting.Kind) {
    let countsEach =
      setting.name == "password_digest" || KeptSetting.keys[kind]?.contains(setting.name) == true
    guard countsEach, let first = settings[setting.name] else {
      settings[setting.name] = setting.value
      return
    }
    settings[setting.name] = "\(first),\(setting.value)"
  }

  private init(_ name: String, _ type: String, _ settings: [String: String] = [:]) {
    (self.name, self.type, self.settings) = (name, type, settings)
  }

  /// An extension as Asterisk shows it.
  package init(_ number: String, _ steps: [DialplanListing.Step]) {
    self.init(number, "extension")
    for step in steps { settings[step.priority.map(String.init) ?? "hint"] = step.text }
  }

  /// What differs in another description of the same object, by setting.
  package func differences(from other: WrittenObject) -> [Difference] {
    // A field too many in the line of a mailbox moves its PIN into another.
    let isMoved = type == "mailbox" && settings["pin"] != other.settings["pin"]
    return Set(settings.keys).union(other.settings.keys).sorted().compactMap { setting in
      let (mine, its) = (settings[setting] ?? "", other.settings[setting] ?? "")
      guard mine != its else { return nil }
      return isMoved || holdsSecret(setting: setting)
        ? .secret(setting: setting) : .value(setting: setting, expected: mine, actual: its)
    }
  }
}

extension Rendering {
  /// The objects of an agent or a telephone, as they are written.
  package func objects(of endpoint: Endpoint) -> [WrittenObject] {
    objects(endpoint, dialect.driver.files)
  }

  /// The same in one kind of files; none where nothing is written.
  package func objects(_ endpoint: Endpoint, _ kind: FileKind) -> [WrittenObject] {
    // How long a phone rings is a setting.
    let sections =
      kind == .extensions
      ? Extensions.content(of: endpoint, dialect.dialled, ringing: settings.ringSeconds.value)
      : kind.content(of: endpoint, dialect)
    return objects(in: ConfigDocument(items: sections.map { .section($0) }), of: kind)
  }

  /// The objects in a file of ours, in its order.
  ///
  /// - Parameter isMeant: Whether an object of this name is wanted.
  /// - Returns: nil for text that Asterisk could not read either.
  package func objects(
    in bytes: [UInt8], of kind: FileKind, _ isMeant: (String) -> Bool = { _ in true }
  ) -> [WrittenObject]? {
    guard let document = try? ConfigDocument(parsing: bytes) else { return nil }
    return objects(in: document, of: kind, isMeant)
  }

  private func objects(
    in document: ConfigDocument, of kind: FileKind, _ isMeant: (String) -> Bool = { _ in true }
  ) -> [WrittenObject] {
    switch kind {
    case .sip, .pjsip:
      let templates = templates(of: kind)
      let driver: Dialect.Driver = kind == .sip ? .sip : .pjsip
      return document.sections.filter { isMeant($0.name) }
        .map { WrittenObject($0, driver, templates: templates) } + WrittenObject.includes(document)
    case .voicemail:
      return document.sections.flatMap(\.settings).filter { isMeant($0.name) }
        .map(WrittenObject.init(mailbox:)) + WrittenObject.includes(document)
    case .queues:
      return document.sections.filter { isMeant($0.name) }.map(WrittenObject.init(queue:))
        + WrittenObject.includes(document)
    case .extensions:
      return document.sections.flatMap(WrittenObject.extensions).filter { isMeant($0.name) }
        + WrittenObject.includes(document)
    }
  }
}

extension WrittenObject {
  fileprivate static func includes(_ document: ConfigDocument) -> [WrittenObject] {
    document.items.compactMap { item in
      guard case .include(let include) = item else { return nil }
      return WrittenObject(include.path, "include")
    }
  }

  /// `1000 => pin,name,mail,pager,options`.
  fileprivate init(mailbox: Setting) {
    let parts = mailbox.value.split(separator: ",", maxSplits: 3, omittingEmptySubsequences: false)
    let keys = ["pin", "fullname", "email", "options"]
    self.init(
      mailbox.name, "mailbox",
      Dictionary(zip(keys, parts.map(String.init)), uniquingKeysWith: { first, _ in first }))
  }

  fileprivate init(queue: Section) {
    self.init(queue.name, "queue")
    for setting in queue.settings {
      guard setting.name == "member" else {
        add(setting, .queue)
        continue
      }
      let halves = setting.value.split(separator: ",", maxSplits: 1)
      settings["member \(halves.first ?? "")"] = halves.count > 1 ? String(halves[1]) : ""
    }
  }

  /// `exten => number,priority,application`, with the priorities counted.
  fileprivate static func extensions(_ section: Section) -> [WrittenObject] {
    var objects: [WrittenObject] = []
    var priority = 0
    for setting in section.settings {
      let parts = setting.value.split(separator: ",", maxSplits: 2).map(String.init)
      guard setting.name == "exten", parts.count == 3 else { continue }
      let name =
        section.name == Extensions.context ? parts[0] : "\(parts[0])@\(section.name)"
      if objects.last?.name != name {
        objects.append(WrittenObject(name, "extension"))
        priority = 0
      }
      if parts[1] != "hint" { priority += 1 }
      objects[objects.count - 1].settings[parts[1] == "hint" ? "hint" : "\(priority)"] = parts[2]
    }
    return objects
  }
}

/// The value of a setting of Asterisk's files as it may be shown; of a variable the name says whether it is a secret.
package func shown(_ value: String, ofSetting name: String) -> String {
  if holdsSecret(setting: name) { return "***" }
  let variable = value.prefix { $0 != "=" }
  return variable.count < value.count && holdsSecret(setting: String(variable))
    ? "\(variable)=***" : value
}

/// Whether nothing may be shown of a setting of Asterisk's files, by its name in any case.
package func holdsSecret(setting name: String) -> Bool {
  let name = name.caseFolded
  return ["pin", "register"].contains(name)
    || ["secret", "auth", "cred", "digest", "password", "token"].contains { name.contains($0) }
}
