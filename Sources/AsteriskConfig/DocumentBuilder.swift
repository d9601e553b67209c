/// Puts a document together from what a parser finds line by line.
struct DocumentBuilder {
  private(set) var document = ConfigDocument()
  /// The section which takes the settings.
  private var open: Section?
  /// The item which `open` continues, by `(+)`, instead of becoming a new one.
  private var continued: Int?
  /// What has stood behind the header of `open` and is no setting.
  private var following: [ConfigDocument.Item] = []
  private var knownNames: Set<String> = []

  var hasSection: Bool { open != nil }

  mutating func add(_ item: ConfigDocument.Item) {
    if open == nil { document.items.append(item) } else { following.append(item) }
  }

  // MARK: Sections

  mutating func openSection(_ name: String) {
    // The sections of a file are much alike: make room once, not setting by setting.
    let likely = open?.settings.count ?? 0
    closeSection()
    var section = Section(name: name)
    section.settings.reserveCapacity(likely)
    open = section
  }

  mutating func closeSection() {
    guard let section = open else { return }
    if let continued {
      document.items[continued] = .section(section)
    } else {
      document.items.append(.section(section))
      knownNames.insert(section.name.lowercased())
    }
    document.items += following
    following.removeAll(keepingCapacity: true)
    open = nil
    continued = nil
  }

  /// Whether a section of this name has been closed: the only ones to inherit from.
  func isKnown(_ name: String) -> Bool {
    knownNames.contains(name.lowercased())
  }

  mutating func markTemplate() {
    open?.isTemplate = true
  }

  mutating func inherit(from template: String) {
    open?.templates.append(template)
  }

  /// Goes on with the first section of the same name which is no template, if there is one.
  ///
  /// A search from the start, as in Asterisk: `(+)` by the thousand is slow in both.
  mutating func continueEarlier() -> Bool {
    guard let section = open else { return false }
    let name = section.name.lowercased()
    for (index, item) in document.items.enumerated() {
      guard case .section(var earlier) = item, !earlier.isTemplate,
        earlier.name.lowercased() == name
      else { continue }
      earlier.isTemplate = section.isTemplate
      earlier.templates += section.templates
      open = earlier
      continued = index
      return true
    }
    return false
  }

  // MARK: Settings

  mutating func add(_ setting: Setting) {
    open?.settings.append(setting)
  }

  /// `name += value`: lengthens the last setting of that name.
  /// - Returns: false when the section has none of its own.
  mutating func lengthen(_ name: String, by value: String) -> Bool {
    guard let index = open?.settings.lastIndex(where: { $0.name == name }) else { return false }
    // The blanks between the two stay, those before the first letter do not.
    let isFirst = open?.settings[index].value.isEmpty ?? true
    let tail = value.unicodeScalars.drop { isFirst && $0.value <= 32 }
    open?.settings[index].value.unicodeScalars += tail
    return true
  }
}
