internal import AsteriskConfig

/// The lines of pjsip.conf and pjsip_wizard.conf that name an object of PJSIP: `auth`, `outbound_auth`, `aors`, `transport`
/// and `endpoint`, in an object of any type.
struct PJSIPReferences {
  let all: [Reference]
  private let targets: [Target: [Int]]
  private let objects: Set<Target>

  /// An object of PJSIP: its type and its name, with case.
  struct Target: Hashable {
    let type: String
    let name: String
  }

  /// A line that names an object.
  struct Reference: Equatable {
    let target: Target
    /// The name and the type of the section with the line.
    let owner: String
    let type: String
    let entry: ConfigTree.Entry

    /// The same for the same line, wherever it stands in the file.
    var line: [String] { [type, owner, key, target.type, target.name] }

    var key: String { entry.setting.name }
    /// `outbound_auth of [carrier]`.
    var text: String { "\(key) of [\(owner)]" }
  }

  init(_ pjsip: ConfigTree, _ wizard: ConfigTree) {
    var all: [Reference] = []
    var objects: Set<Target> = []
    for section in (pjsip.sections + wizard.sections) where !section.isTemplate {
      guard let type = section["type"] else { continue }
      objects.insert(Target(type: type, name: section.name))
      if type == "wizard" { objects.formUnion(Self.objects(ofWizard: section)) }
      for entry in section.settings {
        // A wizard says of which of its objects a line is: `endpoint/auth`.
        guard let target = Self.types[String(entry.setting.name.split(separator: "/").last ?? "")]
        else { continue }
        for name in entry.value.split(separator: ",").map(trimmed) where !name.isEmpty {
          all.append(
            Reference(
              target: Target(type: target, name: name), owner: section.name, type: type,
              entry: entry))
        }
      }
    }
    (self.all, self.objects) = (all, objects)
    targets = Dictionary(grouping: all.indices) { all[$0].target }
  }

  private static let types = [
    "auth": "auth", "outbound_auth": "auth", "aors": "aor", "transport": "transport",
    "endpoint": "endpoint", "default_outbound_endpoint": "endpoint",
  ]

  /// The objects that a wizard makes, by the names that `res_pjsip_config_wizard.c` gives them.
  private static func objects(ofWizard section: ConfigTree.Section) -> [Target] {
    [
      Target(type: "endpoint", name: section.name), Target(type: "aor", name: section.name),
      Target(type: "auth", name: "\(section.name)-iauth"),
      Target(type: "auth", name: "\(section.name)-oauth"),
    ]
  }

  /// What else names the object than the phone itself.
  func users(of type: String, _ name: String, besides phone: String) -> [Reference] {
    (targets[Target(type: type, name: name)] ?? []).map { all[$0] }.filter { reference in
      reference.owner != phone || !["endpoint", "wizard"].contains(reference.type)
    }
  }

  /// The lines that name an object that is in neither file.
  var dangling: [Reference] { all.filter { !objects.contains($0.target) } }
}
