internal import AgentsModel
internal import AgentsStore
internal import ArgumentParser

struct AddToTeam: GroupMembershipVerb {
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
  static let kind = AgentGroup.Kind.team
  static let adds = true

  @OptionGroup var targets: TargetOptions
  @Option(
    name: .customLong("team"),
    help: ArgumentHelp("This team; repeat for more.", valueName: "name"),
    completion: Completions.groups(.team))
  var groups: [String] = []
  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func carryOut(
    _ agents: [Int], _ group: AgentGroup, _ transaction: StoreTransaction
  ) throws -> [Int: MembershipResult] {
    try transaction.add(agents: agents, to: group)
  }
}
