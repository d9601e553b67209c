internal import Agents
internal import AgentsModel
internal import AgentsSystem
internal import ArgumentParser

struct CentreApply: AsyncVerb {
  static let configuration = CommandConfiguration(
    commandName: "apply", abstract: "Make the centre what a YAML file says.",
    usage: "xcally-agents centre apply FILE [--prune] [--dry-run] [options]",
    discussion: """
      All of it is stored or nothing, in one run that "undo" takes back. What the file
      does not mention stays; with --prune what a section does not have goes, agents to
      the bin. Of an agent in the file a missing key means the default; only passwords
      and PINs stay. A section that is missing is left alone.

        $ xcally-agents centre apply centre.yaml --dry-run
        $ xcally-agents centre apply centre.yaml
        $ xcally-agents centre apply centre.yaml --prune --max-change 5%
      """)

  @Argument(
    help: "The file; - = standard input.", completion: .file(),
    transform: FileOption.appliedState.word)
  var file: FileWord
  @Flag(help: "Delete what a section does not have; agents go to the bin.") var prune = false
  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup var many: ManyOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func perform() async throws {
    Interruption.arm()
    let centre = store.centre(files: [file])
    let report = try await centre.applyState(
      named: file.name, file.bytes(limit: StateFile.limit), prunes: prune, change.mode(many))
    try Presenter(output, many).finish(report)
  }
}
