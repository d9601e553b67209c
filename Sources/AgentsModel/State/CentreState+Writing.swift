internal import YAML

extension CentreState {
  /// The file, in UTF-8: what is in order here stands there in the same order.
  package var bytes: [UInt8] {
    var members: [(String, YAMLNode)] = [(Self.versionKey, .plain(Self.version))]
    for section in Section.allCases {
      guard let entries = self[section] else { continue }
      members.append((section.rawValue, Self.node(entries, section)))
    }
    return YAMLNode.mapping(members).bytes
  }

  private static func node(_ entries: [Entry], _ section: Section) -> YAMLNode {
    switch section {
    case .settings: return entries.first.map { node($0, section) } ?? .mapping([])
    // One a line, unlike the words of one value.
    case .teams, .profiles: return .mapping(entries.map { ($0.name, .mapping([])) })
    case .queues, .telephones, .agents:
      return .mapping(entries.map { ($0.name, node($0, section)) })
    }
  }

  private static func node(_ entry: Entry, _ section: Section) -> YAMLNode {
    let forms = forms[section] ?? [:]
    return .mapping(
      entry.values.map { key, value in
        (key, forms[key].map { node(value.text, $0) } ?? .text(value.text))
      })
  }

  private static func node(_ text: String, _ form: StateKey.Form) -> YAMLNode {
    switch form {
    case .value(.bool), .value(.integer): return .plain(text)
    case .value: return .text(text)
    case .list: return .texts(text.split(separator: ",").map(String.init))
    case .lines: return .texts(KeptSettings.items(of: text))
    case .memberships:
      return .mapping(
        text.split(separator: ",").map { word in
          let parts = word.split(separator: "=", maxSplits: 1)
          return (String(parts[0]), .plain(parts.count > 1 ? String(parts[1]) : "0"))
        })
    }
  }

  /// Section → key → how it is written.
  static let forms = Dictionary(
    uniqueKeysWithValues: Section.allCases.map { section in
      (
        section,
        Dictionary(
          uniqueKeysWithValues: StateKey.keys(section).map { ($0.key, $0.form) })
      )
    })
}
