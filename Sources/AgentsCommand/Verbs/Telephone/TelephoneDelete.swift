internal import Agents
internal import AgentsModel
internal import ArgumentParser

struct TelephoneDelete: AsyncVerb {
  static let configuration = CommandConfiguration(
    commandName: "delete", abstract: "Delete telephones.",
    usage: "xcally-agents telephone delete USERNAME... [--yes] [options]",
    discussion: """
      They are gone for good: there is no bin for telephones.

        $ xcally-agents telephone delete desk1 --yes
      """)

  @Argument(
    help: "Usernames of telephones.",
    completion: Completions.telephones)
  var usernames: [String]
  @Flag(help: "Leave out telephones that are not there.") var ifExists = false
  @OptionGroup var consent: ConsentOptions
  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func perform() async throws {
    let report = try await store.centre().deleteTelephones(
      usernames, skipsMissing: ifExists, change.mode
    ) { names in
      let number = names.count == 1 ? "telephone " : "\(names.count) telephones: "
      try consent.require(to: "delete \(number)\(list(names)) for good")
    }
    try Presenter(output).finish("telephone", report)
  }
}
