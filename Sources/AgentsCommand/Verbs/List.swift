internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import ArgumentParser
internal import SystemPackage

struct List: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List agents.", usage: "xcally-agents list [TEXT] [options]",
    discussion: """
      TEXT is looked for in username, full name, e-mail, internal and alias; conditions
      look at any field. A time is a date (the whole day), 2026-01-31T08:00:00Z, or an age
      such as -30d, thirty days ago (s, m, h, d, w). <, <=, > and >= never match an empty
      value.

        $ xcally-agents list rossi
        $ xcally-agents list --where typology=webrtc --where 'chatCapacity>2' \\
            --columns name,internal,chatCapacity --sort -chatCapacity
        $ xcally-agents list --state disabled --format names
        $ xcally-agents list --where passwordState=expired --where 'createdAt<=-30d'
      """)

  @Argument(help: "Text to look for, as with --search.")
  var text: String?
  @OptionGroup(title: "Selection") var selection: SelectionOptions
  @Option(
    help: ArgumentHelp("Keys, comma-separated; \"all\" = every field.", valueName: "keys"),
    completion: Completions.list(of: FieldCatalog.keys))
  var columns: String?
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func validate() throws {
    guard text == nil || selection.search == nil else {
      throw ValidationError("Give TEXT or '--search', not both.")
    }
    guard columns == nil || !split(columns).isEmpty else {
      throw ValidationError("'--columns' needs at least one key.")
    }
  }

  private static let usual = [
    "name", "fullname", "internal", "typology", "email", "disabled", "locked", "clientLogs",
  ]

  func run() throws {
    var request = try selection.request()
    if let text { request.selection.text = text }
    let fields = try chosenFields()
    let database = try Session(store).reading(OperatorTask("list"))
    try database.read { reader in
      // Nothing is written, not even a header, before all names are known.
      let selection = try request.resolved(by: reader)
      let isSuiteOn = try reader.settings().securitySuite
      var rows = try RowWriter(
        output.format, fields.map(Column.init), to: StandardOutput(), color: output.color)
      try reader.forEachRow(of: selection, columns: fields.map(\.key)) { values in
        try rows.write(
          zip(values, fields).map {
            isSuiteOn || !$1.isOfSecuritySuite ? JSON(stored: $0, $1.kind) : .null
          })
      }
      try rows.finish()
    }
  }

  private func chosenFields() throws -> [Field] {
    if columns == "all" { return FieldCatalog.fields.filter { !$0.isSecret } }
    let keys = columns == nil ? Self.usual : try columnKeys(columns)
    let fields = try collecting(keys) { (key) throws(Finding) in try FieldCatalog.find(key) }
    guard let secret = fields.first(where: \.isSecret) else { return fields }
    throw AgentsError.refused([
      Finding(
        .error, "\(secret.key).secret", field: secret.key, "is a secret and is not listed",
        hint: "\"xcally-agents show USERNAME --with-secrets\" shows it")
    ])
  }
}

extension JSON {
  /// A column's value, without a detour over text.
  fileprivate init(stored value: StoredValue, _ kind: FieldKind) {
    switch (value, kind) {
    case (.integer(let number), .bool): self = .bool(number != 0)
    case (.integer(let number), _): self = .number(number)
    case (.text(let text), _): self.init(text, kind)
    }
  }
}
