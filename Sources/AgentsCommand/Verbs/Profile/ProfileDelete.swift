internal import Agents
internal import AgentsModel
internal import ArgumentParser

struct ProfileDelete: AsyncVerb {
  static let configuration = CommandConfiguration(
    commandName: "delete", abstract: "Delete profiles.",
    usage: "xcally-agents profile delete NAME... [--yes] [options]",
    discussion: """
      Asks when agents lose a profile by it.

        $ xcally-agents profile delete Evening --yes
      """)

  @Argument(
    help: "Names.",
    completion: Completions.groups(.profile))
  var names: [String]
  @OptionGroup var consent: ConsentOptions
  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func perform() async throws {
    let report = try await store.centre().delete(.profile, names, change.mode) {
      try consent.require(toDelete: "profile", $0)
    }
    try Presenter(output).finish("profile", report)
  }
}
