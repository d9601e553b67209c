internal import AgentsModel
internal import ArgumentParser

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
