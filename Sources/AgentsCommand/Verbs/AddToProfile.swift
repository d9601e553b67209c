internal import Agents
internal import AgentsModel
internal import ArgumentParser

struct AddToProfile: AsyncVerb {
  static let configuration = CommandConfiguration(
    commandName: "add-to-profile", abstract: "Put agents into profiles.",
    usage: """
      xcally-agents add-to-profile USERNAME... --profile NAME...
      xcally-agents add-to-profile --where CONDITION... --profile NAME...
      """,
    discussion: """
      An agent with profiles picks one at login. Needs the setting licenseMultiProfile.

        $ xcally-agents add-to-profile mrossi --profile Evening
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
    let report = try await store.centre().add(
      targets.selection(), to: .profile, groups, change.mode)
    try Presenter(output).finish("profile", report)
  }
}
