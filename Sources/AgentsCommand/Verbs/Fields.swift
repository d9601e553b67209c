internal import AgentsModel
internal import ArgumentParser

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
    let fields = try key.map { [try find($0)] } ?? FieldCatalog.fields
    let brief = fields.map { field -> [JSON] in
      [
        .string(field.key), .string(field.label), .string(field.kind.description),
        .string(field.defaultText),
      ]
    }
    let all = fields.map { field -> [JSON] in
      [
        .string(field.key), .string(field.label), .string(field.tab.rawValue),
        .string(field.kind.description), .string(field.defaultText),
        .string(field.access.rawValue), .array(field.typologyWords.map(JSON.string)),
        .string(field.help),
      ]
    }
    var answer = Answer(
      Answer.Rows(["key", "label", "type", "default"], brief),
      Answer.Rows(
        ["key", "label", "tab", "type", "default", "access", "typologies", "help"], all),
      output.color)
    if key != nil { answer.lines = fields.flatMap(\.lines) }
    try Presenter(output).show(answer)
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
  fileprivate var lines: [Line] {
    [
      ("key", key), ("label", label), ("tab", tab.rawValue), ("type", kind.description),
      ("default", defaultText), ("access", access.explanation),
      ("typologies", typologyWords.joined(separator: ", ")), ("help", help),
    ].map { name, text in
      Line("\(name)\(String(repeating: " ", count: 12 - name.count))\(text)").kept
    }
  }

  /// In the order of the product.
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
