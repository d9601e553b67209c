internal import AgentsModel
internal import AgentsStore
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
  @Flag(name: "--dry-run -n", help: "Show what would change; change nothing.") var dryRun = false
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func run() throws {
    let session = try Session(store)
    let task = OperatorTask("operator remove", logins, needs: .admin)
    let report = try session.changeOperators(
      task, isDryRun: dryRun, in: try session.changing(dryRun ? task.dry : task)
    ) { transaction, report in
      for grant in try transaction.grants(named: logins) {
        if grant.role == .admin { try transaction.requireAdmin(without: grant) }
        let queues = try transaction.queues(of: grant)
        try transaction.remove(grant)
        report.outcomes.append(
          .init(
            name: grant.login.text, result: "removed",
            lost: [
              ("role", .string(grant.role.rawValue)),
              ("permission", .string(grant.permission.rawValue)),
              ("queues", GrantRequest.list(queues)),
            ]))
      }
    }
    try report.finish(output)
  }
}
