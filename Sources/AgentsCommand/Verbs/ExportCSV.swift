internal import Agents
internal import AgentsModel
internal import ArgumentParser
internal import SystemPackage

struct ExportCSV: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export-csv", abstract: "Write agents as CSV, all fields by default.",
    usage: """
      xcally-agents export-csv [--output FILE] [options]
      xcally-agents export-csv USERNAME... [--output FILE] [options]
      """,
    discussion: """
      With usernames, exactly these agents are exported. Otherwise "export-csv" chooses
      agents as "list" does. "import-csv" reads back what it writes.
      FILE is replaced as a whole or not at all, and keeps its owner and mode.

        $ xcally-agents export-csv --output agents.csv
        $ xcally-agents export-csv mrossi abianchi --output two.csv
        $ xcally-agents export-csv --where typology=webrtc --columns name,email

      Every night, but never an empty or a halved file over a good one:
        $ xcally-agents export-csv --output /var/backups/agents.csv \\
            --min-rows 1 --max-drop 20
      """)

  @Argument(help: "Usernames.", completion: Completions.usernames)
  var usernames: [String] = []
  @OptionGroup(title: "Selection") var selection: SelectionOptions
  @Option(
    help: ArgumentHelp("Keys, comma-separated (default: all).", valueName: "keys"),
    completion: Completions.list(of: CSVColumn.exported.map(\.key)))
  var columns: String?
  @OptionGroup(title: "File") var file: ExportOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func validate() throws {
    guard usernames.isEmpty || selection.choosesAll else {
      throw ValidationError(
        "Give usernames or a selection, not both; '--search' takes a text to look for.")
    }
    guard columns == nil || !split(columns).isEmpty else {
      throw ValidationError("'--columns' needs at least one key.")
    }
  }

  func run() throws {
    let columns = try chosenColumns()
    let centre = store.centre(
      files: (file.withSecrets ? [] : [file.output]) + [selection.filter.namesFrom])
    try centre.exportCSV(
      query(), columns, format: file.format.value, withSecrets: file.withSecrets,
      isGuarded: file.spreadsheetSafe, to: file.output?.path?.string ?? ""
    ) { rows, pour in
      if rows == 0, selection.filter.failEmpty {
        Messages.note("no agent matches")
        throw ExitStatus.notFound
      }
      try file.target(rows: rows).write(pour)
    }
  }

  private func query() throws -> AgentQuery {
    var query = try selection.query()
    if !usernames.isEmpty { query.usernames = usernames }
    return query
  }

  private func chosenColumns() throws -> [CSVColumn] {
    guard let columns, columns != "all" else {
      return CSVColumn.exported.filter { file.withSecrets || !$0.isSecret }
    }
    return try collecting(columnKeys(columns)) { (key) throws(Finding) in
      let column = try CSVColumn.find(key)
      if case .password = column {
        throw Finding(
          .error, "password.not-stored", field: key, "is not stored and cannot be exported",
          hint: "passwordHash and sipDigest can, with --with-secrets")
      }
      guard file.withSecrets || !column.isSecret else {
        throw Finding(
          .error, "\(key).secret", field: key, "is a secret and is not exported",
          hint: "--with-secrets --output FILE writes it into a file of yours alone")
      }
      return column
    }
  }
}
