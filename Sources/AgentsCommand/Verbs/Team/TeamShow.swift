internal import AgentsModel
internal import ArgumentParser

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
