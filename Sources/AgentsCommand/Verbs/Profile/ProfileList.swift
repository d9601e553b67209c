internal import Agents
internal import AgentsModel
internal import ArgumentParser

struct ProfileList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List profiles.",
    usage: "xcally-agents profile list [options]",
    discussion: """
        $ xcally-agents profile list
      """)

  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func run() throws {
    try Presenter(output).show(Answer.Rows(list: store.centre().groups(.profile), .profile))
  }
}
