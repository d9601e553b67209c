internal import Agents
internal import AgentsModel
internal import ArgumentParser

struct TeamCreate: AsyncVerb {
  static let configuration = CommandConfiguration(
    commandName: "create", abstract: "Create teams.",
    usage: "xcally-agents team create NAME... [options]",
    discussion: """
        $ xcally-agents team create Support
      """)

  @Argument(help: "Names, none with \",\", \":\" or \"=\".") var names: [String]
  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func perform() async throws {
    try Presenter(output).finish(
      "team", await store.centre().create(.team, names, change.mode))
  }
}
