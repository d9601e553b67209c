internal import Agents
internal import AgentsModel
internal import ArgumentParser

struct TeamList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List teams.",
    usage: "xcally-agents team list [options]",
    discussion: """
        $ xcally-agents team list
      """)

  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func run() throws {
    try Presenter(output).show(Answer.Rows(list: store.centre().groups(.team), .team))
  }
}
