internal import Agents
internal import ArgumentParser

struct GroupRename<Noun: GroupNoun>: AsyncVerb {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "rename", abstract: "Give a \(Noun.word) another name.",
      usage: "xcally-agents \(Noun.word) rename NAME NEW [options]",
      discussion: """
        Its agents stay.

          $ xcally-agents \(Noun.word) rename \(Noun.example) "\(Noun.example) 2"
        """)
  }

  @Argument(help: "Its name.", completion: Completions.groups(Noun.kind)) var name: String
  @Argument(help: "Its name from now on; none with \",\", \":\" or \"=\".") var newName: String
  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func perform() async throws {
    let report = try await store.centre().rename(Noun.kind, name, to: newName, change.mode)
    try Presenter(output).finish(Noun.word, report)
  }
}
