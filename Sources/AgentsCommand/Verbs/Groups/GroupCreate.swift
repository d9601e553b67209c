internal import Agents
internal import ArgumentParser

struct GroupCreate<Noun: GroupNoun>: AsyncVerb {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "create", abstract: "Create \(Noun.word)s.",
      usage: "xcally-agents \(Noun.word) create NAME... [options]",
      discussion: """
          $ xcally-agents \(Noun.word) create \(Noun.example)
        """)
  }

  @Argument(help: "Names, none with \",\", \":\" or \"=\".") var names: [String]
  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func perform() async throws {
    try Presenter(output).finish(
      Noun.word, await store.centre().create(Noun.kind, names, change.mode))
  }
}
