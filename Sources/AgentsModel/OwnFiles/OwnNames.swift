package import AsteriskConfig

/// The names in the centre's own files of one kind: where each is defined, and which sections
/// continue ours.
package struct OwnNames: Sendable {
  /// Each name, with the line where it first occurs.
  package private(set) var places: [AsteriskThing: ConfigTree.Place] = [:]
  /// `[name](+)` of a section that the centre's own files do not define: the folded name and the
  /// line.
  package private(set) var additions: [String: ConfigTree.Place] = [:]
  /// The trees that were read.
  package let trees: [ConfigTree]

  /// - Parameters:
  ///   - kind: Any kind except extensions, which `OwnDialplan` reads.
  ///   - tree: Returns the centre's own file of that name, without the files in our directory.
  package init(_ kind: FileKind, _ tree: (_ file: String) -> ConfigTree) {
    let own = tree(kind.includedBy)
    switch kind {
    case .sip:
      let users = tree("users.conf")
      trees = [own, users]
      add(own, besides: ["general", "authentication"]) { [.peer($0.name.caseFolded)] }
      add(users, besides: ["general"]) { section in
        users.isOn("hassip", section) ? [.peer(section.name.caseFolded)] : []
      }
    case .pjsip:
      let wizards = tree("pjsip_wizard.conf")
      trees = [own, wizards]
      add(own) { section in section.types.map { .object(section.name, type: $0) } }
      add(wizards) { section in
        guard section.types.contains("wizard") else { return [] }
        return ["endpoint", "aor"].map { .object(section.name, type: $0) }
      }
    case .voicemail:
      let users = tree("users.conf")
      trees = [own, users]
      // A section that continues ours may contain mailboxes.
      add(own, continuing: true) {
        $0.name.caseFolded == "default" ? $0.settings.map { .box($0.setting.name) } : []
      }
      let context = own.general?.folded("userscontext") ?? "default"
      if context.caseFolded == "default" {
        add(users, besides: ["general"]) { section in
          users.isOn("hasvoicemail", section) ? [.box(section.name)] : []
        }
      }
    case .queues:
      trees = [own]
      add(own, besides: ["general"]) { [.queue($0.name.caseFolded)] }
    case .extensions:
      trees = [own]
    }
    for section in own.sections where section.isContinuation {
      additions[section.name.caseFolded] = additions[section.name.caseFolded] ?? section.place
    }
  }

  /// Nothing of ours can have a name from here or be continued here.
  package var isEmpty: Bool { places.isEmpty && additions.isEmpty }

  /// The usernames of ours that any of these names can be.
  package var usernames: Set<String> {
    Set(
      places.keys.compactMap { thing in
        switch thing {
        case .peer(let name), .object(let name, _): name
        case .box, .queue, .number: nil
        }
      })
  }

  /// The internals of ours that any of these names can be.
  package var numbers: Set<String> {
    Set(
      places.keys.compactMap { thing in
        switch thing {
        case .box(let number), .number(let number): number
        case .peer, .object, .queue: nil
        }
      })
  }

  /// The line where a `(+)` continues one of our sections: without ours, Asterisk rejects the file.
  package func addition(to thing: AsteriskThing) -> ConfigTree.Place? {
    thing.section.flatMap { additions[$0.caseFolded] }
  }

  private mutating func add(
    _ tree: ConfigTree, besides others: [String] = [], continuing: Bool = false,
    _ things: (ConfigTree.Section) -> [AsteriskThing]
  ) {
    for section in tree.sections
    where !section.isTemplate && (continuing || !section.isContinuation) {
      guard !others.contains(section.name.caseFolded) else { continue }
      for thing in things(section) where places[thing] == nil { places[thing] = section.place }
    }
  }
}

extension ConfigTree {
  fileprivate var general: Section? { sections.first { $0.name.caseFolded == "general" } }

  /// A boolean of users.conf, which every section inherits from `[general]`.
  fileprivate func isOn(_ key: String, _ section: Section) -> Bool {
    (section.folded(key) ?? general?.folded(key) ?? "").isAsteriskTrue
  }
}

extension ConfigTree.Section {
  /// The last value of a setting whose name Asterisk reads in any case.
  fileprivate func folded(_ key: String) -> String? {
    settings.last { $0.setting.name.caseFolded == key }?.setting.value
  }

  /// All values of its `type`.
  fileprivate var types: [String] {
    settings.filter { $0.setting.name == "type" }.map(\.setting.value)
  }
}
