internal import AgentsModel
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
        $ xcally-agents logs bundle mrossi --output - >case.tar.gz
      """)

  @Argument(
    help: "Usernames.",
    completion: Completions.usernames)
  var usernames: [String]
  // Named for the file: "output" is the group of options that all verbs have.
  @Option(
    name: .customLong("output"),
    help: ArgumentHelp("The archive; - = standard output.", valueName: "file"),
    completion: .file(extensions: ["tar.gz", "tgz"]), transform: FileOption.output.word)
  var file: FileWord
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func validate() throws {
    guard !usernames.isEmpty else { throw ValidationError("Name at least one agent.") }
    guard file.stream != nil else { return }
    guard output.isForPeople else {
      throw ValidationError("'--output -' leaves no place for '--format': the archive goes there.")
    }
    guard !Terminal.isTerminal(.standardOutput) else {
      throw ValidationError("'--output -' writes no archive to a terminal; redirect it.")
    }
  }

  func run() throws {
    let (agents, settings) = try Session(store).reading(
      OperatorTask("logs bundle", usernames, files: [file])
    ).read { reader in
      (try reader.agentsAlsoInBin(usernames), try reader.settings())
    }
    if let path = file.path { try PrivateFile.check(path) }
    let room = try ClientLogRoom(settings)
    let logs = try agents.map { agent in
      (agent, try room.logs(of: agent.account.name.text))
    }
    for (_, logs) in logs { logs?.noteLeftAlone() }
    let missing = logs.filter { $0.1?.files.isEmpty != false }.map(\.0.account.name.text)
    guard missing.isEmpty else {
      throw AgentsError.clientLogsNotFound(agents: missing, directory: room.path)
    }
    func pack(_ target: StandardOutput) throws -> LogBundle.Summary {
      var bundle = LogBundle(to: TarWriter(to: try GzipWriter(to: target)))
      for case (let agent, let logs?) in logs { try bundle.add(agent, logs) }
      return try bundle.finish()
    }
    if let path = file.path {
      try write(try PrivateFile.replace(at: path, writing: pack))
    } else {
      let summary = try streaming(pack)
      // Standard output is the archive's.
      if !output.quiet { Messages.note(sentence(of: summary)) }
    }
  }

  /// Half an archive is none: a reader that went away is an error here.
  private func streaming(
    _ pack: (StandardOutput) throws -> LogBundle.Summary
  ) throws -> LogBundle.Summary {
    let target = StandardOutput()
    do {
      let summary = try pack(target)
      try target.flush()
      return summary
    } catch let error as SystemError where error.isOfClosedOutput {
      throw AgentsError(error)
    }
  }

  private func sentence(of summary: LogBundle.Summary) -> String {
    "\(file.name): \(count(summary.files.count, "file")) of \(count(summary.agents, "agent")), \(count(summary.secrets, "secret")) masked"
  }

  private func write(_ summary: LogBundle.Summary) throws {
    let out = StandardOutput()
    switch output.format {
    case .table:
      guard !output.quiet else { return }
      try out.write(Terminal.printable(sentence(of: summary)) + "\n")
    case .json:
      try out.write(
        JSON.object([
          ("output", .string(file.text)), ("agents", .number(summary.agents)),
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
