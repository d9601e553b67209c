internal import AgentsModel
internal import ArgumentParser

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
