/// Builds a document from the statements of a parser.
struct DocumentBuilder {
  private(set) var document = ConfigDocument()
  /// The section that gets the next settings.
  private var open: Section?
  /// The index of the item that `open` continues because of `(+)`; nil when `open` is a new section.
  private var continued: Int?
  /// Comments and includes between the settings of `open`.
  private var following: [ConfigDocument.Item] = []
  private var knownNames: Set<String> = []
  private(set) var warnings: [ConfigWarning] = []

  /// Takes the next statement of the file.
  mutating func add(_ statement: Statement, line: Int) {
    switch statement {
    case .comment(let text): add(.comment(text))
    case .include(let include): add(.include(include))
    case .section(let header): open(header, line: line)
    case .setting(let setting): open?.settings.append(setting)
    case .lengthening(let setting, let tail):
      if !lengthen(setting.name, by: tail) { open?.settings.append(setting) }
    case .skipped(let remark): warn(line, remark)
    }
  }

  mutating func warn(_ line: Int, _ remark: ConfigWarning.Remark) {
    warnings.append(ConfigWarning(line: line, remark: remark))
  }

  private mutating func add(_ item: ConfigDocument.Item) {
    if open == nil { document.items.append(item) } else { following.append(item) }
  }

  // MARK: Sections

  private mutating func open(_ header: SectionHeader, line: Int) {
    openSection(header.name)
    for word in header.words {
      switch word {
      case .template: open?.isTemplate = true
      case .addition(let filter):
        if !filter.isEmpty || !continueEarlier() { warn(line, .unknownSection(header.name)) }
      case .parent(let name):
        if !isKnown(name) { warn(line, .unknownTemplate(name)) }
        open?.templates.append(name)
      }
    }
  }

  private mutating func openSection(_ name: String) {
    // The sections of a file are alike, so reserve the room of the one before.
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

  /// Whether a section of this name is complete.
  ///
  /// Only from those can others inherit.
  private func isKnown(_ name: String) -> Bool {
    knownNames.contains(name.lowercased())
  }

  /// Continues the first section of the same name that is not a template.
  ///
  /// It searches from the start, as Asterisk does, so thousands of `(+)` are slow in both.
  /// - Returns: whether there is such a section.
  private mutating func continueEarlier() -> Bool {
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

  /// `name += value`: lengthens the last setting of that name.
  /// - Returns: false when the section has none of its own.
  private mutating func lengthen(_ name: String, by value: String) -> Bool {
    guard let index = open?.settings.lastIndex(where: { $0.name == name }) else { return false }
    open?.settings[index].value.lengthen(by: value)
    return true
  }
}

extension String {
  /// Appends as `+=` does: blanks between the two parts stay, but a value never begins with blanks.
  mutating func lengthen(by tail: String) {
    let isFirst = isEmpty
    unicodeScalars += tail.unicodeScalars.drop { isFirst && $0.value <= 32 }
  }
}
