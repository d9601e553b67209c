internal import Agents
internal import ArgumentParser

struct GroupDelete<Noun: GroupNoun>: AsyncVerb {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "delete", abstract: "Delete \(Noun.word)s.",
      usage: "xcally-agents \(Noun.word) delete NAME... [--yes] [options]",
      discussion: """
        Asks when agents lose a \(Noun.word) by it.

          $ xcally-agents \(Noun.word) delete \(Noun.example) --yes
        """)
  }

  @Argument(
    help: "Names.",
    completion: Completions.groups(Noun.kind))
  var names: [String]
  @Flag(help: "Leave out what is not there.") var ifExists = false
  @OptionGroup var consent: ConsentOptions
  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func perform() async throws {
    let report = try await store.centre().delete(
      Noun.kind, names, skipsMissing: ifExists, change.mode
    ) {
      try consent.require(toDelete: Noun.word, $0)
    }
    try Presenter(output).finish(Noun.word, report)
  }
}
