internal import AgentsModel
internal import AgentsSystem
internal import ArgumentParser
internal import SystemPackage

struct Fields: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fields", abstract: "List the fields of an agent, or explain one.",
    usage: "xcally-agents fields [KEY] [options]",
    discussion: """
        $ xcally-agents fields
        $ xcally-agents fields transport
      """)

  @Argument(help: "A field.", completion: .list(FieldCatalog.keys)) var key: String?
  @OptionGroup(title: "Output") var output: OutputOptions

  func run() throws {
    if let key, output.isForPeople { return try explain(find(key)) }
    let fields = try key.map { [try find($0)] } ?? FieldCatalog.fields
    let columns =
      output.isForPeople
      ? ["key", "label", "type", "default"]
      : ["key", "label", "tab", "type", "default", "access", "typologies", "help"]
    var rows = try RowWriter(
      output.format, columns.map { Column(key: $0) }, to: StandardOutput(), color: output.color)
    for field in fields {
      let cells: [String: JSON] = [
        "key": .string(field.key), "label": .string(field.label),
        "tab": .string(field.tab.rawValue), "type": .string(field.kind.description),
        "default": .string(field.defaultText), "access": .string(field.access.rawValue),
        "typologies": .array(field.typologyWords.map(JSON.string)), "help": .string(field.help),
      ]
      try rows.write(columns.map { cells[$0] ?? .null })
    }
    try rows.finish()
  }

  private func explain(_ field: Field) throws {
    let output = StandardOutput()
    let lines = [
      ("key", field.key), ("label", field.label), ("tab", field.tab.rawValue),
      ("type", field.kind.description), ("default", field.defaultText),
      ("access", field.access.explanation),
      ("typologies", field.typologyWords.joined(separator: ", ")), ("help", field.help),
    ]
    for (name, text) in lines {
      try output.write("\(name)\(String(repeating: " ", count: 12 - name.count))\(text)\n")
    }
    try output.flush()
  }

  private func find(_ key: String) throws -> Field {
    guard let field = FieldCatalog.field(key) else {
      throw AgentsError.notFound(
        .key(
          key, kind: "field", nearest: nearest(to: key, in: FieldCatalog.keys)))
    }
    return field
  }
}

extension Field {
  /// In the product's order.
  fileprivate var typologyWords: [String] {
    Typology.allCases.filter(typologies.contains).map(\.rawValue)
  }
}

extension Field.Access {
  fileprivate var explanation: String {
    switch self {
    case .editable: "create, edit"
    case .fixed: "create only"
    case .readOnly: "read-only"
    case .clearOnly: "edit may only clear it"
    case .relation: "a verb of its own"
    case .computed: "read-only, not stored"
    }
  }
}
