internal import Agents
internal import ArgumentParser

struct Restore: AsyncVerb {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Bring agents back from the bin.",
    usage: "xcally-agents restore USERNAME... [options]",
    discussion: """
      Of several in the bin with one username the last deleted comes back. It is
      refused when the username, e-mail or internal was taken meanwhile.

        $ xcally-agents restore mrossi
      """)

  @Argument(help: "Usernames.", completion: Completions.usernames) var usernames: [String]
  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func perform() async throws {
    try Presenter(output).finish(await store.centre().restore(usernames, change.mode))
  }
}
