internal import AgentsCore
internal import ArgumentParser

struct ProfileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "profile", abstract: "Run the agents' profiles.",
    discussion: """
      An agent with profiles picks one at login. Needs the setting
      licenseMultiProfile.

        $ xcally-agents profile create Evening
        $ xcally-agents add-to-profile mrossi abianchi --profile Evening
      """,
    subcommands: [ProfileCreate.self, ProfileList.self, ProfileShow.self, ProfileDelete.self])
}

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

struct ProfileList: GroupVerb {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List profiles.",
    usage: "xcally-agents profile list [options]",
    discussion: """
        $ xcally-agents profile list
      """)
  static let kind = AgentGroup.Kind.profile

  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func run() throws { try writeList() }
}

struct ProfileShow: GroupVerb {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "List the members of profiles.",
    usage: "xcally-agents profile show NAME... [options]",
    discussion: """
        $ xcally-agents profile show Evening
      """)
  static let kind = AgentGroup.Kind.profile

  @Argument(
    help: "Names.",
    completion: Completions.groups(.profile))
  var names: [String]
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func run() throws { try writeMembers(of: names) }
}

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
