internal import AgentsModel
internal import ArgumentParser

struct ProfileDelete: GroupChangingVerb {
  static let configuration = CommandConfiguration(
    commandName: "delete", abstract: "Delete profiles.",
    usage: "xcally-agents profile delete NAME... [--yes] [options]",
    discussion: """
      Asks when agents lose a profile by it.

        $ xcally-agents profile delete Evening --yes
      """)
  static let kind = AgentGroup.Kind.profile

  @Argument(
    help: "Names.",
    completion: Completions.groups(.profile))
  var names: [String]
  @OptionGroup var consent: ConsentOptions
  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func perform() async throws { try await delete(consent) }
}
