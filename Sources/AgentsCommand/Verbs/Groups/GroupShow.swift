internal import Agents
internal import ArgumentParser

struct GroupShow<Noun: GroupNoun>: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "show", abstract: "List the members of \(Noun.word)s.",
      usage: "xcally-agents \(Noun.word) show NAME... [options]",
      discussion: """
          $ xcally-agents \(Noun.word) show \(Noun.example)
        """)
  }

  @Argument(
    help: "Names.",
    completion: Completions.groups(Noun.kind))
  var names: [String]
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func run() throws {
    try Presenter(output).show(
      Answer.Rows(members: store.centre().groups(Noun.kind, names), Noun.kind))
  }
}
