package import YAML

/// A centre as a file says it, or as it is stored: texts by their keys, and only what is not the default.
///
/// A section that is nil is none of the file's business.
package struct CentreState: Sendable {
  /// The parts of the file, in its order.
  package enum Section: String, CaseIterable, Sendable {
    case settings, queues, teams, profiles, telephones, agents

    /// One of its things, for people; of the settings a setting.
    package var noun: String { String(rawValue.dropLast()) }
  }

  /// A value, as a cell of CSV and `--set` have it.
  package struct Value: Sendable {
    package let text: String
    /// nil = it is stored, and no file's.
    package let place: YAMLPlace?

    package init(_ text: String, at place: YAMLPlace? = nil) {
      (self.text, self.place) = (text, place)
    }
  }

  /// A thing with its values.
  package struct Entry: Sendable {
    package let name: String
    package let place: YAMLPlace?
    /// In the order of the file, or of ``StateKey/keys(_:)``.
    package var values: [(key: String, value: Value)] = []

    package init(_ name: String, at place: YAMLPlace? = nil) {
      (self.name, self.place) = (name, place)
    }

    package subscript(key: String) -> Value? { values.first { $0.key == key }?.value }

    package mutating func add(_ key: String, _ text: String) {
      values.append((key, Value(text)))
    }
  }

  /// What is set; the entry has no name.
  package var settings: Entry?
  package var queues: [Entry]?
  /// Entries without values.
  package var teams: [Entry]?
  /// Entries without values.
  package var profiles: [Entry]?
  package var telephones: [Entry]?
  package var agents: [Entry]?

  package init() {}

  /// The version of the form.
  package static let version = "1"
  /// The key of the version.
  package static let versionKey = "centre"

  /// The things of a section.
  package subscript(section: Section) -> [Entry]? {
    get {
      switch section {
      case .settings: settings.map { [$0] }
      case .queues: queues
      case .teams: teams
      case .profiles: profiles
      case .telephones: telephones
      case .agents: agents
      }
    }
    set {
      switch section {
      case .settings: settings = newValue?.first
      case .queues: queues = newValue
      case .teams: teams = newValue
      case .profiles: profiles = newValue
      case .telephones: telephones = newValue
      case .agents: agents = newValue
      }
    }
  }
}

/// A key of a thing in a file of a centre.
package struct StateKey: Sendable {
  /// How its value is written.
  package enum Form: Sendable {
    /// A scalar.
    case value(FieldKind)
    /// A sequence of words.
    case list([String])
    /// A sequence of lines, each KEY=VALUE.
    case lines
    /// A mapping from names to penalties.
    case memberships
  }

  package let key: String
  package let form: Form
  /// One line on what it is.
  package let help: String
  /// Must be there.
  package var isRequired = false
  /// Only in files with secrets; nothing changes where it is missing.
  package var isSecret = false

  init(_ key: String, _ form: Form, _ help: String) {
    (self.key, self.form, self.help) = (key, form, help)
  }

  init(_ field: Field) {
    let form: Form =
      switch field.kind {
      case _ where field.key == "queues": .memberships
      case .list(let words): .list(words)
      case .lines: .lines
      case .text, .digits, .bool, .integer, .choice, .timestamp: .value(field.kind)
      }
    self.init(field.key, form, field.help)
    (isRequired, isSecret) = (field.isRequired, field.isSecret)
  }

  private static func secret(_ key: String, _ help: String) -> StateKey {
    var key = StateKey(key, .value(.text), help)
    key.isSecret = true
    return key
  }

  /// The keys of one thing of a section, in the order in which they are written; teams and profiles have none.
  package static func keys(_ section: CentreState.Section) -> [StateKey] {
    switch section {
    case .settings: settingKeys
    case .queues: queueKeys
    case .telephones: telephoneKeys
    case .agents: agentKeys
    case .teams, .profiles: []
    }
  }

  private static let settingKeys = SettingCatalog.settings.map { setting in
    if case .list(let words) = setting.property.kind {
      return StateKey(setting.key, .list(words), setting.help)
    }
    return StateKey(setting.key, .value(setting.property.kind), setting.help)
  }

  private static let queueKeys =
    [
      StateKey(
        "strategy", .value(.choice(QueueStrategy.words)), "How the next member is chosen."),
      StateKey("weight", .value(Weight.kind), "Priority among queues."),
      StateKey("teams", .memberships, "The teams that bring their agents into it."),
    ] + QueueSetting.allCases.map { StateKey($0.rawValue, .value($0.kind), $0.help) }
    + [StateKey("kept", .lines, "Other settings of queues.conf.")]

  private static let digest = secret(
    "sipDigest", "What the phone registers with: realm:md5 or realm:md5:sha256.")

  private static let telephoneKeys =
    Telephone.fields.map { field in
      var key = StateKey(field)
      key.isRequired = field.key == "fullname"
      return key
    } + [
      StateKey("kept", .lines, "Settings of sip.conf or pjsip.conf that no field stands for."),
      digest,
    ]

  private static let agentKeys =
    FieldCatalog.fields.filter { [.editable, .relation].contains($0.access) }.map { StateKey($0) }
    + [secret("passwordHash", "The hash of the login's password: crypt(3)."), digest]
}

extension QueueSetting {
  fileprivate var kind: FieldKind {
    switch self {
    case .timeout, .retry, .wrapuptime, .maxlen, .servicelevel: .integer(0...86_400)
    case .musicclass, .announce, .joinempty, .leavewhenempty: .text
    }
  }
}
