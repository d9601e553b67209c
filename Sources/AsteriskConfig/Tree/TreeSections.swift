/// The sections of a tree, built statement by statement.
struct TreeSections {
  private(set) var all: [ConfigTree.Section] = []
  /// The section that was opened or continued last, in any file.
  private(set) var current: Int?
  /// Whether a part of the tree was not read: a missing section may be there.
  var mayLack = false
  private var byName: [String: [Int]] = [:]

  /// Opens or continues a section and sets `section` to its index.
  ///
  /// - Returns: why Asterisk stops reading here; nil when it does not.
  mutating func open(
    _ header: SectionHeader, _ place: ConfigTree.Place, _ section: inout Int?
  ) -> ConfigTree.Refusal.Reason? {
    var new: ConfigTree.Section? = ConfigTree.Section(name: header.name, place: place)
    var target: Int?
    for word in header.words {
      switch word {
      case .template: change(&new, target) { $0.isTemplate = true }
      case .parent(let name):
        if let parent = find(name, SectionFilter(withTemplates: true)) {
          let (templates, settings) = ([all[parent].name], all[parent].settings)
          change(&new, target) { $0.inherit(templates, settings) }
        } else if mayLack {
          change(&new, target) { $0.templates.append(name) }
        } else {
          return .unknownTemplate(name)
        }
      case .addition(let filter):
        if let earlier = find(header.name, SectionFilter(filter)) {
          target = earlier
          all[earlier].additions.append(place)
          guard let begun = new else { continue }
          current = earlier
          all[earlier].isTemplate = all[earlier].isTemplate || begun.isTemplate
          all[earlier].settings += begun.settings
          new = nil
        } else if mayLack {
          change(&new, target) { $0.isContinuation = true }
        } else {
          return .unknownSection(header.name)
        }
      }
    }
    if let new { append(new) }
    section = target ?? current
    return nil
  }

  private func find(_ name: String, _ filter: SectionFilter) -> Int? {
    // An empty name means any section.
    name.isEmpty
      ? all.firstIndex(where: filter.matches)
      : byName[name.caseFolded]?.first { filter.matches(all[$0]) }
  }

  private mutating func append(_ section: ConfigTree.Section) {
    current = all.count
    byName[section.name.caseFolded, default: []].append(all.count)
    all.append(section)
  }

  private mutating func change(
    _ new: inout ConfigTree.Section?, _ target: Int?, _ body: (inout ConfigTree.Section) -> Void
  ) {
    if let target { return body(&all[target]) }
    guard var section = new else { return }
    body(&section)
    new = section
  }

  mutating func add(_ setting: Setting, _ place: ConfigTree.Place, to section: Int) {
    all[section].settings.append(.init(setting: setting, place: place))
  }

  /// `+=`, as Asterisk does it: the last setting of that name gives the old value, and the first setting with that
  /// name and value gets the new one.
  mutating func lengthen(
    _ setting: Setting, by tail: String, _ place: ConfigTree.Place, in section: Int
  ) {
    let entries = all[section].settings
    guard let last = entries.last(where: { $0.setting.name == setting.name }),
      let index = entries.firstIndex(where: {
        $0.setting.name.caseFolded == last.setting.name.caseFolded
          && $0.setting.value.caseFolded == last.setting.value.caseFolded
      })
    else { return add(setting, place, to: section) }
    all[section].settings[index].setting.name = setting.name
    all[section].settings[index].setting.value = last.setting.value
    all[section].settings[index].setting.value.lengthen(by: tail)
  }
}

extension ConfigTree.Section {
  fileprivate mutating func inherit(_ names: [String], _ entries: [ConfigTree.Entry]) {
    templates += names
    settings += entries.map { entry in
      var entry = entry
      entry.isInherited = true
      return entry
    }
  }
}

extension String {
  /// The text with ASCII letters in lower case: Asterisk ignores their case in most names.
  package var caseFolded: String {
    guard utf8.contains(where: { (65...90).contains($0) }) else { return self }
    return String(decoding: utf8.map { (65...90).contains($0) ? $0 + 32 : $0 }, as: UTF8.self)
  }
}
