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
  @Flag(help: "Leave what is there as it is.") var ifNotExists = false
  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func perform() async throws {
    let report = try await store.centre().create(
      Noun.kind, names, skipsExisting: ifNotExists, change.mode)
    try Presenter(output).finish(Noun.word, report)
  }
}
