internal import AgentsModel
internal import AgentsStore
internal import ArgumentParser

struct AddToProfile: GroupMembershipVerb {
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
  static let kind = AgentGroup.Kind.profile
  static let adds = true

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
    try transaction.add(agents: agents, to: group)
  }
}
