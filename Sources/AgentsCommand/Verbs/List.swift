internal import Agents
internal import AgentsModel
internal import ArgumentParser

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
        $ xcally-agents list --team Night --count
        $ xcally-agents list --where passwordState=expired --where 'createdAt<=-30d'
      """)

  @Argument(help: "Text to look for, as with --search.")
  var text: String?
  @OptionGroup(title: "Selection") var selection: SelectionOptions
  @Option(
    help: ArgumentHelp("Keys, comma-separated; \"all\" = every field.", valueName: "keys"),
    completion: Completions.list(of: FieldCatalog.keys))
  var columns: String?
  @Flag(name: .customLong("count"), help: "Only how many there are.") var isCount = false
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func validate() throws {
    guard text == nil || selection.filter.search == nil else {
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
    let centre = store.centre(files: [selection.filter.namesFrom])
    // Standard input can be read only once.
    lazy var meant = Result { try query() }
    if isCount || selection.filter.failEmpty {
      let count = try centre.count(meant.get())
      if count == 0, selection.filter.failEmpty {
        Messages.note("no agent matches")
        throw ExitStatus.notFound
      }
      if isCount {
        return try Presenter(output).show(Answer(["\(count)"], [("count", .number(count))]))
      }
    }
    let fields = try chosenFields()
    // The index of usernames answers for them alone.
    let shown = output.format.showsAllColumns ? fields : Array(fields.prefix(1))
    try centre.list(meant.get(), shown) { try Presenter(output).show(Listing($0)) }
  }

  private func query() throws -> AgentQuery {
    var query = try selection.query()
    if let text { query.text = text }
    return query
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
