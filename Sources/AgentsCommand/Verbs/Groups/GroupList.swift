internal import Agents
internal import ArgumentParser

struct GroupList<Noun: GroupNoun>: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "list", abstract: "List \(Noun.word)s.",
      usage: "xcally-agents \(Noun.word) list [options]",
      discussion: """
          $ xcally-agents \(Noun.word) list
        """)
  }

  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func run() throws {
    try Presenter(output).show(Answer.Rows(list: store.centre().groups(Noun.kind), Noun.kind))
  }
}
