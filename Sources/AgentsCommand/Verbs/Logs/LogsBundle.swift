internal import AgentsCore
internal import AgentsStore
internal import AgentsSystem
internal import ArgumentParser
internal import SystemPackage

struct LogsBundle: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bundle", abstract: "Pack client logs for a support case, secrets masked.",
    usage: "xcally-agents logs bundle USERNAME... --output FILE.tar.gz [options]",
    discussion: """
      Passwords, tokens, headers that authorize and keys become "***"; names, numbers
      and addresses of customers stay. FILE is made as a whole, for you alone.

        $ xcally-agents logs bundle mrossi abianchi --output case.tar.gz
      """)

  @Argument(
    help: "Usernames.",
    completion: Completions.usernames)
  var usernames: [String]
  // Named for the file: "output" is the group of options that all verbs have.
  @Option(
    name: .customLong("output"), help: ArgumentHelp("The archive.", valueName: "file"),
    completion: .file(extensions: ["tar.gz", "tgz"]))
  var file: String
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func validate() throws {
    guard !usernames.isEmpty else { throw ValidationError("Name at least one agent.") }
    guard !file.isEmpty else { throw ValidationError("'--output' needs a file name.") }
  }

  func run() throws {
    let (agents, settings) = try Session(store).reading(
      OperatorTask("logs bundle", usernames, files: [file])
    ).read { reader in
      (try reader.agentsAlsoInBin(usernames), try reader.settings())
    }
    try PrivateFile.check(FilePath(file))
    let room = try ClientLogRoom(settings)
    let logs = try agents.map { agent in
      (agent, try room.logs(of: agent.account.name.text))
    }
    for (_, logs) in logs { logs?.noteLeftAlone() }
    let missing = logs.filter { $0.1?.files.isEmpty != false }.map(\.0.account.name.text)
    guard missing.isEmpty else {
      throw AgentsError.clientLogsNotFound(agents: missing, directory: room.path)
    }
    let summary = try PrivateFile.replace(at: FilePath(file)) { file in
      var bundle = LogBundle(to: TarWriter(to: try GzipWriter(to: file)))
      for case (let agent, let logs?) in logs { try bundle.add(agent, logs) }
      return try bundle.finish()
    }
    try write(summary)
  }

  private func write(_ summary: LogBundle.Summary) throws {
    let out = StandardOutput()
    switch output.format {
    case .table:
      guard !output.quiet else { return }
      try out.write(
        "\(Terminal.printable(file)): \(count(summary.files.count, "file")) of \(count(summary.agents, "agent")), \(count(summary.secrets, "secret")) masked\n"
      )
    case .json:
      try out.write(
        JSON.object([
          ("output", .string(file)), ("agents", .number(summary.agents)),
          ("secrets", .number(summary.secrets)),
          ("files", .array(summary.files.map { .object(Array(zip(LogBundle.keys, $0))) })),
        ]).text + "\n")
    case .jsonl, .csv, .names:
      var rows = try RowWriter(output.format, LogBundle.keys.map { Column(key: $0) }, to: out)
      for row in summary.files { try rows.write(row) }
      try rows.finish()
    }
    try out.flush()
  }
}
