internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import ArgumentParser
internal import SystemPackage

struct ImportCSV: AsyncVerb {
  static let configuration = CommandConfiguration(
    commandName: "import-csv", abstract: "Create and change agents from CSV.",
    usage: """
      xcally-agents import-csv FILE [--on-duplicate fail|skip|update] [options]
      xcally-agents import-csv --template
      """,
    discussion: """
      The header names fields; a row is about the agent of its username. All rows are
      stored or none, unless --keep-going is given. A column that is missing leaves a
      field alone, an empty cell empties it.

        $ xcally-agents import-csv agents.csv --dry-run
        $ xcally-agents import-csv agents.csv --on-duplicate update

      New agents with passwords that are made, and rows to be mended put aside:
        $ xcally-agents import-csv new.csv --generate-passwords passwords.csv \\
            --keep-going --rejects rejects.csv
      """)

  @Argument(
    help: "The file; - = standard input.", completion: .file(),
    transform: FileOption.importedFile.word)
  var file: FileWord?
  @Flag(help: "Print a header and an example to begin with.") var template = false
  @OptionGroup(title: "Import") var options: ImportOptions
  @OptionGroup var consent: ConsentOptions
  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func validate() throws {
    guard (file == nil) == template else {
      throw ValidationError("Name a file, or give '--template', one of the two.")
    }
  }

  func perform() async throws {
    guard let file else { return try ImportTemplate.write() }
    let session = try Session(store)
    let task = OperatorTask(
      "import-csv", [file.text], needs: .admin, change,
      files: [file, options.rejects, options.generatePasswords])
    try session.admit(task)
    if let rejects = options.rejects?.path { try PrivateFile.check(rejects) }
    let source = try CSVSource(file, delimiter: options.delimiterByte)
    var reader = source.reader()
    // A file that cannot be one is told before a database is made for it.
    let header = try source.header(&reader, options.from)
    Interruption.arm()
    let store = try session.writing(task, isDryRun: change.dryRun)
    let run = ImportRun(
      session: session, store: store, source: source, header: header, options: options,
      change: change,
      progress: Progress(isWanted: options.progress, isQuiet: output.quiet),
      isReported: change.dryRun || !output.isForPeople)
    let report = try await run.perform { plan in
      guard try consent.yes || change.dryRun || isConsented(to: plan) else {
        throw AgentsError.declined
      }
    }
    try report.finish(output)
  }

  /// Whether a share of the agents may change that is larger than agreed beforehand.
  private func isConsented(to plan: ImportPlan) throws -> Bool {
    let changing = plan.count(.updated) + plan.missing.count
    guard let percent = options.guardPercent, changing * 100 > plan.agents * percent else {
      return true
    }
    guard Terminal.isTerminal(.standardInput) else {
      throw AgentsError.tooManyChanges(
        updated: plan.count(.updated), deleted: plan.missing.count, of: plan.agents,
        percent: percent)
    }
    return try Prompt.confirm(
      "Change \(plan.count(.updated)) and delete \(plan.missing.count) of \(plan.agents) agents?")
  }
}
