internal import Agents
internal import AgentsModel
internal import ArgumentParser

struct AddToTeam: AsyncVerb {
  static let configuration = CommandConfiguration(
    commandName: "add-to-team", abstract: "Put agents into teams.",
    usage: """
      xcally-agents add-to-team USERNAME... --team NAME...
      xcally-agents add-to-team --where CONDITION... --team NAME...
      """,
    discussion: """
      A team brings its agents into the queues that it is in.

        $ xcally-agents add-to-team mrossi abianchi --team Support
      """)

  @OptionGroup var targets: TargetOptions
  @Option(
    name: .customLong("team"),
    help: ArgumentHelp("This team; repeat for more.", valueName: "name"),
    completion: Completions.groups(.team))
  var groups: [String] = []
  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func validate() throws { try requireGroups(groups, "team") }

  func perform() async throws {
    let report = try await store.centre().add(targets.selection(), to: .team, groups, change.mode)
    try Presenter(output).finish("team", report)
  }
}
