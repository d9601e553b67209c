internal import Agents
internal import AgentsModel
internal import ArgumentParser

struct ProfileCreate: AsyncVerb {
  static let configuration = CommandConfiguration(
    commandName: "create", abstract: "Create profiles.",
    usage: "xcally-agents profile create NAME... [options]",
    discussion: """
        $ xcally-agents profile create Evening
      """)

  @Argument(help: "Names, none with \",\", \":\" or \"=\".") var names: [String]
  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func perform() async throws {
    try Presenter(output).finish(
      "profile", await store.centre().create(.profile, names, change.mode))
  }
}
