internal import AgentsCore
internal import ArgumentParser

struct TeamCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "team", abstract: "Run the agents' teams.",
    discussion: """
      A team can be in queues; its agents are members of them then.

        $ xcally-agents team create Support
        $ xcally-agents add-to-team mrossi abianchi --team Support
      """,
    subcommands: [TeamCreate.self, TeamList.self, TeamShow.self, TeamDelete.self])
}

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

struct TeamList: GroupVerb {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List teams.",
    usage: "xcally-agents team list [options]",
    discussion: """
        $ xcally-agents team list
      """)
  static let kind = AgentGroup.Kind.team

  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func run() throws { try writeList() }
}

struct TeamShow: GroupVerb {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "List the members of teams.",
    usage: "xcally-agents team show NAME... [options]",
    discussion: """
        $ xcally-agents team show Support
      """)
  static let kind = AgentGroup.Kind.team

  @Argument(
    help: "Names.",
    completion: Completions.groups(.team))
  var names: [String]
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func run() throws { try writeMembers(of: names) }
}

struct TeamDelete: GroupChangingVerb {
  static let configuration = CommandConfiguration(
    commandName: "delete", abstract: "Delete teams.",
    usage: "xcally-agents team delete NAME... [--yes] [options]",
    discussion: """
      Asks when agents lose a team by it.

        $ xcally-agents team delete Support --yes
      """)
  static let kind = AgentGroup.Kind.team

  @Argument(
    help: "Names.",
    completion: Completions.groups(.team))
  var names: [String]
  @OptionGroup var consent: ConsentOptions
  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func perform() async throws { try await delete(consent) }
}
