package import YAML

/// Reads the file of a centre: its form, and whether every key is known.
///
/// What values are worth is asked later.
package struct StateReader {
  /// What the file says.
  package private(set) var state = CentreState()
  /// Everything that is wrong with its form.
  package private(set) var findings: [Finding] = []
  /// Every section could be looked at; otherwise nothing can be said of what others need of it.
  package private(set) var isWhole = true
  /// What the file is called.
  private let file: String

  /// Reads a file.
  ///
  /// - Parameter file: What it is called, for findings.
  package init(_ bytes: [UInt8], file: String) {
    self.file = file
    do throws(YAMLError) { read(try YAMLNode(parsing: bytes)) } catch {
      isWhole = false
      note(error.place, "yaml.syntax", error.message)
    }
  }

  private mutating func read(_ root: YAMLNode) {
    guard let members = mapping(root, nil, "a centre: \"centre: 1\" and its sections") else {
      return
    }
    let version = members.first { text($0.key) == CentreState.versionKey }
    guard let version else {
      isWhole = false
      return note(
        root.place, "centre.version", field: CentreState.versionKey, "is required",
        hint: "the first line is \"centre: 1\"")
    }
    guard text(version.value) == CentreState.version else {
      isWhole = false
      return note(
        version.value.place, "centre.version", field: CentreState.versionKey,
        "this program reads version \(CentreState.version)")
    }
    for member in members {
      let name = text(member.key)
      guard name != CentreState.versionKey else { continue }
      guard let section = CentreState.Section(rawValue: name) else {
        isWhole = false
        note(
          member.key.place, "centre.section", "there is no section \(quoted(name))",
          hint: nearest(to: name, in: CentreState.Section.allCases.map(\.rawValue))
            .map(Hint.didYouMean))
        continue
      }
      read(member.value, section)
    }
  }

  private mutating func read(_ node: YAMLNode, _ section: CentreState.Section) {
    guard !node.isNull else {
      isWhole = false
      return note(
        node.place, "\(section.rawValue).empty", field: section.rawValue, "says nothing",
        hint: "{} means that there are none; leave the section out to leave them alone")
    }
    switch section {
    case .settings:
      state.settings = values(of: node, CentreState.Entry("", at: node.place), section)
    case .teams, .profiles: state[section] = names(node, section)
    case .queues, .telephones, .agents: state[section] = entries(node, section)
    }
  }

  // MARK: - Things

  private mutating func entries(
    _ node: YAMLNode, _ section: CentreState.Section
  ) -> [CentreState.Entry]? {
    guard let members = mapping(node, nil, "\(section.rawValue) by their names") else { return nil }
    let entries = members.map { member in
      let entry = CentreState.Entry(text(member.key), at: member.key.place)
      return member.value.isNull ? entry : values(of: member.value, entry, section)
    }
    return unique(entries, section)
  }

  /// Names one below the other, as keys or as a sequence.
  private mutating func names(
    _ node: YAMLNode, _ section: CentreState.Section
  ) -> [CentreState.Entry]? {
    if case .sequence(let nodes) = node.content {
      return unique(
        nodes.compactMap { node in
          scalar(node, section.noun).map { CentreState.Entry($0, at: node.place) }
        }, section)
    }
    return entries(node, section)
  }

  /// Two names that differ only in the case of letters are one name.
  private mutating func unique(
    _ entries: [CentreState.Entry], _ section: CentreState.Section
  ) -> [CentreState.Entry] {
    var lines: [String: Int] = [:]
    return entries.filter { entry in
      let folded = entry.name.lowercased()
      guard let line = lines[folded] else {
        lines[folded] = entry.place?.line
        return true
      }
      note(
        entry.place, "\(section.noun).repeated", field: section.noun,
        "\(quoted(entry.name)) stands in line \(line) too")
      return false
    }
  }

  private mutating func values(
    of node: YAMLNode, _ entry: CentreState.Entry, _ section: CentreState.Section
  ) -> CentreState.Entry {
    var entry = entry
    let subject = entry.name.isEmpty ? nil : entry.name
    guard let members = mapping(node, subject, "values by their keys") else { return entry }
    let forms = CentreState.forms[section] ?? [:]
    for member in members {
      let key = text(member.key)
      guard let form = forms[key] else {
        note(member.key.place, subject, unknown(key, section))
        continue
      }
      guard let text = value(member.value, form, subject, key) else { continue }
      entry.values.append((key, CentreState.Value(text, at: member.value.place)))
    }
    return entry
  }

  private func unknown(_ key: String, _ section: CentreState.Section) -> Finding {
    let keys = StateKey.keys(section).map(\.key)
    if section == .agents || section == .telephones, let field = FieldCatalog.field(key) {
      return Finding(
        .error, "\(key).not-in-file", field: key,
        field.key == "name"
          ? "is what the values stand under, not one of them"
          : section == .telephones
            ? "a telephone has no such field"
            : "is kept by the program, or by the agent, and no part of the file",
        hint: "leave the line out")
    }
    return Finding(
      .error, "\(section.noun).unknown-key", field: key,
      keys.isEmpty
        ? "\(section.article) has a name alone"
        : "\(section.article) has no key of this name",
      hint: nearest(to: key, in: keys).map(Hint.didYouMean))
  }

  // MARK: - Values

  private mutating func value(
    _ node: YAMLNode, _ form: StateKey.Form, _ subject: String?, _ key: String
  ) -> String? {
    if node.isNull { return "" }
    switch (form, node.content) {
    case (_, .scalar(let text, _)):
      if case .lines = form { return KeptSettings.text(of: [text]) }
      return text
    case (.list, .sequence(let nodes)), (.memberships, .sequence(let nodes)):
      return scalars(nodes, subject, key)?.joined(separator: ",")
    case (.lines, .sequence(let nodes)):
      return scalars(nodes, subject, key).map(KeptSettings.text)
    case (.memberships, .mapping(let members)):
      guard let penalties = scalars(members.map(\.value), subject, key) else { return nil }
      let words = zip(members, penalties).map { member, penalty in
        text(member.key) + (["", "0"].contains(penalty) ? "" : "=\(penalty)")
      }
      // As the store has them, so that what is the same is the same text.
      return words.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.joined(separator: ",")
    case (.value, _):
      note(node.place, subject, Finding(.error, "\(key).form", field: key, "takes one value"))
    case (.list, _), (.lines, _):
      note(
        node.place, subject,
        Finding(.error, "\(key).form", field: key, "takes a list such as [a, b]"))
    }
    return nil
  }

  private mutating func scalars(
    _ nodes: [YAMLNode], _ subject: String?, _ key: String
  ) -> [String]? {
    var texts: [String] = []
    for node in nodes {
      guard case .scalar(let text, _) = node.content else {
        note(
          node.place, subject, Finding(.error, "\(key).form", field: key, "takes words alone here"))
        return nil
      }
      texts.append(node.isNull ? "" : text)
    }
    return texts
  }

  private mutating func scalar(_ node: YAMLNode, _ field: String) -> String? {
    guard case .scalar(let text, _) = node.content, !node.isNull else {
      note(node.place, "\(field).form", field: field, "must be a name")
      return nil
    }
    return text
  }

  private mutating func mapping(
    _ node: YAMLNode, _ subject: String?, _ what: String
  ) -> [YAMLNode.Member]? {
    guard case .mapping(let members) = node.content else {
      if subject == nil { isWhole = false }
      note(node.place, subject, Finding(.error, "centre.form", "must be \(what)"))
      return nil
    }
    return members
  }

  /// The word of a key, which the parser has seen to be one.
  private func text(_ node: YAMLNode) -> String {
    if case .scalar(let text, _) = node.content { text } else { "" }
  }

  // MARK: - Findings

  private mutating func note(
    _ place: YAMLPlace?, _ code: String, field: String? = nil, _ message: String,
    hint: Hint? = nil
  ) {
    note(place, nil, Finding(.error, code, field: field, message, hint: hint))
  }

  private mutating func note(_ place: YAMLPlace?, _ subject: String?, _ finding: Finding) {
    findings.append(finding.standing(at: place, of: file, about: subject))
  }
}

extension CentreState.Section {
  fileprivate var article: String {
    switch self {
    case .settings: "the section settings"
    case .agents: "an agent"
    case .queues, .teams, .profiles, .telephones: "a \(noun)"
    }
  }
}

extension Finding {
  /// The same at a place of a file.
  package func standing(
    at place: YAMLPlace?, of file: String, about subject: String? = nil
  ) -> Finding {
    var finding = self
    finding.file = file
    (finding.line, finding.column) = (place?.line, place?.column)
    finding.subject = subject ?? finding.subject
    return finding
  }
}
