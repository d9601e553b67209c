internal import Agents
internal import ArgumentParser

struct OperatorRemove: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Take all rights from operators.",
    usage: "xcally-agents operator remove LOGIN... [options]",
    discussion: """
      All go, or none. The last admin stays.

        $ xcally-agents operator remove bert
      """)

  @Argument(help: "Logins.", completion: Completions.operators) var logins: [String]
  @OptionGroup var change: DryRunOption
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func run() throws {
    try Presenter(output).finish(
      "operator", store.centre().removeOperators(logins, change.mode))
  }
}
