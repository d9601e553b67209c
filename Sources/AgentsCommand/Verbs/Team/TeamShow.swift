internal import Agents
internal import AgentsModel
internal import ArgumentParser

struct TeamShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "List the members of teams.",
    usage: "xcally-agents team show NAME... [options]",
    discussion: """
        $ xcally-agents team show Support
      """)

  @Argument(
    help: "Names.",
    completion: Completions.groups(.team))
  var names: [String]
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func run() throws {
    try Presenter(output).show(
      Answer.Rows(members: store.centre().groups(.team, names), .team))
  }
}
