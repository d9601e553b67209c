internal import AgentsModel
internal import AgentsStore
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
    var request = try selection.request()
    request.usernames = usernames
    let columns = try chosenColumns()
    let task =
      file.withSecrets
      ? OperatorTask("export-csv --with-secrets", needs: .admin)
      : OperatorTask("export-csv", files: [file.output])
    let session = try Session(store)
    let database = try session.reading(task)
    // What is counted and what is written are of one snapshot.
    try database.read { reader in
      let selection = try request.resolved(by: reader)
      let matching = try reader.count(selection) - selection.offset
      let rows = max(0, min(matching, selection.limit ?? matching))
      let target = try file.target(rows: rows)
      try record(task, columns, rows, target, session)
      try target.write { sink in
        try reader.writeCSV(
          of: selection, columns, file.format.value, isGuarded: file.spreadsheetSafe, to: sink)
      }
    }
  }

  /// Secrets are given out when that is on record.
  private func record(
    _ task: OperatorTask, _ columns: [CSVColumn], _ rows: Int, _ target: ExportTarget,
    _ session: Session
  ) throws {
    let secrets = columns.filter(\.isSecret)
    guard !secrets.isEmpty else { return }
    let changes = JSON.object([
      ("rows", .number(rows)), ("secrets", .array(secrets.map { .string($0.key) })),
    ])
    try session.record([session.auditEntry(task.name, target.path?.string ?? "", changes)])
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
