internal import AgentsModel
internal import AgentsStore
internal import ArgumentParser

struct RemoveFromTeam: GroupMembershipVerb {
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
  static let kind = AgentGroup.Kind.team
  static let adds = false

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
    try transaction.remove(agents: agents, from: group)
  }
}
