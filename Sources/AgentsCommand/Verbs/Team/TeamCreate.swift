internal import AgentsModel
internal import ArgumentParser

struct TeamCreate: GroupChangingVerb {
  static let configuration = CommandConfiguration(
    commandName: "create", abstract: "Create teams.",
    usage: "xcally-agents team create NAME... [options]",
    discussion: """
        $ xcally-agents team create Support
      """)
  static let kind = AgentGroup.Kind.team

  @Argument(help: "Names, none with \",\", \":\" or \"=\".") var names: [String]
  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func perform() async throws { try await create() }
}
