internal import Agents
internal import AgentsModel
internal import ArgumentParser

struct ProfileShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "List the members of profiles.",
    usage: "xcally-agents profile show NAME... [options]",
    discussion: """
        $ xcally-agents profile show Evening
      """)

  @Argument(
    help: "Names.",
    completion: Completions.groups(.profile))
  var names: [String]
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func run() throws {
    try Presenter(output).show(
      Answer.Rows(members: store.centre().groups(.profile, names), .profile))
  }
}
