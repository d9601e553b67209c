internal import Agents
internal import AgentsModel
internal import ArgumentParser

struct OperatorEdit: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit", abstract: "Change what an operator may do.",
    usage: "xcally-agents operator edit LOGIN [options]",
    discussion: """
      A user who was an admin reads, unless --permission says more; an admin has no
      queues, for there is no need of them. The last admin stays one.

        $ xcally-agents operator edit bert --permission full --queue mail:office
        $ xcally-agents operator edit bert --no-queue chat:help
      """)

  @Argument(help: "Login.", completion: Completions.operators) var login: String
  @Option(
    help: ArgumentHelp("admin or user.", valueName: "role"),
    completion: .list(OperatorRole.words), transform: OperatorRole.init(option:))
  var role: OperatorRole?
  @OptionGroup var rights: PermissionOptions
  @Option(
    help: ArgumentHelp("Take this queue away; repeat for more.", valueName: "channel:name"),
    completion: Completions.queues)
  var noQueue: [String] = []
  @OptionGroup var change: DryRunOption
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func validate() throws {
    guard role != nil || !rights.isEmpty || !noQueue.isEmpty else {
      throw ValidationError("Say what to change, for instance '--permission edit'.")
    }
    guard role != .admin || rights.isEmpty && noQueue.isEmpty else {
      throw ValidationError("An admin needs neither '--permission' nor queues.")
    }
  }

  func run() throws {
    var edit = try rights.edit(removing: noQueue)
    edit.role = role
    let report = try store.centre().editOperator(login, edit, change.mode)
    try Presenter(output).finish("operator", report)
  }
}
