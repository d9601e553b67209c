internal import Agents
internal import AgentsModel
internal import ArgumentParser

struct CentreDiff: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Show what \"centre apply\" would change.",
    usage: "xcally-agents centre diff FILE [--prune] [options]",
    discussion: """
      One line for each thing: + is only in the file, ~ differs, - is not in the file
      (with --prune). Ends with 0 when nothing differs, with 1 when something does.
      A section that the file does not have is left out.

        $ xcally-agents centre diff centre.yaml
        $ git show main:centre.yaml | xcally-agents centre diff -
        $ xcally-agents centre diff centre.yaml --prune --format json
      """)

  @Argument(
    help: "The file; - = standard input.", completion: .file(),
    transform: FileOption.comparedState.word)
  var file: FileWord
  @Flag(help: "Also show what the file does not have.") var prune = false
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func run() throws {
    let report = try store.centre(files: [file]).compareState(
      named: file.name, file.bytes(limit: StateFile.limit), prunes: prune)
    Messages.warn(report.warnings)
    try Presenter(output).answer(Answer(compared: report))
    guard report.isSame else { throw ExitStatus.differs }
  }
}

/// The file of a centre.
enum StateFile {
  /// A million agents fit.
  static let limit = 256 << 20
}
