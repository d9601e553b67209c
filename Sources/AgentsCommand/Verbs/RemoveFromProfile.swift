internal import AgentsModel
internal import AgentsStore
internal import ArgumentParser

struct RemoveFromProfile: GroupMembershipVerb {
  static let configuration = CommandConfiguration(
    commandName: "remove-from-profile", abstract: "Take agents out of profiles.",
    usage: """
      xcally-agents remove-from-profile USERNAME... --profile NAME...
      xcally-agents remove-from-profile --where CONDITION... --profile NAME...
      """,
    discussion: """
        $ xcally-agents remove-from-profile mrossi --profile Evening
      """)
  static let kind = AgentGroup.Kind.profile
  static let adds = false

  @OptionGroup var targets: TargetOptions
  @Option(
    name: .customLong("profile"),
    help: ArgumentHelp("This profile; repeat for more.", valueName: "name"),
    completion: Completions.groups(.profile))
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
