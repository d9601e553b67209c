internal import AgentsModel
internal import ArgumentParser

struct ProfileCreate: GroupChangingVerb {
  static let configuration = CommandConfiguration(
    commandName: "create", abstract: "Create profiles.",
    usage: "xcally-agents profile create NAME... [options]",
    discussion: """
        $ xcally-agents profile create Evening
      """)
  static let kind = AgentGroup.Kind.profile

  @Argument(help: "Names, none with \",\", \":\" or \"=\".") var names: [String]
  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func perform() async throws { try await create() }
}
