internal import Agents
internal import AgentsModel
internal import ArgumentParser

struct TeamDelete: AsyncVerb {
  static let configuration = CommandConfiguration(
    commandName: "delete", abstract: "Delete teams.",
    usage: "xcally-agents team delete NAME... [--yes] [options]",
    discussion: """
      Asks when agents lose a team by it.

        $ xcally-agents team delete Support --yes
      """)

  @Argument(
    help: "Names.",
    completion: Completions.groups(.team))
  var names: [String]
  @OptionGroup var consent: ConsentOptions
  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func perform() async throws {
    let report = try await store.centre().delete(.team, names, change.mode) {
      try consent.require(toDelete: "team", $0)
    }
    try Presenter(output).finish("team", report)
  }
}
