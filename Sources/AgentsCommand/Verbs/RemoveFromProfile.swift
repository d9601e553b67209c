internal import Agents
internal import AgentsModel
internal import ArgumentParser

struct RemoveFromProfile: AsyncVerb {
  static let configuration = CommandConfiguration(
    commandName: "remove-from-profile", abstract: "Take agents out of profiles.",
    usage: """
      xcally-agents remove-from-profile USERNAME... --profile NAME...
      xcally-agents remove-from-profile --where CONDITION... --profile NAME...
      """,
    discussion: """
        $ xcally-agents remove-from-profile mrossi --profile Evening
      """)

  @OptionGroup var targets: TargetOptions
  @Option(
    name: .customLong("profile"),
    help: ArgumentHelp("This profile; repeat for more.", valueName: "name"),
    completion: Completions.groups(.profile))
  var groups: [String] = []
  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func validate() throws { try requireGroups(groups, "profile") }

  func perform() async throws {
    let report = try await store.centre().remove(
      targets.selection(), from: .profile, groups, change.mode)
    try Presenter(output).finish("profile", report)
  }
}
