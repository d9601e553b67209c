internal import AgentsModel
internal import ArgumentParser

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
