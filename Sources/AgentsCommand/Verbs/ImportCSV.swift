internal import Agents
internal import AgentsModel
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

      The file of personnel, every night; who left the call centre is disabled:
        $ xcally-agents import-csv staff.csv --on-duplicate update \\
            --map "Employee=fullname" --ignore Salary --memberships add \\
            --missing disable --within 'teams=Call centre' --max-change 5%
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
    Interruption.arm()
    let progress = Progress(isWanted: options.progress, isQuiet: output.quiet)
    let centre = store.centre(
      files: [file, options.rejects, options.generatePasswords], progress)
    let report = try await centre.importCSV(
      named: file.text, source(file), options.rules(), change.mode,
      tellsAgents: change.dryRun || !output.format.isForPeople, confirm: confirm)
    try Presenter(output).finish(report)
  }

  private func source(_ word: FileWord) throws -> CSVSource {
    let file = try word.path.map { try InputFile(at: $0) } ?? InputFile(copying: .standardInput)
    return try CSVSource(file, named: word.name, delimiter: options.delimiterByte)
  }

  /// Asks whether so many agents are to change.
  private func confirm(_ excess: ImportExcess) throws {
    guard Terminal.isTerminal(.standardInput) else { throw excess.refusal }
    let gone =
      excess.disabled > 0 ? "disable \(excess.disabled)" : "delete \(excess.deleted)"
    guard try Prompt.confirm("Change \(excess.updated) and \(gone) of \(excess.agents) agents?")
    else { throw AgentsError.caller(.declined) }
  }
}
