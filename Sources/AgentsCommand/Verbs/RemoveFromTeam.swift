internal import Agents
internal import AgentsModel
internal import ArgumentParser

struct RemoveFromTeam: AsyncVerb {
  static let configuration = CommandConfiguration(
    commandName: "remove-from-team", abstract: "Take agents out of teams.",
    usage: """
      xcally-agents remove-from-team USERNAME... --team NAME...
      xcally-agents remove-from-team --where CONDITION... --team NAME...
      """,
    discussion: """
      They leave the queues that only the team brought them into.

        $ xcally-agents remove-from-team mrossi --team Support
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
    let report = try await store.centre().remove(
      targets.selection(), from: .team, groups, change.mode)
    try Presenter(output).finish("team", report)
  }
}
