internal import Agents
internal import AgentsModel
internal import ArgumentParser

struct OperatorAdd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Add an operator.",
    usage: """
      xcally-agents operator add LOGIN --role admin [options]
      xcally-agents operator add LOGIN --role user [--permission PERMISSION]
          [--queue CHANNEL:NAME]... [options]
      """,
    discussion: """
      The first operator is an admin. A user reads, unless --permission says more, and
      sees the agents of the queues given, those of their teams included.

        $ xcally-agents operator add anna --role admin
        $ xcally-agents operator add bert --role user --permission edit \\
            --queue voice:sales --queue chat:help
      """)

  @Argument(help: "An account of the machine.") var login: String
  @Option(
    help: ArgumentHelp("admin or user.", valueName: "role"),
    completion: .list(OperatorRole.words), transform: OperatorRole.init(option:))
  var role: OperatorRole
  @OptionGroup var rights: PermissionOptions
  @OptionGroup var change: DryRunOption
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func validate() throws {
    guard role == .user || rights.isEmpty else {
      throw ValidationError("'--permission' and '--queue' are for '--role user'.")
    }
  }

  func run() throws {
    let report = try store.centre().addOperator(login, role, rights.edit(), change.mode)
    try Presenter(output).finish("operator", report)
  }
}
